"""Every act of the house, by name. A door imports this package and calls one act per request."""

from motcua.casework.accept_folder import accept_folder
from motcua.casework.acquit import acquit
from motcua.casework.answer_grievance import answer_grievance
from motcua.casework.appoint import appoint
from motcua.casework.approve import approve
from motcua.casework.archive_folder import archive_folder
from motcua.casework.ask import ask
from motcua.casework.ask_opinion import ask_opinion
from motcua.casework.ask_revocation import ask_revocation
from motcua.casework.assign import assign
from motcua.casework.attach import attach
from motcua.casework.authorise import authorise
from motcua.casework.bring_back import bring_back
from motcua.casework.call_next import call_next
from motcua.casework.charge import charge
from motcua.casework.claim import claim
from motcua.casework.close_account import close_account
from motcua.casework.close_day import close_day
from motcua.casework.collect import collect
from motcua.casework.combine_receipts import combine_receipts
from motcua.casework.come_back import come_back
from motcua.casework.complete import complete
from motcua.casework.compose import compose
from motcua.casework.consent import consent
from motcua.casework.decline import decline
from motcua.casework.deliver import deliver
from motcua.casework.detach import detach
from motcua.casework.discard import discard
from motcua.casework.draw import draw
from motcua.casework.end_mandate import end_mandate
from motcua.casework.enrol import enrol
from motcua.casework.fall_back import fall_back
from motcua.casework.finish import finish
from motcua.casework.give_back import give_back
from motcua.casework.give_opinion import give_opinion
from motcua.casework.guide import guide
from motcua.casework.guide_walk_in import guide_walk_in
from motcua.casework.hand_again import hand_again
from motcua.casework.hand_back import hand_back
from motcua.casework.hand_folder import hand_folder
from motcua.casework.hand_on import hand_on
from motcua.casework.hand_to_post import hand_to_post
from motcua.casework.load_pack import load_pack
from motcua.casework.miss import miss
from motcua.casework.object_to import object_to
from motcua.casework.open_folder import open_folder
from motcua.casework.park import park
from motcua.casework.propose import propose
from motcua.casework.put_forward import put_forward
from motcua.casework.rate import rate
from motcua.casework.rate_by_link import rate_by_link
from motcua.casework.rate_on_tablet import rate_on_tablet
from motcua.casework.read import read
from motcua.casework.reassign import reassign
from motcua.casework.recall import recall
from motcua.casework.receive import receive
from motcua.casework.register import register
from motcua.casework.reject import reject
from motcua.casework.release import release
from motcua.casework.remind_expiry import remind_expiry
from motcua.casework.report_silence import report_silence
from motcua.casework.represent import represent
from motcua.casework.resume import resume
from motcua.casework.reuse import reuse
from motcua.casework.revoke import revoke
from motcua.casework.save import save
from motcua.casework.scan import scan
from motcua.casework.scrap import scrap
from motcua.casework.seal import seal
from motcua.casework.send_back import send_back
from motcua.casework.send_link import send_link
from motcua.casework.serve import serve
from motcua.casework.set_absence import set_absence
from motcua.casework.shelve import shelve
from motcua.casework.sign import sign
from motcua.casework.start import start
from motcua.casework.stop import stop
from motcua.casework.submit import submit
from motcua.casework.supplement import supplement
from motcua.casework.take import take
from motcua.casework.take_back_folder import take_back_folder
from motcua.casework.turn_away import turn_away
from motcua.casework.turn_down_folder import turn_down_folder
from motcua.casework.view import view
from motcua.casework.withdraw import withdraw

__all__ = [
    "accept_folder",
    "acquit",
    "answer_grievance",
    "appoint",
    "approve",
    "archive_folder",
    "ask",
    "ask_opinion",
    "ask_revocation",
    "assign",
    "attach",
    "authorise",
    "bring_back",
    "call_next",
    "charge",
    "claim",
    "close_account",
    "close_day",
    "collect",
    "combine_receipts",
    "come_back",
    "complete",
    "compose",
    "consent",
    "decline",
    "deliver",
    "detach",
    "discard",
    "draw",
    "end_mandate",
    "enrol",
    "fall_back",
    "finish",
    "give_back",
    "give_opinion",
    "guide",
    "guide_walk_in",
    "hand_again",
    "hand_back",
    "hand_folder",
    "hand_on",
    "hand_to_post",
    "load_pack",
    "miss",
    "object_to",
    "open_folder",
    "park",
    "propose",
    "put_forward",
    "rate",
    "rate_by_link",
    "rate_on_tablet",
    "read",
    "reassign",
    "recall",
    "receive",
    "register",
    "reject",
    "release",
    "remind_expiry",
    "report_silence",
    "represent",
    "resume",
    "reuse",
    "revoke",
    "save",
    "scan",
    "scrap",
    "seal",
    "send_back",
    "send_link",
    "serve",
    "set_absence",
    "shelve",
    "sign",
    "start",
    "stop",
    "submit",
    "supplement",
    "take",
    "take_back_folder",
    "turn_away",
    "turn_down_folder",
    "view",
    "withdraw",
]

"""Every act of the house, by name. A door imports this package and calls one act per request."""

from motcua.casework.accept_folder import accept_folder
from motcua.casework.acquit import acquit
from motcua.casework.agree import agree
from motcua.casework.alarm import alarm
from motcua.casework.answer_grievance import answer_grievance
from motcua.casework.apologise import apologise
from motcua.casework.appoint import appoint
from motcua.casework.approve import approve
from motcua.casework.archive_folder import archive_folder
from motcua.casework.ask import ask
from motcua.casework.ask_opinion import ask_opinion
from motcua.casework.ask_refund import ask_refund
from motcua.casework.ask_revocation import ask_revocation
from motcua.casework.assign import assign
from motcua.casework.attach import attach
from motcua.casework.authorise import authorise
from motcua.casework.begin_payment import begin_payment
from motcua.casework.book_payment import book_payment
from motcua.casework.book_transfer import book_transfer
from motcua.casework.bring_back import bring_back
from motcua.casework.call_next import call_next
from motcua.casework.change_calendar import change_calendar
from motcua.casework.charge import charge
from motcua.casework.claim import claim
from motcua.casework.close_account import close_account
from motcua.casework.close_day import close_day
from motcua.casework.close_room import close_room
from motcua.casework.collect import collect
from motcua.casework.combine_receipts import combine_receipts
from motcua.casework.come_back import come_back
from motcua.casework.complete import complete
from motcua.casework.compose import compose
from motcua.casework.consent import consent
from motcua.casework.consent_to_proposal import consent_to_proposal
from motcua.casework.correct import correct
from motcua.casework.decline import decline
from motcua.casework.deliver import deliver
from motcua.casework.detach import detach
from motcua.casework.discard import discard
from motcua.casework.draw import draw
from motcua.casework.drop import drop
from motcua.casework.drop_view import drop_view
from motcua.casework.end_mandate import end_mandate
from motcua.casework.enrol import enrol
from motcua.casework.exempt import exempt
from motcua.casework.export import export
from motcua.casework.extend import extend
from motcua.casework.fall_back import fall_back
from motcua.casework.finish import finish
from motcua.casework.give_back import give_back
from motcua.casework.give_opinion import give_opinion
from motcua.casework.grant_refund import grant_refund
from motcua.casework.guide import guide
from motcua.casework.guide_walk_in import guide_walk_in
from motcua.casework.hand_again import hand_again
from motcua.casework.hand_back import hand_back
from motcua.casework.hand_folder import hand_folder
from motcua.casework.hand_on import hand_on
from motcua.casework.hand_to_post import hand_to_post
from motcua.casework.issue_invoice import issue_invoice
from motcua.casework.keep_statement import keep_statement
from motcua.casework.keep_view import keep_view
from motcua.casework.leave_note import leave_note
from motcua.casework.let_go_on import let_go_on
from motcua.casework.load_pack import load_pack
from motcua.casework.miss import miss
from motcua.casework.note_member import note_member
from motcua.casework.object_to import object_to
from motcua.casework.open_folder import open_folder
from motcua.casework.open_link import open_link
from motcua.casework.open_member import open_member
from motcua.casework.park import park
from motcua.casework.pause import pause
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
from motcua.casework.remind import remind
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
from motcua.casework.send_message import send_message
from motcua.casework.serve import serve
from motcua.casework.set_absence import set_absence
from motcua.casework.set_line_aside import set_line_aside
from motcua.casework.shelve import shelve
from motcua.casework.sign import sign
from motcua.casework.sign_letter import sign_letter
from motcua.casework.start import start
from motcua.casework.stop import stop
from motcua.casework.submit import submit
from motcua.casework.supplement import supplement
from motcua.casework.take import take
from motcua.casework.take_back_folder import take_back_folder
from motcua.casework.take_over_day import take_over_day
from motcua.casework.turn_away import turn_away
from motcua.casework.turn_down_folder import turn_down_folder
from motcua.casework.view import view
from motcua.casework.withdraw import withdraw
from motcua.casework.write_to_applicant import write_to_applicant

__all__ = [
    "accept_folder",
    "acquit",
    "agree",
    "alarm",
    "answer_grievance",
    "apologise",
    "appoint",
    "approve",
    "archive_folder",
    "ask",
    "ask_opinion",
    "ask_refund",
    "ask_revocation",
    "assign",
    "attach",
    "authorise",
    "begin_payment",
    "book_payment",
    "book_transfer",
    "bring_back",
    "call_next",
    "change_calendar",
    "charge",
    "claim",
    "close_account",
    "close_day",
    "close_room",
    "collect",
    "combine_receipts",
    "come_back",
    "complete",
    "compose",
    "consent",
    "consent_to_proposal",
    "correct",
    "decline",
    "deliver",
    "detach",
    "discard",
    "draw",
    "drop",
    "drop_view",
    "end_mandate",
    "enrol",
    "exempt",
    "export",
    "extend",
    "fall_back",
    "finish",
    "give_back",
    "give_opinion",
    "grant_refund",
    "guide",
    "guide_walk_in",
    "hand_again",
    "hand_back",
    "hand_folder",
    "hand_on",
    "hand_to_post",
    "issue_invoice",
    "keep_statement",
    "keep_view",
    "leave_note",
    "let_go_on",
    "load_pack",
    "miss",
    "note_member",
    "object_to",
    "open_folder",
    "open_link",
    "open_member",
    "park",
    "pause",
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
    "remind",
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
    "send_message",
    "serve",
    "set_absence",
    "set_line_aside",
    "shelve",
    "sign",
    "sign_letter",
    "start",
    "stop",
    "submit",
    "supplement",
    "take",
    "take_back_folder",
    "take_over_day",
    "turn_away",
    "turn_down_folder",
    "view",
    "withdraw",
    "write_to_applicant",
]

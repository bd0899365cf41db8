"""Every act of the house, by name. A door imports this package and calls one act per request."""

from motcua.casework.accept_folder import accept_folder
from motcua.casework.acquit import acquit
from motcua.casework.appoint import appoint
from motcua.casework.approve import approve
from motcua.casework.archive_folder import archive_folder
from motcua.casework.ask import ask
from motcua.casework.attach import attach
from motcua.casework.bring_back import bring_back
from motcua.casework.call_next import call_next
from motcua.casework.charge import charge
from motcua.casework.close_day import close_day
from motcua.casework.collect import collect
from motcua.casework.combine_receipts import combine_receipts
from motcua.casework.decline import decline
from motcua.casework.deliver import deliver
from motcua.casework.detach import detach
from motcua.casework.discard import discard
from motcua.casework.draw import draw
from motcua.casework.enrol import enrol
from motcua.casework.finish import finish
from motcua.casework.give_back import give_back
from motcua.casework.guide import guide
from motcua.casework.hand_back import hand_back
from motcua.casework.hand_folder import hand_folder
from motcua.casework.hand_to_post import hand_to_post
from motcua.casework.load_pack import load_pack
from motcua.casework.miss import miss
from motcua.casework.open_folder import open_folder
from motcua.casework.park import park
from motcua.casework.propose import propose
from motcua.casework.rate import rate
from motcua.casework.recall import recall
from motcua.casework.receive import receive
from motcua.casework.register import register
from motcua.casework.release import release
from motcua.casework.save import save
from motcua.casework.scan import scan
from motcua.casework.seal import seal
from motcua.casework.send_back import send_back
from motcua.casework.serve import serve
from motcua.casework.sign import sign
from motcua.casework.start import start
from motcua.casework.stop import stop
from motcua.casework.submit import submit
from motcua.casework.supplement import supplement
from motcua.casework.take import take
from motcua.casework.take_back_folder import take_back_folder
from motcua.casework.turn_down_folder import turn_down_folder
from motcua.casework.view import view
from motcua.casework.withdraw import withdraw

__all__ = [
    "accept_folder",
    "acquit",
    "appoint",
    "approve",
    "archive_folder",
    "ask",
    "attach",
    "bring_back",
    "call_next",
    "charge",
    "close_day",
    "collect",
    "combine_receipts",
    "decline",
    "deliver",
    "detach",
    "discard",
    "draw",
    "enrol",
    "finish",
    "give_back",
    "guide",
    "hand_back",
    "hand_folder",
    "hand_to_post",
    "load_pack",
    "miss",
    "open_folder",
    "park",
    "propose",
    "rate",
    "recall",
    "receive",
    "register",
    "release",
    "save",
    "scan",
    "seal",
    "send_back",
    "serve",
    "sign",
    "start",
    "stop",
    "submit",
    "supplement",
    "take",
    "take_back_folder",
    "turn_down_folder",
    "view",
    "withdraw",
]

"""Every act of the house, by name. A door imports this package and calls one act per request."""

from motcua.casework.acquit import acquit
from motcua.casework.agree import agree
from motcua.casework.alarm import alarm
from motcua.casework.apologise import apologise
from motcua.casework.appoint import appoint
from motcua.casework.approve import approve
from motcua.casework.ask import ask
from motcua.casework.attach import attach
from motcua.casework.bring_back import bring_back
from motcua.casework.change_calendar import change_calendar
from motcua.casework.charge import charge
from motcua.casework.collect import collect
from motcua.casework.consent import consent
from motcua.casework.correct import correct
from motcua.casework.decline import decline
from motcua.casework.deliver import deliver
from motcua.casework.detach import detach
from motcua.casework.discard import discard
from motcua.casework.drop import drop
from motcua.casework.enrol import enrol
from motcua.casework.extend import extend
from motcua.casework.give_back import give_back
from motcua.casework.guide import guide
from motcua.casework.hand_back import hand_back
from motcua.casework.hand_to_post import hand_to_post
from motcua.casework.let_go_on import let_go_on
from motcua.casework.load_pack import load_pack
from motcua.casework.note_member import note_member
from motcua.casework.open_member import open_member
from motcua.casework.pause import pause
from motcua.casework.propose import propose
from motcua.casework.rate import rate
from motcua.casework.receive import receive
from motcua.casework.register import register
from motcua.casework.release import release
from motcua.casework.resume import resume
from motcua.casework.save import save
from motcua.casework.seal import seal
from motcua.casework.send_back import send_back
from motcua.casework.sign import sign
from motcua.casework.start import start
from motcua.casework.stop import stop
from motcua.casework.submit import submit
from motcua.casework.supplement import supplement
from motcua.casework.take import take
from motcua.casework.view import view
from motcua.casework.withdraw import withdraw

__all__ = [
    "acquit",
    "agree",
    "alarm",
    "apologise",
    "appoint",
    "approve",
    "ask",
    "attach",
    "bring_back",
    "change_calendar",
    "charge",
    "collect",
    "consent",
    "correct",
    "decline",
    "deliver",
    "detach",
    "discard",
    "drop",
    "enrol",
    "extend",
    "give_back",
    "guide",
    "hand_back",
    "hand_to_post",
    "let_go_on",
    "load_pack",
    "note_member",
    "open_member",
    "pause",
    "propose",
    "rate",
    "receive",
    "register",
    "release",
    "resume",
    "save",
    "seal",
    "send_back",
    "sign",
    "start",
    "stop",
    "submit",
    "supplement",
    "take",
    "view",
    "withdraw",
]

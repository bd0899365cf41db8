"""Every act of the house, by name. A door imports this package and calls one act per request."""

from motcua.casework.acquit import acquit
from motcua.casework.appoint import appoint
from motcua.casework.approve import approve
from motcua.casework.ask import ask
from motcua.casework.ask_opinion import ask_opinion
from motcua.casework.assign import assign
from motcua.casework.attach import attach
from motcua.casework.bring_back import bring_back
from motcua.casework.charge import charge
from motcua.casework.claim import claim
from motcua.casework.collect import collect
from motcua.casework.come_back import come_back
from motcua.casework.decline import decline
from motcua.casework.deliver import deliver
from motcua.casework.detach import detach
from motcua.casework.discard import discard
from motcua.casework.enrol import enrol
from motcua.casework.fall_back import fall_back
from motcua.casework.give_back import give_back
from motcua.casework.give_opinion import give_opinion
from motcua.casework.guide import guide
from motcua.casework.hand_back import hand_back
from motcua.casework.hand_on import hand_on
from motcua.casework.hand_to_post import hand_to_post
from motcua.casework.load_pack import load_pack
from motcua.casework.propose import propose
from motcua.casework.rate import rate
from motcua.casework.reassign import reassign
from motcua.casework.receive import receive
from motcua.casework.register import register
from motcua.casework.release import release
from motcua.casework.report_silence import report_silence
from motcua.casework.save import save
from motcua.casework.seal import seal
from motcua.casework.send_back import send_back
from motcua.casework.set_absence import set_absence
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
    "appoint",
    "approve",
    "ask",
    "ask_opinion",
    "assign",
    "attach",
    "bring_back",
    "charge",
    "claim",
    "collect",
    "come_back",
    "decline",
    "deliver",
    "detach",
    "discard",
    "enrol",
    "fall_back",
    "give_back",
    "give_opinion",
    "guide",
    "hand_back",
    "hand_on",
    "hand_to_post",
    "load_pack",
    "propose",
    "rate",
    "reassign",
    "receive",
    "register",
    "release",
    "report_silence",
    "save",
    "seal",
    "send_back",
    "set_absence",
    "sign",
    "start",
    "stop",
    "submit",
    "supplement",
    "take",
    "view",
    "withdraw",
]

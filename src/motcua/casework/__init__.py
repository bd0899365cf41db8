"""Every act of the house, by name. A door imports this package and calls one act per request."""

from motcua.casework.acquit import acquit
from motcua.casework.appoint import appoint
from motcua.casework.approve import approve
from motcua.casework.ask import ask
from motcua.casework.attach import attach
from motcua.casework.bring_back import bring_back
from motcua.casework.charge import charge
from motcua.casework.collect import collect
from motcua.casework.decline import decline
from motcua.casework.deliver import deliver
from motcua.casework.detach import detach
from motcua.casework.discard import discard
from motcua.casework.drop_view import drop_view
from motcua.casework.enrol import enrol
from motcua.casework.export import export
from motcua.casework.give_back import give_back
from motcua.casework.guide import guide
from motcua.casework.hand_back import hand_back
from motcua.casework.hand_to_post import hand_to_post
from motcua.casework.keep_view import keep_view
from motcua.casework.leave_note import leave_note
from motcua.casework.load_pack import load_pack
from motcua.casework.propose import propose
from motcua.casework.rate import rate
from motcua.casework.receive import receive
from motcua.casework.register import register
from motcua.casework.release import release
from motcua.casework.save import save
from motcua.casework.seal import seal
from motcua.casework.send_back import send_back
from motcua.casework.send_message import send_message
from motcua.casework.sign import sign
from motcua.casework.sign_letter import sign_letter
from motcua.casework.start import start
from motcua.casework.stop import stop
from motcua.casework.submit import submit
from motcua.casework.supplement import supplement
from motcua.casework.take import take
from motcua.casework.view import view
from motcua.casework.withdraw import withdraw
from motcua.casework.write_to_applicant import write_to_applicant

__all__ = [
    "acquit",
    "appoint",
    "approve",
    "ask",
    "attach",
    "bring_back",
    "charge",
    "collect",
    "decline",
    "deliver",
    "detach",
    "discard",
    "drop_view",
    "enrol",
    "export",
    "give_back",
    "guide",
    "hand_back",
    "hand_to_post",
    "keep_view",
    "leave_note",
    "load_pack",
    "propose",
    "rate",
    "receive",
    "register",
    "release",
    "save",
    "seal",
    "send_back",
    "send_message",
    "sign",
    "sign_letter",
    "start",
    "stop",
    "submit",
    "supplement",
    "take",
    "view",
    "withdraw",
    "write_to_applicant",
]

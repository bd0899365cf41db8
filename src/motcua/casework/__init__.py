"""Every act of the house, by name. A door imports this package and calls one act per request."""

from motcua.casework.acquit import acquit
from motcua.casework.appoint import appoint
from motcua.casework.approve import approve
from motcua.casework.ask import ask
from motcua.casework.ask_refund import ask_refund
from motcua.casework.attach import attach
from motcua.casework.begin_payment import begin_payment
from motcua.casework.book_payment import book_payment
from motcua.casework.book_transfer import book_transfer
from motcua.casework.bring_back import bring_back
from motcua.casework.charge import charge
from motcua.casework.close_day import close_day
from motcua.casework.collect import collect
from motcua.casework.decline import decline
from motcua.casework.deliver import deliver
from motcua.casework.detach import detach
from motcua.casework.discard import discard
from motcua.casework.enrol import enrol
from motcua.casework.exempt import exempt
from motcua.casework.give_back import give_back
from motcua.casework.grant_refund import grant_refund
from motcua.casework.guide import guide
from motcua.casework.hand_back import hand_back
from motcua.casework.hand_to_post import hand_to_post
from motcua.casework.issue_invoice import issue_invoice
from motcua.casework.keep_statement import keep_statement
from motcua.casework.load_pack import load_pack
from motcua.casework.propose import propose
from motcua.casework.rate import rate
from motcua.casework.receive import receive
from motcua.casework.register import register
from motcua.casework.release import release
from motcua.casework.remind import remind
from motcua.casework.save import save
from motcua.casework.seal import seal
from motcua.casework.send_back import send_back
from motcua.casework.set_line_aside import set_line_aside
from motcua.casework.sign import sign
from motcua.casework.start import start
from motcua.casework.stop import stop
from motcua.casework.submit import submit
from motcua.casework.supplement import supplement
from motcua.casework.take import take
from motcua.casework.take_over_day import take_over_day
from motcua.casework.view import view
from motcua.casework.withdraw import withdraw

__all__ = [
    "acquit",
    "appoint",
    "approve",
    "ask",
    "ask_refund",
    "attach",
    "begin_payment",
    "book_payment",
    "book_transfer",
    "bring_back",
    "charge",
    "close_day",
    "collect",
    "decline",
    "deliver",
    "detach",
    "discard",
    "enrol",
    "exempt",
    "give_back",
    "grant_refund",
    "guide",
    "hand_back",
    "hand_to_post",
    "issue_invoice",
    "keep_statement",
    "load_pack",
    "propose",
    "rate",
    "receive",
    "register",
    "release",
    "remind",
    "save",
    "seal",
    "send_back",
    "set_line_aside",
    "sign",
    "start",
    "stop",
    "submit",
    "supplement",
    "take",
    "take_over_day",
    "view",
    "withdraw",
]

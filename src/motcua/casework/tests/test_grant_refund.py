import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import broken, owed, refused
from motcua.casework.tests.money import owing
from motcua.casework.tests.test_ask_refund import ask, paid
from motcua.notices import commands as notices
from motcua.payments import queries as payments
from tests.at_once import at_once

__all__ = ["owing", "paid"]


@pytest.fixture
def refund(paid, cast):
    """Yến asked for 50,000 đ to be given back."""
    ask(paid, cast.yen, amount_vnd=50_000)
    return payments.refunds(paid)[0]


def grant(refund, by, *, key="grant"):
    return casework.grant_refund(dossier_id=refund.dossier_id, refund_id=refund.id, by=by, at=on(9, 15), key=key)


def test_a_second_person_grants_it_and_it_is_booked_with_a_number(refund, paid, cast):
    done = grant(refund, cast.hoa)

    account = payments.account(paid)
    assert (done.said["number"], account.refunded_vnd, account.due_vnd) == ("HT000001/2020", 50_000, 50_000)
    assert owed(paid)[-1] == "refunded"


def test_who_asked_cannot_grant(refund, paid, cast):
    with refused(NotAllowed, paid):
        grant(refund, cast.yen)


def test_a_stranger_sees_nothing(refund, paid, cast):
    with refused(NotThere, paid):
        grant(refund, cast.khanh)


def test_it_is_granted_once(refund, paid, cast):
    grant(refund, cast.hoa)
    with refused(OutOfOrder, paid):
        grant(refund, cast.hoa, key="again")


def test_nothing_is_left_when_the_last_step_fails(refund, paid, cast, monkeypatch):
    with broken(monkeypatch, notices, "owe", paid):
        grant(refund, cast.hoa)


def test_two_at_once_grant_it_once(committed, refund, paid, cast):
    answers = at_once(*[lambda n=n: grant(refund, cast.hoa, key=f"k{n}") for n in range(3)])

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert payments.account(paid).refunded_vnd == 50_000

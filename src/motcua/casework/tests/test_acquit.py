import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, owed, refused, stepped, told
from motcua.casework.tests.test_charge import charge
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices
from motcua.payments import queries as payments
from tests.at_once import at_once


@pytest.fixture
def charged(taken, cast):
    """Minh charged 50,000 đ on Tuesday at 09:00."""
    charge(taken, cast.minh)
    return taken


def acquit(dossier_id, by, *, amount_vnd=50_000, at=on(9, 11), key="acquit"):
    return casework.acquit(dossier_id=dossier_id, amount_vnd=amount_vnd, by=by, at=at, key=key)


def test_the_dossier_goes_on_with_the_time_that_was_left(charged, cast):
    done = acquit(charged, cast.yen)

    dossier = dossiers.one(cast.yen, charged)
    assert (done.state, dossier.state, dossier.paused_at) == (State.PROCESSING, State.PROCESSING, None)
    assert dossier.due_at == on(11, 12)  # Thursday 10:00 and the two hours of the pause
    assert stepped(charged).role == "cashier"


def test_it_gives_a_numbered_receipt_and_owes_the_news(charged, cast):
    done = acquit(charged, cast.yen)

    (payment,) = payments.account(charged).receipts
    assert (done.said, payment.reference, payment.amount_vnd) == ({"receipt": "000001/2020"}, "000001/2020", 50_000)
    assert payments.account(charged).due_vnd == 0
    assert owed(charged)[-1] == "acquitted"
    assert told(charged)[-2:] == ["dossier.acquit", "payments.cash"]


@pytest.mark.parametrize("amount", [0, 49_999, 50_001, -50_000])
def test_another_sum_than_what_is_owed_is_refused(charged, cast, amount):
    with refused(Invalid, charged) as found:
        acquit(charged, cast.yen, amount_vnd=amount)
    assert "50.000 đ" in str(found.value.said)


def test_for_a_stranger_it_is_not_there(charged, cast):
    for name in STRANGERS:
        with refused(NotThere, charged):
            acquit(charged, getattr(cast, name))


def test_only_who_takes_money_at_the_counter_acquits(charged, cast):
    for name in ("lan", "minh", "hung", "quang"):
        with refused(NotAllowed, charged):
            acquit(charged, getattr(cast, name))


@pytest.mark.parametrize("state", ["submitted", "taken", "asked", "sealed"])
def test_only_what_waits_for_money(request, cast, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        acquit(dossier_id, cast.yen, at=on(10, 9))


def test_the_same_form_twice_takes_the_money_once(charged, cast):
    first = acquit(charged, cast.yen)
    before = kept(charged)

    assert acquit(charged, cast.yen) == first
    assert kept(charged) == before


def test_nothing_is_left_when_the_last_step_fails(charged, cast, monkeypatch):
    with broken(monkeypatch, notices, "owe", charged):
        acquit(charged, cast.yen)


def test_two_cashiers_at_once_take_it_once(committed, charged, cast):
    answers = at_once(*[lambda key=f"k{n}": acquit(charged, cast.yen, key=key) for n in range(4)])

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert len(payments.account(charged).receipts) == 1

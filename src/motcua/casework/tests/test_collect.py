import pytest

from conftest import MONDAY, on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import Invalid, NotAllowed, NotThere
from motcua.casework.tests.keeping import STRANGERS, broken, given, kept, owed, refused, told
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices
from motcua.payments import queries as payments
from tests.at_once import at_once


@pytest.fixture
def billed(apply, cast, ward):
    """Lan's request for an extract, received: it has a fee by the copy."""
    dossier_id = apply("2.000635")
    casework.submit(dossier_id=dossier_id, unit_id=ward.pk, address="", by=cast.lan, at=MONDAY, key="submit")
    casework.receive(dossier_id=dossier_id, by=cast.hoa, at=on(8, 10), key="receive")
    return dossier_id


def collect(dossier_id, by, *, amount_vnd=None, at=on(8, 11), key="collect"):
    amount = payments.account(dossier_id).due_vnd if amount_vnd is None else amount_vnd
    return casework.collect(dossier_id=dossier_id, amount_vnd=amount, by=by, at=at, key=key)


def test_it_books_the_cash_against_what_is_owed(billed, cast):
    due = payments.account(billed).due_vnd
    done = collect(billed, cast.yen)

    account = payments.account(billed)
    assert due > 0
    assert (account.due_vnd, account.paid_vnd, account.charged_vnd) == (0, due, due)
    assert done.said == {"receipt": "000001/2020"}
    assert (account.receipts[0].debit, account.receipts[0].credit) == ("cash", "owed")


def test_it_moves_no_state_gives_a_receipt_and_owes_no_message(billed, cast):
    before = owed(billed)
    collect(billed, cast.yen)

    assert dossiers.one(cast.hoa, billed).state == State.RECEIVED
    assert given(billed) == ["receipt", "fee_receipt"]
    assert owed(billed) == before
    assert told(billed)[-2:] == ["payments.cash", "notices.letter"]


def test_receipts_are_numbered_by_unit_and_year(billed, cast, apply, ward):
    other = apply("2.000635")
    casework.submit(dossier_id=other, unit_id=ward.pk, address="", by=cast.lan, at=MONDAY, key="submit")
    casework.receive(dossier_id=other, by=cast.hoa, at=on(8, 10), key="receive")

    assert collect(billed, cast.yen).said["receipt"] == "000001/2020"
    assert collect(other, cast.yen).said["receipt"] == "000002/2020"


@pytest.mark.parametrize("name", ["yen", "hoa"])
def test_a_cashier_or_whoever_stands_at_the_counter_takes_it(billed, cast, name):
    assert isinstance(collect(billed, getattr(cast, name)), Done)


def test_nobody_else_takes_money(billed, cast):
    for name in ("lan", "minh", "hung", "thu", "quang", "dat"):
        with refused(NotAllowed, billed):
            collect(billed, getattr(cast, name))


def test_for_a_stranger_it_is_not_there(billed, cast):
    for name in STRANGERS:
        with refused(NotThere, billed):
            collect(billed, getattr(cast, name))


@pytest.mark.parametrize("amount", [0, 1, -8_000, 10**12])
def test_another_sum_than_what_is_owed_is_refused(billed, cast, amount):
    with refused(Invalid, billed) as found:
        collect(billed, cast.yen, amount_vnd=amount)
    assert list(found.value.fields) == ["amount_vnd"]


def test_where_nothing_is_owed_nothing_is_taken(received, cast):
    with refused(Invalid, received):
        collect(received, cast.yen, amount_vnd=0)


def test_the_same_form_twice_takes_the_money_once(billed, cast):
    due = payments.account(billed).due_vnd
    first = collect(billed, cast.yen)
    before = kept(billed)

    assert collect(billed, cast.yen, amount_vnd=due) == first
    assert kept(billed) == before


def test_nothing_is_left_when_the_last_step_fails(billed, cast, monkeypatch):
    with broken(monkeypatch, notices, "write_letter", billed):
        collect(billed, cast.yen)


def test_two_cashiers_at_once_take_it_once(committed, billed, cast):
    due = payments.account(billed).due_vnd
    people = [cast.yen, cast.hoa] * 4
    answers = at_once(
        *[lambda n=n, by=by: collect(billed, by, amount_vnd=due, key=f"k{n}") for n, by in enumerate(people)]
    )

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert sum(isinstance(a, Invalid) for a in answers) == 7
    assert len(payments.account(billed).receipts) == 1
    assert payments.account(billed).due_vnd == 0

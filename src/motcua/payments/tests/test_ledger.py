import pytest
from django.db import IntegrityError, transaction

from conftest import MONDAY
from motcua.payments import queries
from motcua.payments.models import Entry
from motcua.payments.queries import State


def entry(dossier_id, **values):
    """A charge of 50,000 đ, booked past all code."""
    right = {
        "seq": 90, "kind": "charge", "debit": "owed", "credit": "revenue", "amount_vnd": 50_000, "label": "x",
        "at": MONDAY, "actor": "x",
    }  # fmt: skip
    return Entry.objects.create(dossier_id=dossier_id, **{**right, **values})


def refuses(name, dossier_id, **values):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        entry(dossier_id, **values)


def test_an_entry_moves_money(received):
    refuses("an_entry_moves_money", received, amount_vnd=0)


def test_an_entry_moves_it_between_two_accounts(received):
    refuses("an_entry_moves_between_two_accounts|an_entry_is_booked_as_its_kind_says", received, credit="owed")


@pytest.mark.parametrize(
    ("kind", "debit", "credit"),
    [
        ("charge", "cash", "revenue"), ("charge", "revenue", "owed"), ("payment", "cash", "revenue"),
        ("payment", "owed", "cash"), ("waiver", "cash", "owed"), ("gift", "cash", "owed"),
    ],
)  # fmt: skip
def test_an_entry_is_booked_as_its_kind_says(received, kind, debit, credit):
    refuses("an_entry_is_booked_as_its_kind_says", received, kind=kind, debit=debit, credit=credit, reference="1")


def test_a_payment_has_a_receipt_number(received):
    refuses("a_payment_has_a_receipt_number", received, kind="payment", debit="cash", credit="owed")


def test_the_same_place_in_the_ledger_is_not_taken_twice(received):
    entry(received)
    refuses("payments_entry_pkey", received)


def test_what_is_owed_and_paid_are_sums_of_the_ledger(received):
    assert (queries.account(received).charged_vnd, queries.account(received).due_vnd) == (0, 0)
    entry(received, seq=1)
    entry(received, seq=2, amount_vnd=30_000)
    assert (queries.account(received).charged_vnd, queries.account(received).due_vnd) == (80_000, 80_000)

    entry(received, seq=3, kind="payment", debit="cash", credit="owed", amount_vnd=60_000, reference="1/2020")
    account = queries.account(received)
    assert (account.due_vnd, account.paid_vnd, len(account.receipts)) == (20_000, 60_000, 1)

    entry(received, seq=4, kind="waiver", debit="revenue", credit="owed", amount_vnd=20_000)
    account = queries.account(received)
    assert (account.charged_vnd, account.due_vnd, account.paid_vnd) == (60_000, 0, 60_000)


def test_every_dong_that_leaves_an_account_arrives_in_another():
    entries = (
        Entry(kind="charge", debit="owed", credit="revenue", amount_vnd=80_000),
        Entry(kind="payment", debit="cash", credit="owed", amount_vnd=50_000),
        Entry(kind="payment", debit="online", credit="owed", amount_vnd=10_000),
        Entry(kind="waiver", debit="revenue", credit="owed", amount_vnd=20_000),
    )
    state = State(entries)

    balances = [state._balance(name, sign=1) for name in ("owed", "revenue", "cash", "online")]
    assert balances == [0, -60_000, 50_000, 10_000]
    assert sum(balances) == 0


def test_who_paid_too_much_is_owed(received):
    entry(received, seq=1)
    entry(received, seq=2, kind="payment", debit="online", credit="owed", amount_vnd=70_000, reference="1")

    assert queries.account(received).due_vnd == -20_000

import pytest

from conftest import on
from motcua.base.acts import Done
from motcua.base.refusals import Invalid
from motcua.casework.tests.keeping import broken, given, kept, owed, refused, stepped, told
from motcua.casework.tests.money import begin, book, owing
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices
from motcua.notices import queries as ask_notices
from motcua.payments import queries as payments
from tests.at_once import at_once

__all__ = ["owing"]


@pytest.fixture
def order(owing, lan):
    return begin(owing, lan)


def test_the_dossier_goes_on_by_itself_with_the_time_that_was_left(owing, order, lan):
    done = book(order)

    dossier = dossiers.one(lan, owing)
    assert (done.said, dossier.state, dossier.paused_at) == ({"booked": True}, State.PROCESSING, None)
    assert dossier.due_at == on(11, 12)  # Thursday 10:00 and the two hours of the pause
    assert (stepped(owing).act, stepped(owing).role) == ("acquit", "system")
    assert owed(owing)[-1] == "acquitted"


def test_it_gives_a_receipt_that_prints_and_counts_as_paid_online(owing, order):
    book(order)

    account = payments.account(owing)
    assert (account.standing, account.paid_online_vnd, account.due_vnd) == ("paid", 50_000, 0)
    assert account.receipts[0].reference == "000001/2020"
    assert given(owing)[-1] == "fee_receipt"
    letter = ask_notices.letters(owing)[-1]
    assert letter.data["total_in_words"] == "Năm mươi nghìn đồng chẵn"
    assert ask_notices.printed(letter).startswith(b"%PDF")


@pytest.mark.parametrize("amount", [1, 49_999, 50_001, 5_000_000])
def test_another_sum_is_kept_as_a_difference_and_booked_as_nothing(owing, order, amount):
    done = book(order, amount_vnd=amount)

    assert (done.said, done.state) == ({"booked": False}, State.OBLIGATION)
    assert (payments.outcome_of(order), payments.account(owing).paid_vnd) == ("differs", 0)


def test_a_payment_that_failed_can_still_be_paid(owing, order):
    book(order, outcome="failed")
    assert payments.outcome_of(order) == "failed"

    book(order, transaction="T2", at=on(9, 12))
    assert payments.outcome_of(order) == "paid"


def test_in_the_wrong_order_it_is_paid_all_the_same(owing, order):
    book(order)
    book(order, outcome="failed", transaction="T0", at=on(9, 12))

    assert (payments.outcome_of(order), payments.account(owing).paid_vnd) == ("paid", 50_000)


def test_a_callback_that_is_late_by_a_day_is_booked(owing, order):
    assert book(order, at=on(10, 11)).said == {"booked": True}


def test_said_a_hundred_times_it_is_booked_once(owing, order):
    book(order)
    before = kept(owing)
    for _n in range(100):
        book(order)

    assert kept(owing) == before


def test_another_transaction_for_the_same_order_is_not_booked_again(owing, order):
    book(order)

    assert book(order, transaction="T2", at=on(9, 12)).said == {"booked": False}
    assert payments.account(owing).paid_vnd == 50_000


def test_two_orders_that_are_both_paid_make_it_overpaid(owing, order, lan):
    other = begin(owing, lan, way="platform", key="other")
    book(order)
    book(other, at=on(9, 12))

    account = payments.account(owing)
    assert (account.standing, account.overpaid_vnd, account.paid_online_vnd) == ("overpaid", 50_000, 100_000)


def test_another_dossiers_order_is_refused(owing, order, submitted, apply, cast, ward):
    from motcua import casework
    from motcua.people.who import SYSTEM

    other = apply()
    casework.submit(dossier_id=other, unit_id=ward.pk, address="", by=cast.lan, at=on(9, 9), key="other")
    with refused(Invalid, other):
        casework.book_payment(
            dossier_id=other, order_id=order.id, outcome="paid", amount_vnd=50_000, transaction="T", by=SYSTEM,
            at=on(9, 11), key="x",
        )  # fmt: skip


def test_nothing_is_left_when_the_last_step_fails(owing, order, monkeypatch):
    with broken(monkeypatch, notices, "owe", owing):
        book(order)


def test_the_same_message_at_once_is_booked_once(committed, owing, order):
    answers = at_once(*[lambda: book(order) for _n in range(6)])

    assert all(isinstance(a, Done) for a in answers)
    assert len(payments.account(owing).receipts) == 1
    assert told(owing).count("payments.paid") == 1

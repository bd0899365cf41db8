import pytest

from conftest import on
from motcua.base.acts import Done
from motcua.base.refusals import Invalid, NotThere, OutOfOrder
from motcua.casework.tests.keeping import kept, refused
from motcua.casework.tests.money import begin, book, keep, owing, transfer
from motcua.doors.lobby.paying import book_lines
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.payments import matching
from motcua.payments import queries as payments
from motcua.payments.models import StatementLine
from tests.at_once import at_once

__all__ = ["owing"]


@pytest.fixture
def order(owing, lan):
    return begin(owing, lan, way="vietqr")


def test_a_line_with_the_memo_and_the_sum_is_booked_by_itself_and_the_dossier_goes_on(owing, order, lan):
    keep(("FT1", 50_000, f"IBFT LAN {order.reference.lower()} ct"))
    assert book_lines(at=on(9, 13)) == 1

    account = payments.account(owing)
    assert (account.standing, account.paid_online_vnd, payments.outcome_of(order)) == ("paid", 50_000, "paid")
    assert dossiers.one(lan, owing).state == State.PROCESSING
    assert matching.waiting() == []


@pytest.mark.parametrize(
    ("amount", "memo"), [(50_000, "nop tien"), (49_000, "{0}"), (50_000, "{0} {1}"), (-50_000, "{0}")]
)
def test_what_matches_none_or_two_or_another_sum_waits_for_a_person(owing, order, lan, amount, memo):
    other = begin(owing, lan, way="vietqr", key="other")
    keep(("FT1", amount, memo.format(order.reference, other.reference)))

    assert book_lines(at=on(9, 13)) == 0
    (found,) = matching.waiting()
    assert found.order is None and found.why
    with refused(OutOfOrder, owing):
        transfer(owing)


def test_a_cashier_books_another_sum_as_what_it_is(owing, order, cast):
    keep(("FT1", 30_000, order.reference))
    transfer(owing, cast.yen)

    account = payments.account(owing)
    assert (account.standing, account.due_vnd, account.paid_online_vnd) == ("underpaid", 20_000, 0)
    assert dossiers.one(cast.lan, owing).state == State.OBLIGATION


def test_only_a_cashier_of_the_unit_books_it_and_only_money_that_came(owing, order, cast):
    keep(("FT1", -30_000, "phi"))
    with refused(NotThere, owing):
        transfer(owing, cast.khanh)
    with refused(Invalid, owing):
        transfer(owing, cast.yen)


def test_a_line_is_booked_once(owing, order, cast):
    keep(("FT1", 50_000, order.reference))
    line = StatementLine.objects.get()
    transfer(owing, line=line)
    before = kept(owing)
    transfer(owing, line=line)
    assert kept(owing) == before
    with refused(OutOfOrder, owing):
        transfer(owing, cast.yen, line=line, key="again")


def test_money_that_comes_after_a_gateway_paid_makes_it_overpaid(owing, order, lan):
    book(begin(owing, lan, key="other"))
    keep(("FT1", 50_000, order.reference))
    book_lines(at=on(9, 13))

    assert payments.account(owing).standing == "overpaid"


def test_two_at_once_book_it_once(committed, owing, order, cast):
    keep(("FT1", 50_000, order.reference))
    line = StatementLine.objects.get()
    answers = at_once(*[lambda n=n: transfer(owing, cast.yen, line=line, key=f"k{n}") for n in range(4)])

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert len(payments.account(owing).receipts) == 1

import pytest

from conftest import on
from motcua import casework
from motcua.base.ids import new_id
from motcua.base.refusals import Invalid, NotAllowed, OutOfOrder
from motcua.casework.tests.keeping import refused
from motcua.casework.tests.money import owing
from motcua.casework.tests.test_acquit import acquit
from motcua.casework.tests.test_charge import charge
from motcua.payments import till

__all__ = ["owing"]


def close(unit, by, *, counted_vnd=50_000, note="", key="close", at=None, subject=None):
    return casework.close_day(
        subject_id=subject or new_id(), unit_id=unit.pk, counted_vnd=counted_vnd, note=note, by=by,
        at=at or on(9, 16), key=key,
    )  # fmt: skip


def test_the_day_is_closed_with_what_the_ledger_says_and_what_was_counted(owing, cast, ward):
    acquit(owing, cast.yen)
    close(ward, cast.yen)

    (row,) = till.waiting(ward.pk)
    assert (row.cash_vnd, row.card_vnd, row.counted_vnd) == (50_000, 0, 50_000)


def test_a_card_is_not_in_the_drawer(owing, cast, ward):
    casework.acquit(dossier_id=owing, amount_vnd=50_000, by=cast.yen, at=on(9, 11), key="card", way="card")
    close(ward, cast.yen, counted_vnd=0)

    (row,) = till.waiting(ward.pk)
    assert (row.cash_vnd, row.card_vnd) == (0, 50_000)


def test_a_difference_is_explained(owing, cast, ward):
    acquit(owing, cast.yen)
    with pytest.raises(Invalid):
        close(ward, cast.yen, counted_vnd=49_000)
    close(ward, cast.yen, counted_vnd=49_000, note="Thối nhầm 1.000 đ", key="explained")


def test_after_that_no_money_is_taken_on_this_day(owing, cast, ward):
    acquit(owing, cast.yen)
    close(ward, cast.yen)
    charge(owing, cast.minh, at=on(9, 16, 30), key="more")
    with refused(OutOfOrder, owing):
        acquit(owing, cast.yen, at=on(9, 17), key="late")
    acquit(owing, cast.yen, at=on(10, 9), key="next day")


def test_it_is_closed_once_and_only_at_ones_own_unit(cast, ward):
    close(ward, cast.yen, counted_vnd=0)
    with pytest.raises(OutOfOrder):
        close(ward, cast.yen, counted_vnd=0, key="again")
    for who in (cast.khanh, cast.lan, cast.minh):
        with pytest.raises(NotAllowed):
            close(ward, who, counted_vnd=0)

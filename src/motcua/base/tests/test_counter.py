import pytest
from django.db import IntegrityError, transaction

from motcua.base.models import Counter
from tests.at_once import at_once


def test_a_series_counts_from_one_without_gaps(db):
    assert [Counter.next("a"), Counter.next("a"), Counter.next("b"), Counter.next("a")] == [1, 2, 1, 3]


def test_a_number_drawn_in_an_act_that_failed_is_drawn_again(db):
    Counter.next("a")
    with pytest.raises(RuntimeError), transaction.atomic():
        Counter.next("a")
        raise RuntimeError("the lights went out")

    assert Counter.next("a") == 2


def test_no_number_is_below_one(db):
    with pytest.raises(IntegrityError, match="counter_is_positive"):
        Counter.objects.create(series="a", value=0)


def test_eight_at_once_draw_eight_different_numbers(committed):
    assert sorted(at_once(*[lambda: Counter.next("a")] * 8)) == list(range(1, 9))

import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import NotThere, OutOfOrder
from motcua.casework.tests.queueing import call, draw, step, ticket
from motcua.reception import queries as reception
from motcua.reception.models import DayClosed


def close(unit, by, *, at=on(8, 17), key="k"):
    return casework.close_room(subject_id=unit.pk, by=by, at=at, key=key)


def test_whoever_still_waits_is_noted_as_not_served(ward, hoa):
    first, second, third = (draw(ward, at=on(8, 8, n)) for n in range(3))
    call(ward, hoa)
    step("serve", first, hoa)
    step("finish", first, hoa, at=on(8, 8, 30))
    call(ward, hoa, at=on(8, 8, 31))
    step("serve", second, hoa, at=on(8, 8, 32))
    assert close(ward, hoa).said == {"left": 1}
    assert [ticket(t).state for t in (first, second, third)] == ["finished", "finished", "left"]
    found = reception.figures(ward.pk, on(8, 17).date())
    assert (found.drawn, found.served, found.left, found.open) == (3, 2, 1, 0)


def test_a_day_without_anybody_can_be_closed_once(ward, hoa):
    assert close(ward, hoa).said == {"left": 0}
    with pytest.raises(OutOfOrder):
        close(ward, hoa, key="other")
    assert close(ward, hoa) == close(ward, hoa)
    assert DayClosed.objects.count() == 1


def test_a_day_that_nobody_closed_is_closed_with_the_next(ward, hoa):
    forgotten = draw(ward, at=on(8, 8))
    close(ward, hoa, at=on(9, 17))
    assert ticket(forgotten).state == "left"


@pytest.mark.parametrize("name", ["lan", "minh", "khanh", "quang"])
def test_only_the_counter_of_this_unit_closes_it(ward, cast, name):
    waits = draw(ward)
    with pytest.raises(NotThere):
        close(ward, getattr(cast, name))
    assert ticket(waits).state == "waiting"

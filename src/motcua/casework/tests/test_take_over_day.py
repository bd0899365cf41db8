import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.test_close_day import close
from motcua.payments import till


@pytest.fixture
def day(cast, ward):
    """Yến closed an empty drawer."""
    close(ward, cast.yen, counted_vnd=0)
    return till.waiting(ward.pk)[0]


def take(day, by, *, key="take"):
    return casework.take_over_day(subject_id=day.pk, by=by, at=on(9, 17), key=key)


def test_a_colleague_takes_it_over(day, cast, ward):
    take(day, cast.hoa)

    assert till.waiting(ward.pk) == []
    assert till.recent(ward.pk)[0].taken_by_id == cast.hoa.user_id


def test_nobody_takes_over_their_own(day, cast):
    with pytest.raises(NotAllowed):
        take(day, cast.yen)


def test_for_a_stranger_it_is_not_there(day, cast):
    for who in (cast.khanh, cast.lan):
        with pytest.raises(NotThere):
            take(day, who)


def test_once(day, cast):
    take(day, cast.hoa)
    take(day, cast.hoa)
    with pytest.raises(OutOfOrder):
        take(day, cast.minh, key="again")

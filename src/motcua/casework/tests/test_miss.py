import pytest

from conftest import on
from motcua.base.refusals import NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.queueing import call, draw, standing, step, ticket
from motcua.people.models import Role
from motcua.people.who import Who

STATES = [(), ("call", "serve"), ("call", "miss"), ("call", "park"), ("call", "serve", "finish")]


@pytest.fixture
def before_it(ward, hoa):
    draw(ward, at=on(8, 8))
    found = call(ward, hoa, at=on(8, 8, 10))
    for act in ():
        step(act, found, hoa, at=on(8, 8, 12))
    return found


def test_it_is_kept_with_the_seconds_waited_and_served(before_it, hoa):
    done = step("miss", before_it, hoa, at=on(8, 8, 22))
    found = ticket(before_it)
    assert (done.code, found.state) == (str(found), "missed")
    assert (found.waited_seconds, found.served_seconds) == (1320, 0)


def test_for_a_stranger_it_is_not_there_and_for_a_colleague_not_theirs(before_it, cast, ward):
    colleague = Who(user_id=cast.minh.user_id, name="x", duties=frozenset({(str(Role.COUNTER), ward.pk)}))
    before = standing(before_it)
    for who, kind in [(cast.khanh, NotThere), (cast.lan, NotThere), (cast.minh, NotThere), (colleague, NotAllowed)]:
        with pytest.raises(kind):
            step("miss", before_it, who)
    assert standing(before_it) == before


@pytest.mark.parametrize("way", STATES)
def test_not_from_another_state(ward, hoa, way):
    found = draw(ward)
    if way:
        call(ward, hoa)
    for act in way[1:]:
        step(act, found, hoa)
    before = standing(found)
    with pytest.raises(OutOfOrder):
        step("miss", found, hoa, at=on(8, 9))
    assert standing(found) == before


def test_the_same_form_twice_does_it_once(before_it, hoa):
    first = step("miss", before_it, hoa, at=on(8, 8, 22), key="k")
    before = standing(before_it)
    assert step("miss", before_it, hoa, at=on(8, 8, 23), key="k") == first
    assert standing(before_it) == before

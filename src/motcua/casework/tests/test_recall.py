import pytest

from conftest import on
from motcua.base.refusals import NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.queueing import call, draw, standing, step, ticket
from motcua.people.models import Role
from motcua.people.who import Who


@pytest.fixture
def called(ward, hoa):
    draw(ward)
    return call(ward, hoa)


def test_the_same_person_is_called_once_more(called, hoa):
    step("recall", called, hoa)
    assert (ticket(called).state, ticket(called).calls) == ("called", 2)


@pytest.mark.parametrize("aside", ["miss", "park"])
def test_who_was_set_aside_can_be_called_again(called, hoa, aside):
    step(aside, called, hoa)
    step("recall", called, hoa, at=on(8, 9))
    assert ticket(called).state == "called"


def test_not_while_another_stands_at_the_desk(called, ward, hoa):
    step("miss", called, hoa)
    draw(ward)
    call(ward, hoa, at=on(8, 8, 30))
    before = standing(called)
    with pytest.raises(OutOfOrder):
        step("recall", called, hoa)
    assert standing(called) == before


def test_not_the_ticket_of_a_colleague(called, cast, ward):
    colleague = Who(user_id=cast.minh.user_id, name="x", duties=frozenset({(str(Role.COUNTER), ward.pk)}))
    before = standing(called)
    with pytest.raises(NotAllowed):
        step("recall", called, colleague)
    with pytest.raises(NotThere):
        step("recall", called, cast.khanh)
    assert standing(called) == before


def test_not_from_another_state(ward, called, hoa):
    step("serve", called, hoa)
    before = standing(called)
    with pytest.raises(OutOfOrder):
        step("recall", called, hoa)
    assert standing(called) == before

import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import NotThere, OutOfOrder
from motcua.casework.tests.queueing import OTHER, call, draw, standing, step, ticket
from motcua.people.models import Role
from motcua.people.who import Who
from tests.at_once import at_once


def test_whoever_waited_longest_is_called_to_the_desk(ward, hoa):
    first, _second = draw(ward, at=on(8, 8)), draw(ward, at=on(8, 8, 1))
    assert call(ward, hoa) == first
    found = ticket(first)
    assert (found.state, found.officer_id, found.desk, found.calls) == ("called", hoa.user_id, "1", 1)
    assert found.waited_seconds == 600


def test_one_series_only_when_the_officer_says_so(ward, hoa):
    draw(ward, at=on(8, 8))
    other = draw(ward, field=OTHER, at=on(8, 8, 1))
    assert call(ward, hoa, series=ticket(other).series) == other


def test_nobody_is_called_while_somebody_stands_at_the_desk(ward, hoa):
    first, second = draw(ward), draw(ward)
    call(ward, hoa)
    before = standing(second)
    with pytest.raises(OutOfOrder):
        call(ward, hoa)
    assert standing(second) == before
    step("miss", first, hoa)
    assert call(ward, hoa, at=on(8, 8, 30)) == second


def test_nobody_waits(ward, hoa):
    with pytest.raises(OutOfOrder):
        call(ward, hoa)
    draw(ward)
    with pytest.raises(OutOfOrder):
        call(ward, hoa, at=on(9, 8))  # yesterday's numbers are not called today


@pytest.mark.parametrize("name", ["lan", "minh", "khanh", "quang", "yen"])
def test_only_the_counter_of_this_unit_calls(ward, cast, name):
    before = standing(draw(ward))
    with pytest.raises(NotThere):
        call(ward, getattr(cast, name))
    assert before[-1] == standing(None)[-1]


def test_the_same_form_twice_calls_one(ward, hoa):
    first, second = draw(ward), draw(ward)
    assert call(ward, hoa, key="k") == call(ward, hoa, key="k") == first
    assert ticket(second).state == "waiting"


def test_officers_who_call_at_once_never_get_the_same(committed, cast, ward):
    """Six officers of the counter, four people waiting: four are served, each by one."""
    officers = [cast.hoa, cast.minh, cast.hung, cast.thu, cast.yen, cast.khanh]
    clerks = [
        Who(user_id=o.user_id, name=o.name, duties=frozenset({(str(Role.COUNTER), ward.pk)})) for o in officers
    ]
    waiting = {draw(ward, at=on(8, 8, n)) for n in range(4)}
    answers = at_once(*[
        lambda who=who: casework.call_next(subject_id=ward.pk, series="", desk="1", by=who, at=on(8, 9), key="")
        for who in clerks
    ])  # fmt: skip
    got = [a.subject for a in answers if isinstance(a, Done)]
    assert sum(isinstance(a, OutOfOrder) for a in answers) == 2
    assert len(got) == 4
    assert set(got) == waiting


def test_one_officer_with_two_windows_gets_one(committed, cast, ward):
    for n in range(4):
        draw(ward, at=on(8, 8, n))
    answers = at_once(*[
        lambda: casework.call_next(subject_id=ward.pk, series="", desk="1", by=cast.hoa, at=on(8, 9), key="")
        for _n in range(4)
    ])  # fmt: skip
    assert sum(isinstance(a, Done) for a in answers) == 1

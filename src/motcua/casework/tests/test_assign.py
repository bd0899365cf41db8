import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, refused, told
from motcua.dossiers import queries as dossiers
from motcua.routing import commands
from motcua.routing import queries as routing
from tests.at_once import at_once


def assign(dossier_id, by, to, *, key="assign"):
    return casework.assign(dossier_id=dossier_id, officer_id=to.user_id, by=by, at=on(8, 10, 30), key=key)


def test_it_is_that_specialists_from_now_on(received, cast):
    assign(received, cast.hung, cast.minh)

    assert dossiers.one(cast.minh, received).holder_id == cast.minh.user_id
    assert routing.route(received).state == "held"
    assert told(received)[-1] == "routing.assign"
    casework.take(dossier_id=received, by=cast.minh, at=on(8, 11), key="take")


def test_only_a_head_gives_out_work(received, cast):
    for name in ("minh", "hoa", "thu"):
        with refused(NotAllowed, received):
            assign(received, getattr(cast, name), cast.minh)


def test_for_a_stranger_it_is_not_there(received, cast):
    for name in STRANGERS:
        with refused(NotThere, received):
            assign(received, getattr(cast, name), cast.minh)


def test_nobody_of_another_unit_or_role_is_given_it(received, cast):
    for name in ("hoa", "linh", "lan"):
        with refused(Invalid, received):
            assign(received, cast.hung, getattr(cast, name))


@pytest.mark.parametrize("state", ["submitted", "taken", "sealed", "returned"])
def test_not_what_somebody_has_or_what_is_over(request, cast, state):
    dossier_id = request.getfixturevalue(state)
    with refused(OutOfOrder, dossier_id):
        casework.assign(dossier_id=dossier_id, officer_id=cast.minh.user_id, by=cast.hung, at=on(10, 9), key="k2")


def test_the_same_form_twice_gets_the_first_answer(received, cast):
    first = assign(received, cast.hung, cast.minh)
    before = kept(received)

    assert assign(received, cast.hung, cast.minh) == first
    assert kept(received) == before


def test_nothing_is_left_when_the_last_step_fails(received, cast, monkeypatch):
    with broken(monkeypatch, commands, "assign", received):
        assign(received, cast.hung, cast.minh)


def test_of_three_at_once_it_is_given_once(committed, received, cast):
    answers = at_once(*[lambda key=f"k{n}": assign(received, cast.hung, cast.minh, key=key) for n in range(3)])

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert sum(isinstance(a, OutOfOrder) for a in answers) == 2

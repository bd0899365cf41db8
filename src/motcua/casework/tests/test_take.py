import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, owed, refused, stepped, told
from motcua.dossiers import commands
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from tests.at_once import at_once


def take(dossier_id, by, *, at=on(8, 11), key="k"):
    return casework.take(dossier_id=dossier_id, by=by, at=at, key=key)


def test_from_here_somebody_has_it(received, minh):
    done = take(received, minh)

    dossier = dossiers.one(minh, received)
    assert (done.state, dossier.state, dossier.holder_id) == (State.PROCESSING, State.PROCESSING, minh.user_id)
    assert (stepped(received).act, stepped(received).role) == ("take", "specialist")


def test_it_moves_no_due_date_and_owes_nobody_anything(received, minh):
    before = owed(received)
    take(received, minh)

    assert dossiers.one(minh, received).due_at == on(11, 10)
    assert owed(received) == before
    assert told(received)[-1] == "dossier.take"


def test_for_a_stranger_it_is_not_there(received, cast):
    for name in STRANGERS:
        with refused(NotThere, received):
            take(received, getattr(cast, name))


def test_only_a_specialist_takes_it(received, cast):
    for name in ("lan", "hoa", "hung", "thu", "yen", "quang"):
        with refused(NotAllowed, received):
            take(received, getattr(cast, name))


@pytest.mark.parametrize("state", ["submitted", "taken", "asked", "sealed", "returned"])
def test_only_what_was_received_is_taken(request, cast, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        take(dossier_id, cast.minh, at=on(10, 9))


def test_the_same_form_twice_gets_the_first_answer(received, minh):
    first = take(received, minh)
    before = kept(received)

    assert take(received, minh) == first
    assert kept(received) == before


def test_nothing_is_left_when_the_last_step_fails(received, minh, monkeypatch):
    with broken(monkeypatch, commands, "give_to", received):
        take(received, minh)


def test_of_eight_at_once_one_has_it(committed, received, minh):
    answers = at_once(*[lambda key=f"k{n}": take(received, minh, key=key) for n in range(8)])

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert sum(isinstance(a, OutOfOrder) for a in answers) == 7
    assert told(received).count("dossier.take") == 1

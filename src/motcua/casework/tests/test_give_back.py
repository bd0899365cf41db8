import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, refused, stepped, told
from motcua.casework.tests.test_stop import stop
from motcua.dossiers.lifecycle import State
from motcua.results import commands as results
from motcua.results import queries as ask_results


@pytest.fixture
def stopped(taken, cast):
    stop(taken, cast.hung, at=on(9, 9))
    return taken


def give_back(dossier_id, by, *, to_name="Nguyễn Thị Lan", identity="CCCD", at=on(9, 10), key="give_back"):
    return casework.give_back(dossier_id=dossier_id, to_name=to_name, identity=identity, by=by, at=at, key=key)


def test_it_notes_to_whom_the_papers_went_and_stays_stopped(stopped, hoa):
    done = give_back(stopped, hoa)

    handed = ask_results.hand_over(stopped)
    assert done.state == State.STOPPED
    assert (stepped(stopped).act, stepped(stopped).source, stepped(stopped).target) == ("give_back", 8, 8)
    assert (handed.to_name, handed.identity, handed.by_id) == ("Nguyễn Thị Lan", "CCCD", hoa.user_id)
    assert told(stopped)[-2:] == ["dossier.give_back", "reception.give_back"]


@pytest.mark.parametrize(("to_name", "identity", "field"), [("", "CCCD", "to_name"), ("Lan", " ", "identity")])
def test_nothing_goes_to_nobody(stopped, hoa, to_name, identity, field):
    with refused(Invalid, stopped) as found:
        give_back(stopped, hoa, to_name=to_name, identity=identity)
    assert list(found.value.fields) == [field]


def test_for_a_stranger_it_is_not_there(stopped, cast):
    for name in STRANGERS:
        with refused(NotThere, stopped):
            give_back(stopped, getattr(cast, name))


def test_only_the_counter_gives_back(stopped, cast):
    for name in ("lan", "minh", "hung", "quang"):
        with refused(NotAllowed, stopped):
            give_back(stopped, getattr(cast, name))


@pytest.mark.parametrize("state", ["submitted", "taken", "sealed", "returned"])
def test_only_what_was_stopped(request, cast, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        give_back(dossier_id, cast.hoa, at=on(10, 9))


def test_the_same_form_twice_is_noted_once(stopped, hoa):
    first = give_back(stopped, hoa)
    before = kept(stopped)

    assert give_back(stopped, hoa) == first
    assert kept(stopped) == before


def test_nothing_is_left_when_the_last_step_fails(stopped, hoa, monkeypatch):
    with broken(monkeypatch, results, "hand_over", stopped):
        give_back(stopped, hoa)

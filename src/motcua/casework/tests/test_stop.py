import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, given, kept, owed, refused, told
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices


def stop(dossier_id, by, *, reason="Quá hạn bổ sung", at=on(10, 9), key="stop"):
    return casework.stop(dossier_id=dossier_id, reason=reason, by=by, at=at, key=key)


@pytest.mark.parametrize("state", ["taken", "asked", "proposed", "approved"])
def test_a_leader_ends_what_cannot_be_settled_with_a_notice(request, cast, state):
    dossier_id = request.getfixturevalue(state)
    stop(dossier_id, cast.hung)

    dossier = dossiers.one(cast.hung, dossier_id)
    assert (dossier.state, dossier.closed_at, dossier.finished_at) == (State.STOPPED, on(10, 9), None)
    assert given(dossier_id)[-1] == "stop_notice"
    assert owed(dossier_id)[-1] == "stopped"
    assert told(dossier_id)[-2:] == ["dossier.stop", "notices.letter"]


@pytest.mark.parametrize("state", ["signed", "sealed", "returned"])
def test_not_after_a_decision(request, cast, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        stop(dossier_id, cast.hung)


@pytest.mark.parametrize("state", ["submitted", "received"])
def test_not_before_anybody_examined_it(request, cast, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        stop(dossier_id, cast.hung)


def test_what_was_sent_back_before_reception_is_declined_and_not_stopped(submitted, cast):
    from motcua.casework.tests.test_guide import guide

    guide(submitted, cast.hoa)

    with refused(OutOfOrder, submitted):
        stop(submitted, cast.hung)


def test_without_a_reason_it_is_refused(taken, cast):
    with refused(Invalid, taken) as found:
        stop(taken, cast.hung, reason="\n ")
    assert list(found.value.fields) == ["reason"]


def test_for_a_stranger_it_is_not_there(taken, cast):
    for name in STRANGERS:
        with refused(NotThere, taken):
            stop(taken, getattr(cast, name))


def test_only_a_leader_stops(taken, cast):
    for name in ("lan", "hoa", "minh", "thu", "quang"):
        with refused(NotAllowed, taken):
            stop(taken, getattr(cast, name))


def test_the_same_form_twice_gets_the_first_answer(taken, cast):
    first = stop(taken, cast.hung)
    before = kept(taken)

    assert stop(taken, cast.hung) == first
    assert kept(taken) == before


def test_nothing_is_left_when_the_last_step_fails(taken, cast, monkeypatch):
    with broken(monkeypatch, notices, "owe", taken):
        stop(taken, cast.hung)

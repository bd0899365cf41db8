import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, owed, refused, stepped
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices


def pause(dossier_id, by, *, cause="inspection", reason="Đi xem nhà.", at=on(8, 15), key="pause"):
    return casework.pause(dossier_id=dossier_id, cause=cause, reason=reason, by=by, at=at, key=key)


def resume(dossier_id, by, *, reason="Đã xem xong.", at=on(9, 15), key="resume"):
    return casework.resume(dossier_id=dossier_id, reason=reason, by=by, at=at, key=key)


@pytest.mark.parametrize("cause", ["inspection", "force_majeure"])
def test_a_leader_lets_the_clock_stand_and_what_was_left_is_counted_on(taken, cast, cause):
    pause(taken, cast.hung, cause=cause)
    dossier = dossiers.one(cast.hung, taken)
    assert (dossier.state, dossier.due_at, dossier.paused_at) == (State.PROCESSING, None, on(8, 15))

    resume(taken, cast.hung)
    dossier = dossiers.one(cast.hung, taken)
    # Due on Thursday at 10:00; it stood still for one working day.
    assert (dossier.due_at, dossier.paused_at) == (on(12, 10), None)
    assert owed(taken)[-2:] == ["paused", "resumed"]
    assert (stepped(taken).act, stepped(taken).note) == ("resume", "Đã xem xong.")


def test_a_clock_that_stands_is_not_stopped_again_and_nothing_is_asked_meanwhile(taken, cast):
    pause(taken, cast.hung)
    with refused(OutOfOrder, taken):
        pause(taken, cast.hung, key="again")
    with refused(OutOfOrder, taken):
        casework.charge(dossier_id=taken, amount_vnd=1000, reason="Lệ phí", by=cast.minh, at=on(8, 16), key="c")
    offered = {s.act for s in dossiers.open_acts(cast.hung, dossiers.one(cast.hung, taken))}
    assert "resume" in offered and not offered & {"pause", "extend"}


def test_what_does_not_stand_still_is_not_resumed(taken, cast):
    with refused(OutOfOrder, taken):
        resume(taken, cast.hung)


def test_a_pause_that_a_supplement_made_is_not_the_leaders_to_end(asked, cast):
    with refused(OutOfOrder, asked):
        resume(asked, cast.hung)


@pytest.mark.parametrize("cause", ["supplement", "payment", "opinion", "linked", "holiday", ""])
def test_only_a_leaders_own_causes(taken, cast, cause):
    with refused(Invalid, taken) as found:
        pause(taken, cast.hung, cause=cause)
    assert list(found.value.fields) == ["cause"]


def test_not_without_a_reason(taken, cast):
    with refused(Invalid, taken):
        pause(taken, cast.hung, reason=" ")


@pytest.mark.parametrize("state", ["submitted", "received", "asked", "sealed", "returned"])
def test_only_while_somebody_works_on_it(request, cast, state):
    dossier_id = request.getfixturevalue(state)
    with refused(OutOfOrder, dossier_id):
        pause(dossier_id, cast.hung, at=on(9, 12))


def test_only_a_leader(taken, cast):
    for name in ("lan", "hoa", "minh", "thu", "quang"):
        with refused(NotAllowed, taken):
            pause(taken, getattr(cast, name))
    for name in STRANGERS:
        with refused(NotThere, taken):
            pause(taken, getattr(cast, name))


def test_the_same_form_twice_gets_the_first_answer(taken, cast):
    first = pause(taken, cast.hung)
    before = kept(taken)
    assert pause(taken, cast.hung) == first
    assert kept(taken) == before


def test_nothing_is_left_when_the_last_step_fails(taken, cast, monkeypatch):
    with broken(monkeypatch, notices, "owe", taken):
        pause(taken, cast.hung)


def test_a_result_that_is_sealed_meanwhile_ends_the_pause(signed, cast):
    pause(signed, cast.hung, at=on(8, 15, 40))
    casework.seal(dossier_id=signed, by=cast.thu, at=on(8, 16), key="seal")
    dossier = dossiers.one(cast.hung, signed)
    assert (dossier.state, dossier.paused_at, dossier.due_at) == (State.DONE, None, on(11, 10, 20))

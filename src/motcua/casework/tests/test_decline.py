import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, given, kept, owed, refused, stepped, told
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices


def decline(dossier_id, by, *, reason="Không thuộc thẩm quyền của phường.", at=on(8, 10), key="decline"):
    return casework.decline(dossier_id=dossier_id, reason=reason, by=by, at=at, key=key)


def test_it_ends_the_dossier_with_a_reason_and_form_three(submitted, hoa):
    decline(submitted, hoa)

    dossier = dossiers.one(hoa, submitted)
    assert (dossier.state, dossier.closed_at, dossier.received_at) == (State.DECLINED, on(8, 10), None)
    assert stepped(submitted).note == "Không thuộc thẩm quyền của phường."
    assert given(submitted) == ["refusal"]
    assert owed(submitted) == ["submitted", "declined"]
    assert told(submitted)[-2:] == ["dossier.decline", "notices.letter"]


def test_what_was_sent_back_to_be_completed_can_be_declined_too(submitted, hoa):
    from motcua.casework.tests.test_guide import guide

    guide(submitted, hoa)

    assert decline(submitted, hoa, at=on(9, 9)).state == State.DECLINED


def test_without_a_reason_it_is_refused(submitted, hoa):
    with refused(Invalid, submitted) as found:
        decline(submitted, hoa, reason="  ")
    assert list(found.value.fields) == ["reason"]


def test_for_a_stranger_it_is_not_there(submitted, cast):
    for name in STRANGERS:
        with refused(NotThere, submitted):
            decline(submitted, getattr(cast, name))


def test_only_the_counter_declines(submitted, cast):
    for name in ("lan", "minh", "hung", "quang"):
        with refused(NotAllowed, submitted):
            decline(submitted, getattr(cast, name))


@pytest.mark.parametrize("state", ["received", "taken", "asked", "returned"])
def test_what_was_received_is_not_declined(request, cast, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        decline(dossier_id, cast.hoa, at=on(10, 9))


def test_the_same_form_twice_gets_the_first_answer(submitted, hoa):
    first = decline(submitted, hoa)
    before = kept(submitted)

    assert decline(submitted, hoa) == first
    assert kept(submitted) == before


def test_nothing_is_left_when_the_last_step_fails(submitted, hoa, monkeypatch):
    with broken(monkeypatch, notices, "owe", submitted):
        decline(submitted, hoa)

import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere
from motcua.casework.tests.keeping import STRANGERS, broken, kept, owed, refused, told
from motcua.dossiers import commands, selection


def leave(dossier_id, by, *, text="Đã gọi hỏi công an phường.", at=on(8, 12), key="note"):
    return casework.leave_note(dossier_id=dossier_id, text=text, by=by, at=at, key=key)


def test_colleagues_read_it_and_the_applicant_is_owed_nothing(taken, cast):
    before = owed(taken)
    leave(taken, cast.minh)
    leave(taken, cast.hoa, text="Người nộp hẹn thứ sáu.", at=on(8, 13), key="2")

    assert [(n.text, n.by.full_name) for n in selection.notes(taken)] == [
        ("Người nộp hẹn thứ sáu.", cast.hoa.name), ("Đã gọi hỏi công an phường.", cast.minh.name),
    ]  # fmt: skip
    assert owed(taken) == before and told(taken)[-1] == "dossier.note"


def test_an_empty_note_is_refused(taken, cast):
    with refused(Invalid, taken):
        leave(taken, cast.minh, text="  ")


def test_for_a_stranger_it_is_not_there_and_the_applicant_leaves_none(taken, cast):
    for name in STRANGERS:
        with refused(NotThere, taken):
            leave(taken, getattr(cast, name))
    for name in ("lan", "quang"):
        with refused(NotAllowed, taken):
            leave(taken, getattr(cast, name))


@pytest.mark.parametrize("state", ["received", "sealed", "returned"])
def test_a_note_may_be_left_in_every_state(request, cast, state):
    dossier_id = request.getfixturevalue(state)
    leave(dossier_id, cast.minh, at=on(10, 9))
    assert len(selection.notes(dossier_id)) == 1


def test_the_same_form_twice_is_one_note(taken, cast):
    first = leave(taken, cast.minh)
    before = kept(taken)
    assert leave(taken, cast.minh) == first
    assert kept(taken) == before


def test_nothing_is_left_when_the_last_step_fails(taken, cast, monkeypatch):
    with broken(monkeypatch, commands, "leave_note", taken):
        leave(taken, cast.minh)

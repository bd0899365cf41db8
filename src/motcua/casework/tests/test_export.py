import pytest

from conftest import on
from motcua import casework
from motcua.base.ids import new_id
from motcua.base.models import JournalLine
from motcua.base.refusals import NotAllowed

pytestmark = pytest.mark.django_db


def export(by, *, subject=None, key="k"):
    asked = {"list": "mine"}
    return casework.export(subject_id=subject or new_id(), what="desk", asked=asked, by=by, at=on(8, 9), key=key)


def test_the_journal_tells_who_took_which_list(cast):
    done = export(cast.minh)
    line = JournalLine.objects.get(subject=done.subject)
    assert (line.kind, line.actor, line.data) == (
        "people.export", cast.minh.actor, {"what": "desk", "asked": {"list": "mine"}},
    )  # fmt: skip


def test_the_same_form_twice_is_one_line(cast):
    subject = new_id()
    assert export(cast.minh, subject=subject) == export(cast.minh, subject=subject)
    assert JournalLine.objects.filter(subject=subject).count() == 1


def test_who_is_no_officer_takes_nothing(cast):
    with pytest.raises(NotAllowed):
        export(cast.lan)
    assert not JournalLine.objects.filter(kind="people.export").exists()

import pytest

from conftest import MONDAY
from motcua import casework
from motcua.base.ids import new_id
from motcua.base.models import JournalLine
from motcua.base.refusals import NotAllowed, NotThere
from motcua.catalogue import queries as catalogue
from motcua.dossiers import queries as dossiers


def start(by, *, procedure="1.004837", answers=None, dossier_id=None):
    return casework.start(
        dossier_id=dossier_id or new_id(), procedure=procedure, answers=answers or {}, by=by, at=MONDAY
    )


def test_it_opens_a_draft_for_the_version_now_in_force(lan):
    done = start(lan, answers={"a": 1})

    draft = dossiers.draft(lan, done.subject)
    assert draft.version_id == catalogue.current("1.004837").version_id
    assert (draft.answers, draft.papers, draft.saves, draft.person_id) == ({"a": 1}, {}, 0, lan.person_id)


def test_the_record_does_not_know_of_it(lan):
    assert not JournalLine.objects.filter(subject=start(lan).subject).exists()


@pytest.mark.parametrize("name", ["hoa", "quang", "son"])
def test_only_a_person_of_the_portal_writes_one(cast, name):
    with pytest.raises(NotAllowed):
        start(getattr(cast, name))


def test_a_procedure_that_is_not_offered_is_not_there(lan):
    with pytest.raises(NotThere):
        start(lan, procedure="9.999999")


def test_nobody_opens_a_draft_over_anothers(cast):
    from django.db import IntegrityError

    done = start(cast.lan, answers={"a": 1})

    with pytest.raises(IntegrityError):
        start(cast.nam, dossier_id=done.subject)
    assert dossiers.draft(cast.lan, done.subject).answers == {"a": 1}

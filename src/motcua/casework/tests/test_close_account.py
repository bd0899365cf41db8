import pytest

from conftest import MONDAY, on
from motcua import casework
from motcua.base.models import JournalLine
from motcua.base.refusals import NotThere, OutOfOrder
from motcua.casework.tests.mandates import authorise
from motcua.dossiers import queries as dossiers
from motcua.people import mandates
from motcua.people.models import User
from motcua.people.queries import who_is
from motcua.people.who import NOBODY


def close(by, *, subject=None, key="c", at=MONDAY):
    return casework.close_account(subject_id=subject or by.user_id, by=by, at=at, key=key)


def test_nobody_comes_in_any_more_drafts_go_and_mandates_end(apply, cast, files):
    apply()
    given = authorise(cast.lan, cast.nam)
    close(cast.lan)

    assert who_is(cast.lan.user_id) == NOBODY
    assert dossiers.drafts(cast.lan) == [] and mandates.known(given).ended_at == MONDAY
    assert JournalLine.objects.filter(subject=cast.lan.user_id, kind="people.close_account").count() == 1


def test_while_a_dossier_runs_it_is_refused(submitted, lan):
    with pytest.raises(OutOfOrder):
        close(lan)
    assert User.objects.get(pk=lan.user_id).is_active


def test_dossiers_that_ended_stay(returned, lan):
    close(lan, at=on(10, 9))
    assert dossiers.one(lan, returned).submitter_id == lan.person_id


def test_nobody_closes_anothers_account(cast):
    for by, subject in ((cast.nam, cast.lan), (cast.hoa, cast.hoa), (cast.lan, cast.hoa)):
        with pytest.raises(NotThere):
            close(by, subject=subject.user_id)


def test_the_same_form_twice_closes_it_once(cast):
    assert close(cast.lan) == close(cast.lan)

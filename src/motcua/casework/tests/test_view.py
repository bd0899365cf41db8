import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import NotThere
from motcua.casework.tests.keeping import STRANGERS, refused, told
from motcua.dossiers import queries as dossiers
from tests.at_once import at_once
from tests.seen import seen_of


def view(dossier_id, by, *, what="page", at=on(8, 10)):
    return casework.view(dossier_id=dossier_id, what=what, by=by, at=at)


@pytest.mark.parametrize("what", ["page", "paper", "letter", "result"])
def test_the_applicant_can_see_who_looked_at_what_and_when(submitted, hoa, what):
    view(submitted, hoa, what=what)

    (seen,) = seen_of(submitted)
    assert (seen.by_id, seen.what, seen.at) == (hoa.user_id, what, on(8, 10))


def test_looking_leaves_the_public_record_and_the_dossier_as_they_were(submitted, hoa):
    before = told(submitted)
    view(submitted, hoa)

    assert told(submitted) == before
    assert dossiers.one(hoa, submitted).moves == 1


def test_every_look_is_noted(submitted, cast):
    for who in (cast.hoa, cast.hoa, cast.minh):
        view(submitted, who)

    assert [v.by_id for v in seen_of(submitted)].count(cast.hoa.user_id) == 2


def test_who_may_not_see_it_did_not_look(submitted, cast):
    for name in STRANGERS:
        with refused(NotThere, submitted):
            view(submitted, getattr(cast, name))


def test_looking_never_waits_for_whoever_works_on_it(committed, submitted, cast):
    answers = at_once(
        lambda: casework.receive(dossier_id=submitted, by=cast.hoa, at=on(8, 10), key="r"),
        *[lambda: view(submitted, cast.minh)] * 4,
    )

    assert not [a for a in answers if isinstance(a, Exception)]
    assert len(seen_of(submitted)) == 4

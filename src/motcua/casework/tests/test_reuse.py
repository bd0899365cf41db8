from datetime import date

import pytest

from conftest import MONDAY, on
from motcua import casework
from motcua.base.refusals import NotThere
from motcua.casework.tests.keeping import refused
from motcua.documents import queries as documents
from motcua.dossiers import queries as dossiers
from motcua.dossiers import shelf
from motcua.results import queries as results

PAPER = "identity_paper"


@pytest.fixture
def again(submitted, apply):
    """A second draft of Lan's, after she has sent one; its id."""
    return apply()


def reuse(draft_id, by, digest, *, paper=PAPER, at=on(8, 10)):
    return casework.reuse(dossier_id=draft_id, paper=paper, digest=digest, by=by, at=at)


def digest_in(dossier_id, paper=PAPER):
    return next(p.digest for p in dossiers.papers(dossier_id) if p.code == paper)


def test_what_was_handed_in_once_is_offered_with_where_it_came_from(submitted, lan):
    (offer,) = shelf.offered(lan, code=PAPER, at=on(9, 9))
    assert (offer.source.pk, offer.at, offer.valid_until) == (submitted, MONDAY, None)


def test_the_same_content_lies_in_the_new_dossier_and_remembers_that_it_was_reused(submitted, again, lan, ward):
    before = set(dossiers.draft(lan, again).papers[PAPER])
    reuse(again, lan, digest_in(submitted))
    (new,) = set(dossiers.draft(lan, again).papers[PAPER]) - before
    casework.submit(dossier_id=again, unit_id=ward.pk, address="", by=lan, at=on(8, 11), key="k")

    kept = next(d for d in documents.of_dossier(again) if str(d.id) == new)
    assert (kept.reused_from, kept.digest, kept.actor, kept.at) == (
        submitted, digest_in(submitted), lan.actor, on(8, 10),
    )  # fmt: skip
    assert [p.reused for p in dossiers.papers(again) if str(p.document_id) == new] == [True]
    assert [p.reused for p in dossiers.papers(submitted)] == [False] * len(dossiers.papers(submitted))


def test_a_result_that_the_city_issued_can_be_a_paper(sealed, apply, lan):
    draft_id = apply()
    (result,) = results.issued_to(lan.person_id)
    done = reuse(draft_id, lan, result.sealed_digest)

    kept = next(d for d in documents.of_dossier(draft_id) if str(d.id) == done.said["document"])
    assert (kept.digest, kept.reused_from, kept.kind) == (result.sealed_digest, sealed, "pdf") and kept.pages >= 1


def test_a_paper_of_another_kind_is_not_used_in_its_place(submitted, again, lan):
    with refused(NotThere, again):
        reuse(again, lan, digest_in(submitted), paper="something_else")


def test_anothers_papers_are_not_there(submitted, apply, cast):
    draft_id = apply(by=cast.nam)
    with refused(NotThere, draft_id):
        reuse(draft_id, cast.nam, digest_in(submitted))
    assert shelf.of(cast.nam, at=MONDAY) == shelf.of(cast.hoa, at=MONDAY) == []


def test_what_is_past_its_day_or_was_taken_off_is_not_offered(submitted, again, lan):
    digest = digest_in(submitted)
    casework.shelve(digest=digest, valid_until=date(2020, 6, 9), take_off=False, by=lan, at=on(8, 9))
    assert shelf.offered(lan, code=PAPER, at=on(9, 23)) and not shelf.offered(lan, code=PAPER, at=on(10, 0, 1))
    with refused(NotThere, again):
        reuse(again, lan, digest, at=on(10, 8))

    casework.shelve(digest=digest, valid_until=None, take_off=True, by=lan, at=on(8, 9))
    assert not shelf.offered(lan, code=PAPER, at=on(8, 10))
    assert digest_in(submitted) == digest  # the dossier keeps what it holds


def test_in_a_draft_for_another_ones_own_papers_are_not_offered(submitted, again, lan):
    child = {"basis": "parent", "owner": {"full_name": "Nguyễn Bảo Ngọc", "birth_date": "2015-06-01"}}
    casework.represent(dossier_id=again, behalf=child, by=lan, at=MONDAY)
    with refused(NotThere, again):
        reuse(again, lan, digest_in(submitted))

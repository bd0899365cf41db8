import pytest

from conftest import attach, on
from motcua.base.refusals import NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import refused
from motcua.documents import queries as documents
from motcua.dossiers import queries as dossiers


def test_the_file_lies_under_its_paper_and_is_kept_by_its_digest(apply, lan):
    draft_id = apply()
    document_id = attach(draft_id, paper="identity_paper", by=lan)

    assert dossiers.draft(lan, draft_id).papers["identity_paper"][-1] == document_id
    kept = documents.one(draft_id, document_id)
    assert documents.read(kept.digest).startswith(b"%PDF") and len(kept.digest) == 64


def test_two_files_may_lie_under_one_paper(apply, lan):
    draft_id = apply()
    before = len(dossiers.draft(lan, draft_id).papers.get("identity_paper", []))
    for _ in range(2):
        attach(draft_id, paper="identity_paper", by=lan)

    assert len(dossiers.draft(lan, draft_id).papers["identity_paper"]) == before + 2


def test_nobody_lays_a_file_into_anothers_draft(apply, cast):
    draft_id = apply()
    for name in ("nam", "inhongha", "hoa", "quang"):
        with refused(NotThere, draft_id):
            attach(draft_id, paper="identity_paper", by=getattr(cast, name))


def test_to_a_dossier_only_while_a_supplement_is_awaited(asked, taken, submitted, cast):
    assert attach(asked, paper="identity_paper", by=cast.lan, at=on(10, 9))
    for who in (cast.hoa, cast.minh, cast.quang):
        with refused(NotAllowed, asked):
            attach(asked, paper="identity_paper", by=who, at=on(10, 9))


@pytest.mark.parametrize("state", ["submitted", "received", "taken", "returned"])
def test_otherwise_nothing_is_added_to_what_was_sent(request, lan, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        attach(dossier_id, paper="identity_paper", by=lan, at=on(10, 9))


def test_a_stranger_cannot_tell_a_dossier_from_nothing(asked, cast):
    for name in ("nam", "khanh", "tuan"):
        with refused(NotThere, asked):
            attach(asked, paper="identity_paper", by=getattr(cast, name), at=on(10, 9))


def test_a_file_counts_only_once_it_is_sent(asked, lan):
    before = len(dossiers.papers(asked))
    attach(asked, paper="identity_paper", by=lan, at=on(10, 9))

    assert len(dossiers.papers(asked)) == before

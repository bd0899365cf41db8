from conftest import MONDAY
from motcua import casework
from motcua.base.refusals import NotThere
from motcua.casework.tests.keeping import refused
from motcua.documents import queries as documents
from motcua.dossiers import queries as dossiers


def detach(draft_id, document_id, by):
    return casework.detach(dossier_id=draft_id, document_id=document_id, by=by, at=MONDAY)


def test_the_file_is_no_longer_part_of_what_will_be_sent(apply, lan):
    draft_id = apply()
    (paper, ids), *_rest = dossiers.draft(lan, draft_id).papers.items()
    detach(draft_id, ids[0], lan)

    assert paper not in dossiers.draft(lan, draft_id).papers
    assert documents.one(draft_id, ids[0]), "what was kept is never deleted"


def test_taking_off_what_is_not_there_changes_no_paper(apply, lan):
    draft_id = apply()
    before = dossiers.draft(lan, draft_id).papers
    detach(draft_id, "no such document", lan)

    assert dossiers.draft(lan, draft_id).papers == before


def test_nobody_takes_a_paper_off_anothers_draft(apply, cast):
    draft_id = apply()
    document_id = next(iter(dossiers.draft(cast.lan, draft_id).papers.values()))[0]
    for name in ("nam", "hoa", "quang"):
        with refused(NotThere, draft_id):
            detach(draft_id, document_id, getattr(cast, name))


def test_nothing_is_taken_off_what_was_sent(submitted, lan):
    with refused(NotThere, submitted):
        detach(submitted, str(dossiers.papers(submitted)[0].document_id), lan)

"""What was declared and handed in: rounds beside each other, digests in the journal, drafts that are private."""

import hashlib

import pytest

from conftest import MONDAY, attach, on
from motcua import casework
from motcua.base.ids import new_id
from motcua.base.models import JournalLine
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.dossiers import queries
from motcua.dossiers.models import Draft


def test_the_digest_of_a_declaration_can_be_computed_by_hand():
    written = '{"copies":2,"name":"Nguyễn Thị Lan","weight":3.5}'

    assert (
        queries.answers_digest({"weight": 3.5, "name": "Nguyễn Thị Lan", "copies": 2})
        == hashlib.sha256(written.encode()).hexdigest()
    )


def test_the_journal_tells_the_digest_of_what_was_declared_and_of_every_paper(submitted):
    kept = queries.answers(submitted)[0]
    line = JournalLine.objects.get(subject=submitted, kind="dossier.submit")

    assert kept.digest == queries.answers_digest(kept.answers) == line.data["answers"]
    assert sorted(line.data["papers"]) == sorted([p.code, p.digest] for p in queries.papers(submitted))


def test_a_supplement_adds_a_round_and_leaves_the_first_as_it_was(asked, lan):
    first = queries.answers(asked)[0].answers
    paper = attach(asked, paper="identity_paper", by=lan, at=on(10, 9))
    casework.supplement(dossier_id=asked, answers={}, papers={"identity_paper": [paper]}, by=lan, at=on(10, 9), key="s")

    assert [a.seq for a in queries.answers(asked)] == [1, 2]
    assert queries.answers(asked)[0].answers == first
    assert [(p.round, p.code) for p in queries.papers(asked) if p.round == 2] == [(2, "identity_paper")]


def test_papers_are_counted_by_kind_for_the_receipt():
    from motcua.dossiers.models import Paper

    papers = [
        Paper(code="form", originals=1), Paper(code="form", copies=2), Paper(code="id", document_id=new_id()),
        Paper(code="deed", certified=1),
    ]  # fmt: skip

    assert queries.counted(papers) == [("form", 1, 0, 2), ("id", 0, 0, 1), ("deed", 0, 1, 0)]


def test_what_a_person_declared_last_time_is_offered_again(submitted, cast):
    kept = queries.answers(submitted)[0].answers
    code = queries.one(cast.lan, submitted).version.code

    assert queries.last_answers_of(cast.lan.person_id, version_code=code) == kept
    assert queries.last_answers_of(cast.nam.person_id, version_code=code) == {}


# Drafts.


def test_a_draft_is_its_writers_alone(apply, cast):
    draft_id = apply()

    assert [d.pk for d in queries.drafts(cast.lan)] == [draft_id]
    assert queries.drafts(cast.nam) == queries.drafts(cast.hoa) == []
    for stranger in (cast.nam, cast.hoa, cast.quang):
        with pytest.raises(NotThere):
            queries.draft(stranger, draft_id)
        with pytest.raises(NotThere):
            casework.save(dossier_id=draft_id, changes={"answers": {}}, saves=None, by=stranger, at=MONDAY)
        with pytest.raises(NotThere):
            casework.discard(dossier_id=draft_id, by=stranger, at=MONDAY)


def test_of_two_tabs_the_older_one_is_told_and_nothing_is_overwritten(apply, lan):
    draft_id = apply()
    seen = queries.draft(lan, draft_id).saves
    casework.save(dossier_id=draft_id, changes={"answers": {"a": "tab 1"}}, saves=seen, by=lan, at=MONDAY)

    with pytest.raises(OutOfOrder, match="cửa sổ khác"):
        casework.save(dossier_id=draft_id, changes={"answers": {"a": "tab 2"}}, saves=seen, by=lan, at=MONDAY)

    assert queries.draft(lan, draft_id).answers == {"a": "tab 1"}


def test_the_journal_does_not_tell_of_a_draft(apply):
    assert not JournalLine.objects.filter(subject=apply()).exists()


def test_an_officer_without_a_personal_account_opens_no_draft(cast):
    with pytest.raises(NotAllowed):
        casework.start(dossier_id=new_id(), procedure="1.004837", answers={}, by=cast.hoa, at=MONDAY)


def test_a_draft_that_was_sent_is_gone_and_its_id_is_the_dossiers(submitted, lan):
    assert not Draft.objects.filter(pk=submitted).exists()
    assert queries.one(lan, submitted).pk == submitted


def test_a_paper_taken_off_a_draft_is_not_sent(apply, lan):
    draft_id = apply()
    papers = queries.draft(lan, draft_id).papers
    taken_off = papers["identity_paper"][0]

    casework.detach(dossier_id=draft_id, document_id=taken_off, by=lan, at=MONDAY)

    assert "identity_paper" not in queries.draft(lan, draft_id).papers


def test_a_document_of_another_dossier_cannot_be_handed_in(asked, apply, lan):
    elsewhere = attach(apply(), paper="identity_paper", by=lan)

    with pytest.raises(NotThere):
        casework.supplement(
            dossier_id=asked, answers={}, papers={"identity_paper": [elsewhere]}, by=lan, at=on(10, 9), key="s"
        )


@pytest.mark.parametrize(
    ("answers", "papers", "field"),
    [
        ({}, {}, "paper.identity_paper"),
        ({}, {"identity_paper": []}, "paper.identity_paper"),
        ({"note": "x"}, {"identity_paper": ["PAPER"]}, "note"),
        ({}, {"identity_paper": ["PAPER"], "other": ["PAPER"]}, "paper.other"),
    ],
    ids=["nothing", "an empty list", "an answer nobody asked for", "a paper nobody asked for"],
)
def test_a_supplement_is_what_was_asked_for_and_nothing_else(asked, lan, answers, papers, field):
    paper = attach(asked, paper="identity_paper", by=lan, at=on(10, 9))
    papers = {code: [paper for _ in ids] for code, ids in papers.items()}

    with pytest.raises(Invalid) as refused:
        casework.supplement(dossier_id=asked, answers=answers, papers=papers, by=lan, at=on(10, 9), key="s")

    assert field in refused.value.fields

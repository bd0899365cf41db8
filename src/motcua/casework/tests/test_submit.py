from conftest import MONDAY, on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import Invalid, NotThere
from motcua.casework.tests.keeping import broken, given, kept, owed, refused, stepped, told
from motcua.dossiers import commands
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.organisation import queries as organisation
from motcua.post import queries as post
from tests.at_once import at_once


def submit(draft_id, by, unit, *, address="", at=MONDAY, key="k"):
    return casework.submit(dossier_id=draft_id, unit_id=unit.pk, address=address, by=by, at=at, key=key)


def test_the_draft_becomes_a_dossier_with_a_code_and_the_version_that_was_promised(apply, lan, ward):
    draft_id = apply()
    draft = dossiers.draft(lan, draft_id)
    done = submit(draft_id, lan, ward)

    dossier = dossiers.one(lan, draft_id)
    assert (done.state, done.code) == (State.SUBMITTED, "000.09.32.H26-200608-0001")
    assert (dossier.version_id, dossier.submitter_id, dossier.receiving_unit_id) == (
        draft.version_id,
        lan.person_id,
        ward.pk,
    )
    assert (dossier.channel_name, dossier.submitted_at, dossier.received_at) == ("online", MONDAY, None)
    assert len(dossier.secret) == 20 and dossier.secret not in dossier.code


def test_the_answers_and_papers_of_the_draft_are_the_first_round(apply, lan, ward):
    draft_id = apply()
    papers = dossiers.draft(lan, draft_id).papers
    submit(draft_id, lan, ward)

    assert {str(p.document_id) for p in dossiers.papers(draft_id)} == {i for ids in papers.values() for i in ids}
    assert [a.seq for a in dossiers.answers(draft_id)] == [1]
    assert dossiers.drafts(lan) == []


def test_it_is_the_first_step_and_the_first_line(submitted, lan):
    step = stepped(submitted)

    assert (step.seq, step.act, step.source, step.target, step.role, step.unit_id) == (
        1,
        "submit",
        0,
        1,
        "applicant",
        None,
    )
    assert told(submitted) == ["dossier.submit"]


def test_the_applicant_is_owed_an_acknowledgement_and_no_letter(submitted):
    assert owed(submitted) == ["submitted"]
    assert given(submitted) == []


def test_who_wants_it_by_post_is_owed_a_parcel(apply, lan, ward):
    draft_id = apply()
    casework.save(dossier_id=draft_id, changes={"return_by": "post"}, saves=None, by=lan, at=MONDAY)
    submit(draft_id, lan, ward, address="12 phố Hàng Bạc")

    parcel = post.parcel(draft_id)
    assert (parcel.state, parcel.to_name, parcel.to_address) == ("ordered", "Nguyễn Thị Lan", "12 phố Hàng Bạc")
    assert told(draft_id) == ["dossier.submit", "post.order"]


def test_by_post_without_an_address_is_refused_and_says_where(apply, lan, ward):
    draft_id = apply()
    casework.save(dossier_id=draft_id, changes={"return_by": "post"}, saves=None, by=lan, at=MONDAY)

    with refused(Invalid, draft_id) as found:
        submit(draft_id, lan, ward, address="  ")
    assert list(found.value.fields) == ["address"]


def test_a_missing_answer_is_named_and_the_draft_is_as_it_was(apply, lan, ward):
    draft_id = apply()
    casework.save(dossier_id=draft_id, changes={"answers": {}}, saves=None, by=lan, at=MONDAY)

    with refused(Invalid, draft_id) as found:
        submit(draft_id, lan, ward)
    assert found.value.fields and not any(name.startswith("paper.") for name in found.value.fields)


def test_a_missing_paper_is_named(apply, lan, ward):
    draft_id = apply()
    (paper, ids), *_rest = dossiers.draft(lan, draft_id).papers.items()
    for document_id in ids:
        casework.detach(dossier_id=draft_id, document_id=document_id, by=lan, at=MONDAY)

    with refused(Invalid, draft_id) as found:
        submit(draft_id, lan, ward)
    assert list(found.value.fields) == [f"paper.{paper}"]


def test_a_unit_that_does_not_offer_it_is_refused(apply, lan):
    draft_id = apply()
    department = organisation.by_code("000.00.12.H26")

    with refused(Invalid, draft_id) as found:
        submit(draft_id, lan, department)
    assert "unit" in found.value.fields


def test_nobody_sends_what_somebody_else_wrote(apply, cast, ward):
    draft_id = apply()
    for name in ("nam", "inhongha", "hoa", "quang"):
        with refused(NotThere, draft_id):
            submit(draft_id, getattr(cast, name), ward)


def test_the_same_form_twice_gets_the_first_answer(apply, lan, ward):
    draft_id = apply()
    first = submit(draft_id, lan, ward)
    before = kept(draft_id)

    assert submit(draft_id, lan, ward, at=on(9, 9)) == first
    assert kept(draft_id) == before


def test_nothing_is_left_when_the_last_step_fails(apply, lan, ward, monkeypatch):
    draft_id = apply()

    with broken(monkeypatch, commands, "discard_draft", draft_id):
        submit(draft_id, lan, ward)


def test_the_same_form_eight_times_at_once_makes_one_dossier(committed, apply, lan, ward):
    draft_id = apply()
    answers = at_once(*[lambda: submit(draft_id, lan, ward)] * 8)

    assert len({repr(a) for a in answers}) == 1 and isinstance(answers[0], Done), answers
    assert told(draft_id) == ["dossier.submit"]


def test_two_tabs_that_send_at_once_make_one_dossier(committed, apply, lan, ward):
    draft_id = apply()
    answers = at_once(*[lambda key=f"k{n}": submit(draft_id, lan, ward, key=key) for n in range(4)])

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert sum(isinstance(a, NotThere) for a in answers) == 3
    assert told(draft_id) == ["dossier.submit"]


def test_eight_people_at_once_get_eight_different_codes(committed, apply, lan, ward):
    drafts = [apply() for _ in range(8)]
    answers = at_once(*[lambda d=d: submit(d, lan, ward) for d in drafts])

    assert sorted(a.code[-4:] for a in answers) == [f"{n:04d}" for n in range(1, 9)]

from dataclasses import replace

import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, owed, refused, told
from motcua.documents import queries as documents
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.results import commands
from motcua.results import queries as results
from tests.at_once import at_once


def propose(dossier_id, by, *, outcome="granted", content="", at=on(8, 14), key="propose"):
    return casework.propose(dossier_id=dossier_id, outcome=outcome, content=content, by=by, at=at, key=key)


def test_it_drafts_a_result_and_the_dossier_stays_in_processing(taken, minh):
    done = propose(taken, minh)

    result = results.running(taken)
    assert done.said == {"result": str(result.id)}
    assert (result.state, result.outcome, result.preparer_id, result.number) == ("drafted", "granted", minh.user_id, "")
    assert dossiers.one(minh, taken).state == State.PROCESSING


def test_the_draft_is_kept_as_a_pdf_under_its_digest_and_the_journal_tells_which(taken, minh):
    from motcua.base.models import JournalLine

    propose(taken, minh)

    result = results.running(taken)
    assert documents.read(result.draft_digest).startswith(b"%PDF")
    line = JournalLine.objects.get(subject=taken, kind="results.propose")
    assert (line.data["file"], line.data["outcome"]) == (result.draft_digest, "granted")


def test_it_is_kept_who_drafted_it_in_which_role(taken, minh):
    propose(taken, minh)

    (step,) = results.steps(taken)
    assert (step.act, step.source, step.target, step.role, step.by_id) == (
        "propose",
        "none",
        "drafted",
        "specialist",
        minh.user_id,
    )


def test_a_refusal_to_settle_is_a_result_too_and_needs_its_reason(taken, minh):
    with refused(Invalid, taken) as found:
        propose(taken, minh, outcome="refused", content=" ")
    assert list(found.value.fields) == ["content"]

    propose(taken, minh, outcome="refused", content="Không đủ điều kiện.", key="k2")
    assert results.running(taken).outcome == "refused"


def test_an_outcome_that_does_not_exist_is_refused(taken, minh):
    with refused(Invalid, taken):
        propose(taken, minh, outcome="perhaps")


def test_it_owes_the_applicant_nothing_yet(taken, minh):
    before = owed(taken)
    propose(taken, minh)

    assert owed(taken) == before
    assert told(taken)[-1] == "results.propose"


def test_while_one_draft_is_on_its_way_there_is_no_second(proposed, minh):
    with refused(OutOfOrder, proposed):
        propose(proposed, minh, at=on(9, 9), key="k2")


def test_what_was_sent_back_is_proposed_anew(proposed, cast):
    casework.send_back(dossier_id=proposed, reason="Sửa ngày", by=cast.hung, at=on(8, 15), key="sb")
    propose(proposed, cast.minh, at=on(8, 16), key="k2")

    assert [r.state for r in results.all_of(proposed)] == ["sent_back", "drafted"]


def test_for_a_stranger_it_is_not_there(taken, cast):
    for name in STRANGERS:
        with refused(NotThere, taken):
            propose(taken, getattr(cast, name))


def test_only_the_specialist_who_has_it_proposes(taken, cast):
    for who in (cast.lan, cast.hoa, cast.hung, cast.quang, replace(cast.minh, user_id=cast.linh.user_id)):
        with refused(NotAllowed, taken):
            propose(taken, who)


@pytest.mark.parametrize("state", ["submitted", "received", "asked", "sealed", "returned"])
def test_only_in_processing(request, cast, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        propose(dossier_id, cast.minh, at=on(10, 9), key="k2")


def test_the_same_form_twice_gets_the_first_answer(taken, minh):
    first = propose(taken, minh)
    before = kept(taken)

    assert propose(taken, minh) == first
    assert kept(taken) == before


def test_nothing_is_left_when_the_last_step_fails(taken, minh, monkeypatch):
    with broken(monkeypatch, commands, "draft", taken):
        propose(taken, minh)


def test_of_four_at_once_one_is_put_forward(committed, taken, minh):
    answers = at_once(*[lambda key=f"k{n}": propose(taken, minh, key=key) for n in range(4)])

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert sum(isinstance(a, OutOfOrder) for a in answers) == 3
    assert len(results.all_of(taken)) == 1

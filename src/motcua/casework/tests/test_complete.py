import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, given, kept, owed, refused, stepped, told
from motcua.casework.tests.test_guide import guide as guide_online
from motcua.casework.tests.test_guide_walk_in import guide
from motcua.casework.tests.walking_in import brought, papers_of
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices
from motcua.reception import queries as reception
from tests.at_once import at_once


@pytest.fixture
def form(cast, ward):
    return brought(ward)


@pytest.fixture
def guided(form, hoa):
    return guide(form, hoa).subject


def complete(dossier_id, form, by, *, papers=None, at=on(9, 9), key="complete", **other):
    papers = papers_of(form) if papers is None else papers
    given_now = {"dossier_id": dossier_id, "answers": form["answers"], "papers": papers, "by": by, "at": at, "key": key}
    return casework.complete(**{**given_now, **other})


def test_back_with_everything_it_is_received_and_the_clock_starts_now(guided, form, hoa):
    done = complete(guided, form, hoa)

    dossier = dossiers.one(hoa, guided)
    assert (done.state, dossier.received_at, dossier.submitted_at) == (State.RECEIVED, on(9, 9), on(8, 10))
    assert dossier.due_at > on(9, 9) and dossier.requests == 0
    assert stepped(guided).act == "complete"
    assert {p.round for p in dossiers.papers(guided)} == {2}
    assert given(guided) == ["supplement", "receipt"]
    assert owed(guided) == ["guided", "received"]
    assert "dossier.papers" in told(guided)
    assert reception.folder(guided).state == "at_counter"


def test_while_something_is_missing_it_is_refused(guided, form, hoa):
    with refused(Invalid, guided):
        complete(guided, form, hoa, papers=[])
    with refused(Invalid, guided):
        complete(guided, form, hoa, answers={})


def test_what_came_online_is_handed_in_again_online(submitted, form, hoa):
    guide_online(submitted, hoa)

    with refused(OutOfOrder, submitted):
        complete(submitted, form, hoa)
    assert "complete" not in [s.act for s in dossiers.open_acts(hoa, dossiers.one(hoa, submitted))]


def test_for_a_stranger_it_is_not_there_and_only_the_counter_does_it(guided, form, cast):
    for name in STRANGERS:
        with refused(NotThere, guided):
            complete(guided, form, getattr(cast, name))
    for name in ("minh", "hung", "quang"):
        with refused(NotAllowed, guided):
            complete(guided, form, getattr(cast, name))


def test_once_received_it_is_too_late(guided, form, hoa):
    complete(guided, form, hoa)

    with refused(OutOfOrder, guided):
        complete(guided, form, hoa, at=on(9, 10), key="again")


def test_the_same_form_twice_gets_the_first_answer(guided, form, hoa):
    first = complete(guided, form, hoa)
    before = kept(guided)

    assert complete(guided, form, hoa) == first
    assert kept(guided) == before


def test_nothing_is_left_when_the_last_step_fails(guided, form, hoa, monkeypatch):
    with broken(monkeypatch, notices, "owe", guided):
        complete(guided, form, hoa)


def test_completed_or_declined_but_not_both(committed, form, hoa):
    dossier_id = guide(form, hoa).subject
    answers = at_once(
        lambda: complete(dossier_id, form, hoa),
        lambda: casework.decline(dossier_id=dossier_id, reason="Không.", by=hoa, at=on(9, 9), key="d"),
    )

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert sum(isinstance(a, OutOfOrder) for a in answers) == 1

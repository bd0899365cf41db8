from dataclasses import replace

import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, owed, refused, told
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.results import commands
from motcua.results import queries as results
from tests.at_once import at_once


def approve(dossier_id, by, *, at=on(8, 15), key="approve"):
    return casework.approve(dossier_id=dossier_id, by=by, at=at, key=key)


def test_it_goes_on_to_the_leader_unchanged(proposed, cast):
    draft = results.running(proposed)
    approve(proposed, cast.hung)

    result = results.running(proposed)
    assert (result.state, result.draft_digest, result.signed_digest) == ("approved", draft.draft_digest, "")
    assert dossiers.one(cast.hung, proposed).state == State.PROCESSING
    assert told(proposed)[-1] == "results.approve"


def test_it_is_kept_who_approved_which_file(proposed, cast):
    from motcua.base.models import JournalLine

    approve(proposed, cast.hung)

    step = results.steps(proposed)[-1]
    assert (step.act, step.source, step.target, step.by_id) == ("approve", "drafted", "approved", cast.hung.user_id)
    line = JournalLine.objects.get(subject=proposed, kind="results.approve")
    assert line.data["file"] == results.running(proposed).draft_digest


def test_it_owes_the_applicant_nothing_yet(proposed, cast):
    before = owed(proposed)
    approve(proposed, cast.hung)

    assert owed(proposed) == before


def test_for_a_stranger_it_is_not_there(proposed, cast):
    for name in STRANGERS:
        with refused(NotThere, proposed):
            approve(proposed, getattr(cast, name))


def test_only_a_head_or_a_leader_approves(proposed, cast):
    for name in ("lan", "hoa", "minh", "thu", "quang"):
        with refused(NotAllowed, proposed):
            approve(proposed, getattr(cast, name))


def test_nobody_approves_what_they_drafted_themselves(taken, cast):
    minh = replace(cast.minh, duties=cast.minh.duties | cast.hung.duties)
    casework.propose(dossier_id=taken, outcome="granted", content="", by=minh, at=on(8, 14), key="p")

    with refused(NotAllowed, taken):
        approve(taken, minh)


@pytest.mark.parametrize("state", ["submitted", "asked", "sealed", "returned"])
def test_not_outside_of_processing(request, cast, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        approve(dossier_id, cast.hung, at=on(10, 9), key="k2")


def test_without_a_draft_there_is_nothing_to_approve(taken, cast):
    with refused(NotThere, taken):
        approve(taken, cast.hung)


@pytest.mark.parametrize("state", ["approved", "signed"])
def test_what_was_approved_is_not_approved_again(request, cast, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        approve(dossier_id, cast.hung, at=on(8, 16), key="k2")


def test_the_same_form_twice_gets_the_first_answer(proposed, cast):
    first = approve(proposed, cast.hung)
    before = kept(proposed)

    assert approve(proposed, cast.hung) == first
    assert kept(proposed) == before


def test_nothing_is_left_when_the_last_step_fails(proposed, cast, monkeypatch):
    with broken(monkeypatch, commands, "move", proposed):
        approve(proposed, cast.hung)


def test_of_four_at_once_it_is_approved_once(committed, proposed, cast):
    answers = at_once(*[lambda key=f"k{n}": approve(proposed, cast.hung, key=key) for n in range(4)])

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert sum(isinstance(a, OutOfOrder) for a in answers) == 3
    assert told(proposed).count("results.approve") == 1

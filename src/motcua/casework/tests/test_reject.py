"""Turning a proposal down."""

import pytest

from conftest import MONDAY
from motcua import casework
from motcua.base.models import JournalLine
from motcua.base.refusals import Invalid, NotAllowed, OutOfOrder
from motcua.casework.tests.writing import NEW, composed, proposed, publication
from motcua.catalogue.authoring import subject_of
from motcua.catalogue.models import Procedure, ProcedureDraft, Proposal


def reject(proposal_id, by, reason="Thiếu căn cứ.", key="reject"):
    return casework.reject(subject_id=proposal_id, reason=reason, by=by, at=MONDAY, key=key)


def test_nothing_changes_and_the_draft_can_be_proposed_again(cast):
    draft_id = composed(cast.thao)
    proposal_id = proposed(publication(draft_id), cast.thao)
    assert reject(proposal_id, cast.trang) == reject(proposal_id, cast.trang)

    assert Proposal.objects.get(pk=proposal_id).answer == "Thiếu căn cứ."
    assert not Procedure.objects.filter(pk=NEW).exists()
    assert ProcedureDraft.objects.get(pk=draft_id).closed_at is None
    assert JournalLine.objects.filter(subject=subject_of(NEW)).count() == 2
    proposed(publication(draft_id), cast.thao, key="second")


def test_who_proposed_takes_it_back(cast):
    proposal_id = proposed(publication(composed(cast.thao)), cast.thao)
    reject(proposal_id, cast.thao, reason="Nhầm ngày.")
    assert Proposal.objects.get(pk=proposal_id).outcome == "rejected"


def test_a_reason_a_role_and_an_open_proposal_are_needed(cast):
    proposal_id = proposed(publication(composed(cast.thao)), cast.thao)
    with pytest.raises(Invalid):
        reject(proposal_id, cast.trang, reason=" ")
    with pytest.raises(NotAllowed):
        reject(proposal_id, cast.minh)
    reject(proposal_id, cast.trang, key="first")
    with pytest.raises(OutOfOrder):
        reject(proposal_id, cast.trang, key="again")

"""Proposing a change: it needs a reason, a day, a sound draft, and a name for what is not verified."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError

from motcua.base.models import JournalLine
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.writing import NEW, TODAY, composed, proposed, publication, text
from motcua.catalogue import queries as catalogue
from motcua.catalogue.authoring import Change, subject_of
from motcua.catalogue.models import Procedure, Proposal
from tests.at_once import at_once

GUARDIANSHIP = "dang-ky-giam-ho"


def test_nothing_changes_until_somebody_consents(cast):
    proposal_id = proposed(publication(composed(cast.thao)), cast.thao)

    assert Proposal.objects.get(pk=proposal_id).outcome == ""
    assert not Procedure.objects.filter(pk=NEW).exists()
    line = JournalLine.objects.get(subject=subject_of(NEW))
    assert (line.kind, line.data["proposal"]) == ("procedure.put_forward", str(proposal_id))


def test_what_is_not_verified_needs_a_name(cast):
    draft_id = composed(cast.thao, written=doubtful())
    with pytest.raises(Invalid) as refused:
        proposed(publication(draft_id, approval=""), cast.thao)
    assert "approval" in refused.value.fields

    proposal_id = proposed(publication(draft_id, approval="Bà Trang, Văn phòng UBND"), cast.thao)
    assert Proposal.objects.get(pk=proposal_id).definition["approval"]["by"] == "Bà Trang, Văn phòng UBND"


def doubtful() -> str:
    from motcua.catalogue import yamltext
    from motcua.catalogue.source import read

    found = read(text(), name="")
    line = found.results[0].model_copy(update={"mark": "R", "approved_by": ""})
    return yamltext.written(found.model_copy(update={"approval": None, "results": [line]}))


def test_what_the_lint_refuses_is_not_proposed(cast):
    draft_id = composed(cast.thao, written=re.sub(r"hours: [\d.]+", "hours: 900", text()))
    with pytest.raises(Invalid) as refused:
        proposed(publication(draft_id), cast.thao)
    assert "working hours" in refused.value.fields["text"]


@pytest.mark.parametrize(("field", "change"), [("reason", {"reason": " "}), ("effective", {"days": -1})])
def test_a_reason_and_a_day_to_come_are_needed(field, change, cast):
    day = TODAY + timedelta(days=change.get("days", 0))
    asked = Change(kind="withdraw", code=GUARDIANSHIP, effective=day, reason=change.get("reason", "Luật mới."))
    with pytest.raises(Invalid) as refused:
        proposed(asked, cast.thao)
    assert list(refused.value.fields) == [field]


def test_one_proposal_at_a_time_for_a_procedure(cast):
    asked = Change(kind="withdraw", code=GUARDIANSHIP, effective=TODAY, reason="Luật mới.")
    first = proposed(asked, cast.thao)
    assert proposed(asked, cast.thao) == first
    with pytest.raises(OutOfOrder):
        proposed(asked, cast.trang, key="other")


def test_of_two_who_propose_at_once_one_waits(committed, cast):
    asked = Change(kind="withdraw", code=GUARDIANSHIP, effective=TODAY, reason="Luật mới.")
    answers = at_once(*(lambda who=who: proposed(asked, who, key=who.name) for who in (cast.thao, cast.trang)))
    assert sum(isinstance(a, OutOfOrder) for a in answers) == 1
    assert Proposal.objects.count() == 1


def test_the_database_keeps_one_open_proposal_for_a_procedure(cast):
    proposed(Change(kind="withdraw", code=GUARDIANSHIP, effective=TODAY, reason="Luật mới."), cast.thao)
    one = Proposal.objects.get()
    one.pk = one._meta.pk.get_default()
    with pytest.raises(IntegrityError):
        one.save(force_insert=True)


def test_strangers_and_procedures_that_are_not_there(cast):
    asked = Change(kind="withdraw", code=GUARDIANSHIP, effective=TODAY, reason="Luật mới.")
    with pytest.raises(NotAllowed):
        proposed(asked, cast.hung)
    with pytest.raises(OutOfOrder):
        proposed(Change(kind="withdraw", code="khong-co", effective=TODAY, reason="Luật mới."), cast.thao)
    with pytest.raises(NotThere):
        proposed(Change(kind="publish", code=NEW, draft_id=subject_of("x"), effective=TODAY, reason="A"), cast.thao)


def test_a_rule_that_is_not_there_cannot_be_switched_off(cast):
    code, place = GUARDIANSHIP, "papers.99"
    with pytest.raises(Invalid):
        proposed(Change(kind="switch_off", code=code, effective=TODAY, reason="Sai.", rules=(place,)), cast.thao)
    assert catalogue.current(code).offered

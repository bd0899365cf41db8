"""A second person consents: it holds from its day on, and citizens who were writing are told."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError
from django.utils import timezone

from conftest import MONDAY
from motcua import casework
from motcua.base.checks import Scope
from motcua.base.models import JournalLine
from motcua.base.refusals import NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.writing import NEW, TODAY, composed, proposed, publication, text
from motcua.catalogue import checks, jobs, rules
from motcua.catalogue import queries as catalogue
from motcua.catalogue.authoring import Change, subject_of
from motcua.catalogue.models import Procedure, ProcedureDraft, ProcedureVersion, Proposal
from motcua.catalogue.queries import Withdrawn
from motcua.dossiers import queries as dossiers
from motcua.dossiers import repair
from motcua.dossiers.models import Dossier, Draft
from tests.at_once import at_once

GUARDIANSHIP = "dang-ky-giam-ho"
WITHDRAWAL = Change(kind="withdraw", code=GUARDIANSHIP, effective=TODAY, reason="Luật mới bỏ thủ tục.")


def consent(proposal_id, by, key="consent", at=MONDAY):
    return casework.consent_to_proposal(subject_id=proposal_id, by=by, at=at, key=key)


def faults():
    return [f for check in checks.OF_THE_CITY for f in check(Scope())]


def test_a_new_procedure_is_on_line_and_found(cast):
    draft_id = composed(cast.thao)
    proposal_id = proposed(publication(draft_id), cast.thao)
    assert consent(proposal_id, cast.trang) == consent(proposal_id, cast.trang)

    assert catalogue.current(NEW).version.published_by == cast.trang.actor
    assert next(p.code for p in catalogue.search("dang ky thu nghiem")) == NEW
    assert ProcedureDraft.objects.get(pk=draft_id).closed_at == MONDAY
    assert [line.kind for line in JournalLine.objects.filter(subject=subject_of(NEW)).order_by("seq")] == [
        "procedure.put_forward", "procedure.consent",
    ]  # fmt: skip
    assert faults() == []


def test_nobody_consents_to_their_own_proposal(cast):
    proposal_id = proposed(publication(composed(cast.thao)), cast.thao)
    with pytest.raises(NotAllowed):
        consent(proposal_id, cast.thao)
    assert not Procedure.objects.filter(pk=NEW).exists()


def test_the_database_keeps_a_second_person(cast):
    proposal_id = proposed(publication(composed(cast.thao)), cast.thao)
    own = {"outcome": "consented", "decided_by": cast.thao.user_id, "decided_at": MONDAY}
    with pytest.raises(IntegrityError, match="a_second_person_consents"):
        Proposal.objects.filter(pk=proposal_id).update(**own)


def test_only_who_keeps_the_catalogue(cast):
    proposal_id = proposed(publication(composed(cast.thao)), cast.thao)
    with pytest.raises(NotAllowed):
        consent(proposal_id, cast.hung)
    with pytest.raises(NotThere):
        consent(subject_of("x"), cast.trang)


def test_two_who_consent_at_once_publish_once(committed, cast):
    proposal_id = proposed(publication(composed(cast.thao)), cast.thao)
    answers = at_once(*(lambda key=key: consent(proposal_id, cast.trang, key=key) for key in "ab"))
    assert sum(isinstance(a, OutOfOrder) for a in answers) == 1
    assert ProcedureVersion.objects.filter(code=NEW).count() == 1


def test_a_version_of_a_later_day_holds_from_that_day_on(cast, monkeypatch):
    before = catalogue.current(GUARDIANSHIP).version_id
    now = timezone.now()
    day = now.date() + timedelta(days=10)
    draft_id = composed(cast.thao, written=text(GUARDIANSHIP, name="Đăng ký giám hộ mới"), based_on=before)
    change = publication(draft_id, code=GUARDIANSHIP, effective=day)
    consent(proposed(change, cast.thao, at=now), cast.trang, at=now)
    assert catalogue.current(GUARDIANSHIP).version_id == before
    assert jobs.enter_into_force(0) == 0

    monkeypatch.setattr(jobs, "timezone", SimpleNamespace(now=lambda: now + timedelta(days=11)))
    assert jobs.enter_into_force(0) == 1
    assert jobs.enter_into_force(0) == 0
    found = catalogue.current(GUARDIANSHIP)
    assert (found.name, found.version.effective_date) == ("Đăng ký giám hộ mới", day)
    assert next(p.code for p in catalogue.search("giam ho moi")) == GUARDIANSHIP


def test_a_new_procedure_of_a_later_day_is_found_from_that_day_on(cast, monkeypatch):
    now = timezone.now()
    change = publication(composed(cast.thao), effective=now.date() + timedelta(days=3))
    consent(proposed(change, cast.thao, at=now), cast.trang, at=now)
    with pytest.raises(NotThere):
        catalogue.current(NEW)
    monkeypatch.setattr(jobs, "timezone", SimpleNamespace(now=lambda: now + timedelta(days=4)))
    assert jobs.enter_into_force(0) == 1
    assert catalogue.current(NEW).offered


def test_what_was_withdrawn_does_not_come_back_by_its_day(cast, monkeypatch):
    now = timezone.now()
    before = catalogue.current(GUARDIANSHIP).version_id
    draft_id = composed(cast.thao, written=text(GUARDIANSHIP), based_on=before)
    later = publication(draft_id, code=GUARDIANSHIP, effective=now.date() + timedelta(days=3))
    consent(proposed(later, cast.thao, at=now), cast.trang, at=now)
    gone = Change(kind="withdraw", code=GUARDIANSHIP, effective=now.date(), reason="Bỏ.")
    consent(proposed(gone, cast.thao, key="w", at=now), cast.trang, key="w", at=now)
    monkeypatch.setattr(jobs, "timezone", SimpleNamespace(now=lambda: now + timedelta(days=4)))
    assert jobs.enter_into_force(0) == 0
    with pytest.raises(NotThere):
        catalogue.current(GUARDIANSHIP)


def test_a_draft_of_a_withdrawn_procedure_cannot_be_sent_and_is_not_lost(apply, cast, ward):
    draft_id = apply()
    consent(proposed(WITHDRAWAL, cast.thao), cast.trang)
    with pytest.raises(Withdrawn) as refused:
        casework.submit(dossier_id=draft_id, unit_id=ward.pk, address="", by=cast.lan, at=MONDAY, key="s")
    assert "ngừng cung cấp" in str(refused.value.said)
    assert Draft.objects.filter(pk=draft_id).exists() and not Dossier.objects.filter(pk=draft_id).exists()


def test_what_was_sent_before_a_withdrawal_goes_on(submitted, cast):
    consent(proposed(WITHDRAWAL, cast.thao), cast.trang)
    casework.receive(dossier_id=submitted, by=cast.hoa, at=MONDAY + timedelta(hours=1), key="receive")
    assert Dossier.objects.get(pk=submitted).due_at is not None


def test_a_proposal_that_something_else_overtook_is_not_carried_out(cast):
    proposal_id = proposed(WITHDRAWAL, cast.thao)
    definition = catalogue.definition(catalogue.current(GUARDIANSHIP).version_id)
    newer = ProcedureVersion.objects.create(
        code=GUARDIANSHIP, effective_date=definition.effective_from, definition={}, digest="x", published_at=MONDAY,
        published_by="system",
    )  # fmt: skip
    Procedure.objects.filter(pk=GUARDIANSHIP).update(version=newer)
    with pytest.raises(OutOfOrder):
        consent(proposal_id, cast.trang)


def test_a_wrong_rule_is_switched_off_and_the_open_dossiers_that_it_touched_are_listed(submitted, cast):
    version = catalogue.current(GUARDIANSHIP).version_id
    definition = catalogue.definition(version)
    handed_in = {paper.code for paper in dossiers.papers(submitted)}
    required = next(n for n, p in enumerate(definition.papers) if p.id in handed_in)
    off = Change(
        kind="switch_off", code=GUARDIANSHIP, effective=TODAY, reason="Giấy này luật không đòi.",
        rules=(f"papers.{required}",),
    )  # fmt: skip
    proposal_id = proposed(off, cast.thao)
    consent(proposal_id, cast.trang)

    now = catalogue.definition(catalogue.current(GUARDIANSHIP).version_id)
    assert definition.papers[required].id not in {p.id for p in now.papers}
    asked = {"code": GUARDIANSHIP, "version_id": version, "places": list(off.rules)}
    by_unit = repair.touched(cast.thao, **asked)
    assert (by_unit.units, by_unit.seen) == ([("Phường Hàng Bạc", 1)], [])
    assert [one.pk for one in repair.touched(cast.quang, **asked).seen] == [submitted]
    assert faults() == []


def test_a_dossier_for_which_the_rule_made_no_difference_is_not_listed(submitted, cast):
    version = catalogue.current(GUARDIANSHIP).version_id
    untouched = [
        rule.place
        for rule in rules.switchable(catalogue.definition(version))
        if rule.kind == "exemption" or rule.kind == "show_if"
    ]
    asked = {"code": GUARDIANSHIP, "version_id": version}
    counts = [len(repair.touched(cast.quang, places=[place], **asked).seen) for place in untouched]
    assert untouched and 0 in counts

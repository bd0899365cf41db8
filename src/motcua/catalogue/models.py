"""Published versions of procedures and of letters. A version is immutable: what was promised can always be shown."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.base.ids import new_id
from motcua.base.models import AppendOnly, Kept
from motcua.people.models import User


class ProcedureVersion(AppendOnly):
    """One procedure as it holds from a day on: the whole definition, as it was read and as canonical JSON."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=80)
    effective_date = models.DateField()
    definition: "models.JSONField[Any, Any]" = models.JSONField()
    digest = models.CharField(max_length=64)  # SHA-256 of the canonical definition, hex
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "digest"], name="the_same_definition_is_published_once"),
        ]
        indexes = [models.Index(fields=["code", "-effective_date", "-published_at"])]


class Procedure(Kept):
    """What the search finds: the version now in force, with the words by which people look for it."""

    code = models.CharField(max_length=80, primary_key=True)
    version = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="+")
    name = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500, blank=True)
    field_code = models.CharField(max_length=80)
    field_name = models.CharField(max_length=200)
    level = models.CharField(max_length=20)
    words = models.TextField()  # name, field, people's words; without marks, lower case
    life_events: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    offered = models.BooleanField(default=True)
    withdrawn_at = models.DateTimeField(null=True)  # what was published before does not come back by its day

    class Meta:
        indexes = [GinIndex(fields=["words"], opclasses=["gin_trgm_ops"], name="procedure_words_trigrams")]


class LetterVersion(AppendOnly):
    """A letter's template as it holds from a day on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    files: "models.JSONField[Any, Any]" = models.JSONField()  # {file name: text}; the letter is `<name>.typ`
    effective_date = models.DateField()
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "digest"], name="the_same_letter_is_loaded_once")]


class LifeEvent(Kept):
    """What happens in a person's life, and the procedures that follow, in the order in which they are needed."""

    code = models.CharField(max_length=80, primary_key=True)
    place = models.PositiveSmallIntegerField()
    title: "models.JSONField[Any, Any]" = models.JSONField()  # {"vi": …, "en": …}
    procedures: "models.JSONField[Any, Any]" = models.JSONField(default=list)


class ProcedureDraft(Kept):
    """A version of a procedure that is being written: its YAML, which always reads as a definition."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=80)
    name = models.CharField(max_length=500)
    text = models.TextField()
    based_on = models.ForeignKey(ProcedureVersion, models.PROTECT, null=True, related_name="+")
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    saves = models.PositiveIntegerField(default=1)
    closed_at = models.DateTimeField(null=True)  # published, or thrown away

    class Meta:
        indexes = [models.Index(fields=["-saved_at"], condition=Q(closed_at__isnull=True), name="open_drafts")]


class ProposalKind(models.TextChoices):
    PUBLISH = "publish", _("Ban hành phiên bản")
    WITHDRAW = "withdraw", _("Ngừng cung cấp")
    SWITCH_OFF = "switch_off", _("Tắt quy tắc sai")


class Outcome(models.TextChoices):
    OPEN = "", _("Chờ người thứ hai")
    CONSENTED = "consented", _("Đã đồng ý")
    REJECTED = "rejected", _("Không đồng ý")


class Proposal(Kept):
    """What one administrator wants of a procedure, and what a second one says to it. Kept whatever came of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=ProposalKind.choices)
    code = models.CharField(max_length=80)
    draft = models.ForeignKey(ProcedureDraft, models.PROTECT, null=True, related_name="proposals")
    version = models.ForeignKey(ProcedureVersion, models.PROTECT, null=True, related_name="+")  # in force when proposed
    definition: "models.JSONField[Any, Any]" = models.JSONField(null=True)  # what would be published
    digest = models.CharField(max_length=64, blank=True)
    effective_date = models.DateField()
    reason = models.TextField()
    approval = models.CharField(max_length=200, blank=True)  # who answers for what is not verified yet
    rules: "models.JSONField[Any, Any]" = models.JSONField(default=list)  # places that are switched off
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True, default=Outcome.OPEN)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    published = models.ForeignKey(ProcedureVersion, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(outcome=""), name="one_open_proposal_for_a_procedure"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="consented") | ~Q(decided_by=F("proposed_by")), name="a_second_person_consents"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(outcome="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="a_decided_proposal_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(kind="withdraw") | Q(definition__isnull=False), name="what_is_published_was_proposed"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_proposal_has_its_reason"),
        ]

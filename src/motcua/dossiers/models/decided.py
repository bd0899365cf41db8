"""What was decided on the way of a dossier: consents, apologies, alarms, corrections, and its linked companions."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.base.models import AppendOnly, Kept
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.models.dossier import OfDossier
from motcua.organisation.models import Unit
from motcua.people.models import User


class SupplementConsent(OfDossier, AppendOnly):
    """A leader lets the applicant be asked once more, citing the clause of the sector that allows it (art. 11.2c)."""

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField()
    clause = models.CharField(max_length=300)
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(clause=""), name="a_second_request_cites_its_clause"),
        ]


class Apology(OfDossier, AppendOnly):
    """What an officer drafted: why it will be late, and the new date. It counts when a leader signs it (art. 19.9)."""

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField()
    reason = models.TextField()
    new_due_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")


class Alarm(OfDossier, AppendOnly):
    """The clock itself speaks: once for each kind and dossier, to the unit that must answer."""

    class Kind(models.TextChoices):
        APOLOGY = "apology", _("Cần xin lỗi và hẹn lại")
        ESCALATION = "escalation", _("Trễ lần nữa sau khi đã hẹn lại")
        RECEIVED_LATE = "received_late", _("Tiếp nhận chậm quá 8 giờ làm việc")

    pk = models.CompositePrimaryKey("dossier_id", "kind")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["apology", "escalation", "received_late"]), name="an_alarm_is_of_a_known_kind"
            ),
        ]
        indexes = [models.Index(fields=["unit", "kind", "-at"], name="alarm_of_unit")]


class Correction(OfDossier, AppendOnly):
    """Something kept of this dossier is wrong, and what it should read. The wrong line stays; both are shown."""

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=80)  # owner_name, channel, received_at, about, or answer.<question>
    was = models.TextField()
    now = models.TextField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(was=F("now")), name="a_correction_changes_something"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_correction_has_a_reason"),
        ]


class CorrectionAnswer(OfDossier, AppendOnly):
    """The second person: without one a correction is only what somebody thinks."""

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField()  # of the correction
    agreed = models.BooleanField()
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("drafted_by")), name="nobody_agrees_to_their_own_correction"),
        ]


class LinkedMember(OfDossier, Kept):
    """A dossier that a linked application opens beside its own: owed from reception on, opened when its turn comes.

    The row lies with the leading dossier. `opens` is the member dossier's id, fixed beforehand, so that opening it
    twice is opening it once.
    """

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField()
    member = models.CharField(max_length=60)
    version = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    after: "models.JSONField[Any, Any]" = models.JSONField(default=list)  # names of members; "" is the lead
    opens = models.UUIDField()
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)  # done, refused, stopped, dropped

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "member"], name="a_member_stands_once_in_its_group"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome="")
                | Q(ended_at__isnull=False, outcome__in=["done", "refused", "stopped", "dropped"]),
                name="a_member_that_ended_says_how",
            ),
        ]
        indexes = [
            models.Index(fields=["opened_at"], condition=Q(ended_at__isnull=True), name="member_not_ended"),
        ]

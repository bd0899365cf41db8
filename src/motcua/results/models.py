"""What the city answers: a document that was drafted, approved, signed, numbered and sealed, each by somebody."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.base.ids import new_id
from motcua.base.models import Kept, Movement
from motcua.catalogue.models import LetterVersion
from motcua.dossiers.models import OfDossier
from motcua.people.models import User
from motcua.results.lifecycle import AFTERWARDS, LIFECYCLE, RUNNING, ResultState


class Outcome(models.TextChoices):
    GRANTED = "granted", _("Chấp thuận")
    REFUSED = "refused", _("Từ chối giải quyết")


class Result(OfDossier, Kept):
    """The digests name the files of each stage; a file is never changed, so what was approved can be shown."""

    pk = models.CompositePrimaryKey("dossier_id", "id")
    id = models.UUIDField(default=new_id, editable=False)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    name = models.CharField(max_length=300)
    letter = models.ForeignKey(LetterVersion, models.PROTECT, related_name="+")
    data: "models.JSONField[Any, Any]" = models.JSONField()
    state = models.CharField(max_length=10, choices=ResultState.choices)
    preparer = models.ForeignKey(User, models.PROTECT, related_name="+")
    draft_digest = models.CharField(max_length=64)
    signed_digest = models.CharField(max_length=64, blank=True)
    sealed_digest = models.CharField(max_length=64, blank=True)
    number = models.CharField(max_length=60, blank=True)
    number_date = models.DateField(null=True)
    moves = models.PositiveSmallIntegerField(default=0)
    drafted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(state__in=RUNNING), name="one_running_result_a_dossier"
            ),
            models.CheckConstraint(condition=Q(state__in=ResultState.values), name="result_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=[ResultState.SIGNED, ResultState.SEALED, ResultState.REVOKED])
                | ~Q(signed_digest=""),
                name="a_signed_result_has_its_file",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ResultState.SEALED, ResultState.REVOKED])
                | (~Q(sealed_digest="") & ~Q(number="") & Q(number_date__isnull=False)),
                name="a_sealed_result_has_number_date_and_file",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="result_by_id"),
            models.Index(fields=["sealed_digest"], condition=~Q(sealed_digest=""), name="result_by_file"),
        ]


class ResultStep(OfDossier, Movement):
    """One step in the life of a result."""

    pk = models.CompositePrimaryKey("dossier_id", "result_id", "seq")
    result_id = models.UUIDField()
    seq = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=10)
    target = models.CharField(max_length=10)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            LIFECYCLE.constraint("results_only_as_their_lifecycle_says"),
            models.CheckConstraint(
                condition=~Q(act__in=AFTERWARDS) | ~Q(note=""), name="nothing_is_revoked_without_a_reason"
            ),
        ]


class HandOver(OfDossier, Kept):
    """The result left the one-stop unit: to whom, how, on what identity."""

    may_change = False

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    seq = models.PositiveSmallIntegerField()
    to_name = models.CharField(max_length=200)
    identity = models.CharField(max_length=200)  # what was shown: identity paper or mandate
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

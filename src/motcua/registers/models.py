"""Licences and certificates that live on: who holds what, by which number, until when, and what became of it."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from motcua.base.models import Kept
from motcua.dossiers.models import OfDossier
from motcua.organisation.models import Unit
from motcua.people.models import Person


class Register(Kept):
    """One register of the pack: its name, whether the law opens it to everybody, and when holders are reminded."""

    code = models.CharField(max_length=80, primary_key=True)
    name: "models.JSONField[Any, Any]" = models.JSONField()  # {"vi": …, "en": …}
    public = models.BooleanField(default=False)
    law = models.CharField(max_length=300, blank=True)  # the clause that makes it public
    mark = models.CharField(max_length=1, default="R")
    reminder_days = models.PositiveSmallIntegerField(default=30)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(public=False) | (~Q(law="") & ~Q(mark="R")), name="a_register_is_public_by_a_verified_law"
            ),
        ]


class Registration(OfDossier, Kept):
    """A line of a register: made when its result is issued, under the result's own id and number."""

    pk = models.CompositePrimaryKey("dossier_id", "id")
    id = models.UUIDField(editable=False)  # the result's
    register = models.CharField(max_length=80)
    name = models.CharField(max_length=300)
    number = models.CharField(max_length=60)
    issued_date = models.DateField()
    valid_until_date = models.DateField(null=True)  # its last day; None: without limit, or not known
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    holder = models.ForeignKey(Person, models.PROTECT, related_name="+")
    content: "models.JSONField[Any, Any]" = models.JSONField(default=list)  # [{"label", "value"}], as on the result
    renews_id = models.UUIDField(null=True)  # the registration that this one renews, changes or replaces
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(ended_why=""), name="nothing_is_struck_off_without_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(valid_until_date__isnull=True) | Q(valid_until_date__gte=F("issued_date")),
                name="a_registration_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["register", "-issued_date"], name="registration_of_register"),
            models.Index(fields=["holder", "-issued_date"], name="registration_of_holder"),
            models.Index(fields=["number"], name="registration_by_number"),
            models.Index(fields=["renews_id"], condition=Q(renews_id__isnull=False), name="registration_renewed"),
            models.Index(
                fields=["valid_until_date"],
                condition=Q(ended_at__isnull=True, reminded_at__isnull=True, valid_until_date__isnull=False),
                name="registration_to_remind",
            ),
        ]


class Renewal(Kept):
    """Which registration an application means to renew: noted with the draft, whose id becomes the dossier's."""

    may_delete = True

    id = models.UUIDField(primary_key=True)
    registration_id = models.UUIDField()

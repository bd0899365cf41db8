"""Units of every level and kind, with validity dates, parents and successors; calendars with versions."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.base.ids import new_id
from motcua.base.models import AppendOnly, Kept


class Level(models.TextChoices):
    """The three levels of NĐ 61/2018. A city department is of the city's level, of kind `department`."""

    CITY = "city", _("Thành phố")
    DISTRICT = "district", _("Quận, huyện, thị xã")
    COMMUNE = "commune", _("Phường, xã, thị trấn")


class Unit(Kept):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=35)  # stands in dossier codes; QĐ 20/2020 allows 35 characters
    gso_code = models.CharField(max_length=10, blank=True)  # of the statistics office
    name = models.CharField(max_length=200)
    authority = models.CharField(max_length=200)  # the body that receives and decides there
    name_en = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=20, choices=Level.choices)
    kind = models.CharField(max_length=40)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    since_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    sort_key = models.CharField(max_length=400, blank=True)  # the Vietnamese alphabet, which no C locale knows

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "since_date"], name="unit_code_means_one_unit_at_a_time"),
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gt=F("since_date")),
                name="unit_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="unit_has_a_known_level"),
        ]
        indexes = [models.Index(fields=["level", "parent"])]

    def __str__(self) -> str:
        return self.name


class CalendarVersion(AppendOnly):
    """The working hours and exceptions of a unit (or, without one of its own, of its parent) from a date on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="calendars")
    effective_date = models.DateField()
    hours: "models.JSONField[Any, Any]" = models.JSONField()  # the shape of `worktime.Calendar.from_dict`
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "digest"], name="calendar_version_is_loaded_once"),
        ]

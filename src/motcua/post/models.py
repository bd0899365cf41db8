"""Parcels of the public-utility post: what was handed to the carrier, and whether it arrived."""

from django.db import models
from django.db.models import Q

from motcua.base.ids import new_id
from motcua.base.models import Kept
from motcua.dossiers.models import OfDossier
from motcua.post.lifecycle import ParcelState


class Parcel(OfDossier, Kept):
    pk = models.CompositePrimaryKey("dossier_id", "id")
    id = models.UUIDField(default=new_id, editable=False)
    state = models.CharField(max_length=12, choices=ParcelState.choices)
    to_name = models.CharField(max_length=200)
    to_address = models.CharField(max_length=300)
    to_phone = models.CharField(max_length=20, blank=True)
    item_code = models.CharField(max_length=13, blank=True)  # UPU S10, given when it is handed over
    ordered_at = models.DateTimeField()
    handed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ParcelState.values), name="parcel_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=[ParcelState.ORDERED, ParcelState.CALLED_OFF])
                | (Q(handed_at__isnull=False) & ~Q(item_code="")),
                name="a_parcel_on_its_way_was_handed_over",
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=~Q(state__in=[ParcelState.CAME_BACK, ParcelState.CALLED_OFF]),
                name="one_running_parcel_a_dossier",
            ),
        ]

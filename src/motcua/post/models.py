"""Parcels of the public-utility post: what was handed to the carrier, and whether it arrived."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from motcua.base.ids import new_id
from motcua.base.lifecycle import Lifecycle, step
from motcua.base.models import Kept
from motcua.dossiers.models import OfDossier
from motcua.people.models import Role


class ParcelState(TextChoices):
    ORDERED = "ordered", _("Chờ bàn giao cho bưu chính")
    ON_ITS_WAY = "on_its_way", _("Bưu chính đang phát")
    DELIVERED = "delivered", _("Đã phát")
    CAME_BACK = "came_back", _("Phát không được, đã chuyển hoàn")


P = ParcelState
# fmt: off
LIFECYCLE = Lifecycle(
    _("bưu gửi"),
    step("hand_to_post", since=P.ORDERED,    until=P.ON_ITS_WAY, who=Role.COUNTER, law="QĐ 45/2016/QĐ-TTg", name=_("Bàn giao cho bưu chính")),
    step("deliver",      since=P.ON_ITS_WAY, until=P.DELIVERED,  who=Role.POSTAL,  law="QĐ 45/2016/QĐ-TTg", name=_("Đã phát cho người nhận")),
    step("bring_back",   since=P.ON_ITS_WAY, until=P.CAME_BACK,  who=Role.POSTAL,  law="QĐ 45/2016/QĐ-TTg", name=_("Chuyển hoàn")),
)
# fmt: on


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
                condition=Q(state=ParcelState.ORDERED) | (Q(handed_at__isnull=False) & ~Q(item_code="")),
                name="a_parcel_on_its_way_was_handed_over",
            ),
            models.UniqueConstraint(
                fields=["dossier"], condition=~Q(state=ParcelState.CAME_BACK), name="one_running_parcel_a_dossier"
            ),
        ]

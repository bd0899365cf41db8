"""The life of a parcel."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from motcua.base.lifecycle import Lifecycle, step
from motcua.people.models import Role


class ParcelState(TextChoices):
    ORDERED = "ordered", _("Chờ bàn giao cho bưu chính")
    ON_ITS_WAY = "on_its_way", _("Bưu chính đang phát")
    DELIVERED = "delivered", _("Đã phát")
    CAME_BACK = "came_back", _("Phát không được, đã chuyển hoàn")
    CALLED_OFF = "called_off", _("Không gửi nữa, trả tại quầy")


P = ParcelState
# fmt: off
LIFECYCLE = Lifecycle(
    _("bưu gửi"),
    step("hand_to_post", since=P.ORDERED,    until=P.ON_ITS_WAY, who=Role.COUNTER, law="QĐ 45/2016/QĐ-TTg", name=_("Bàn giao cho bưu chính")),
    step("call_off",     since=P.ORDERED,    until=P.CALLED_OFF, who=Role.COUNTER, law="QĐ 45/2016/QĐ-TTg", name=_("Không gửi bưu chính nữa")),
    step("deliver",      since=P.ON_ITS_WAY, until=P.DELIVERED,  who=Role.POSTAL,  law="QĐ 45/2016/QĐ-TTg", name=_("Đã phát cho người nhận")),
    step("bring_back",   since=P.ON_ITS_WAY, until=P.CAME_BACK,  who=Role.POSTAL,  law="QĐ 45/2016/QĐ-TTg", name=_("Chuyển hoàn")),
)
# fmt: on

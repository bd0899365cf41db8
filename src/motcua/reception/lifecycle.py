"""The life of a ticket in the waiting room, and of the paper folder of a dossier."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.base.lifecycle import Lifecycle, step
from motcua.people.models import Role

# Before a number was drawn, before a folder was opened.
NONE = "none"


class TicketState(TextChoices):
    WAITING = "waiting", _("Đang chờ")
    CALLED = "called", _("Đang gọi")
    SERVING = "serving", _("Đang phục vụ")
    PARKED = "parked", _("Tạm để lại")
    MISSED = "missed", _("Gọi không có mặt")
    FINISHED = "finished", _("Đã phục vụ")
    LEFT = "left", _("Hết ngày chưa phục vụ")


class FolderState(TextChoices):
    AT_COUNTER = "at_counter", _("Ở Bộ phận Một cửa")
    ON_THE_WAY = "on_the_way", _("Đang bàn giao")
    AT_DESK = "at_desk", _("Ở bộ phận chuyên môn")
    ARCHIVED = "archived", _("Đã lưu trữ")
    RETURNED = "returned", _("Đã trả người nộp")


T, F = TicketState, FolderState
COUNTER, SYSTEM = Role.COUNTER, Role.SYSTEM
DESK = (Role.SPECIALIST, Role.HEAD, Role.LEADER, Role.SEAL)
# NĐ 61/2018 art. 13 has queue machines in the one-stop unit; how numbers are called is the house's own order.
LAW = "NĐ 61/2018 art. 13"

# fmt: off
TICKETS = Lifecycle(
    _("số thứ tự"),
    step("draw",   since=NONE,                             until=T.WAITING,  who=(SYSTEM, COUNTER), law=LAW, name=_("Lấy số")),
    step("call",   since=T.WAITING,                        until=T.CALLED,   who=COUNTER, law=LAW, name=_("Gọi số tiếp theo")),
    step("recall", since=(T.CALLED, T.MISSED, T.PARKED),   until=T.CALLED,   who=COUNTER, law=LAW, name=_("Gọi lại")),
    step("serve",  since=T.CALLED,                         until=T.SERVING,  who=COUNTER, law=LAW, name=_("Bắt đầu phục vụ")),
    step("miss",   since=T.CALLED,                         until=T.MISSED,   who=COUNTER, law=LAW, name=_("Không có mặt")),
    step("park",   since=(T.CALLED, T.SERVING),            until=T.PARKED,   who=COUNTER, law=LAW, name=_("Tạm để lại")),
    step("finish", since=T.SERVING,                        until=T.FINISHED, who=COUNTER, law=LAW, name=_("Xong lượt này")),
    step("close",  since=(T.WAITING, T.CALLED, T.MISSED, T.PARKED),
                                                           until=T.LEFT,     who=COUNTER, law=LAW, name=pgettext_lazy("act", "Hết ngày")),
    step("close",  since=T.SERVING,                        until=T.FINISHED, who=COUNTER, law=LAW, name=pgettext_lazy("act", "Hết ngày")),
)

FOLDERS = Lifecycle(
    _("túi hồ sơ giấy"),
    step("open",      since=NONE,         until=F.AT_COUNTER, who=COUNTER, law="NĐ 61/2018 art. 17", name=_("Lập túi hồ sơ giấy")),
    step("hand",      since=F.AT_COUNTER, until=F.ON_THE_WAY, who=COUNTER, law="NĐ 61/2018 art. 18", name=_("Giao túi hồ sơ")),
    step("hand",      since=F.AT_DESK,    until=F.ON_THE_WAY, who=DESK,    law="NĐ 61/2018 art. 18", name=_("Giao túi hồ sơ")),
    step("accept_at_counter", since=F.ON_THE_WAY, until=F.AT_COUNTER, who=COUNTER, law="NĐ 61/2018 art. 18", name=_("Ký nhận tại quầy")),
    step("accept_at_desk",    since=F.ON_THE_WAY, until=F.AT_DESK,    who=DESK,    law="NĐ 61/2018 art. 18", name=_("Ký nhận tại bộ phận chuyên môn")),
    step("turn_down", since=F.ON_THE_WAY, until=F.ON_THE_WAY, who=(COUNTER, *DESK), law="NĐ 61/2018 art. 18", name=_("Không nhận túi hồ sơ")),
    step("take_back_to_counter", since=F.ON_THE_WAY, until=F.AT_COUNTER, who=COUNTER, law="NĐ 61/2018 art. 18", name=_("Lấy lại về quầy")),
    step("take_back_to_desk",    since=F.ON_THE_WAY, until=F.AT_DESK,    who=DESK,    law="NĐ 61/2018 art. 18", name=_("Lấy lại về bộ phận chuyên môn")),
    step("archive",   since=F.AT_COUNTER, until=F.ARCHIVED,   who=COUNTER, law="chờ xác minh", name=_("Đưa vào lưu trữ")),
    step("archive",   since=F.AT_DESK,    until=F.ARCHIVED,   who=DESK,    law="chờ xác minh", name=_("Đưa vào lưu trữ")),
    step("give_out",  since=F.AT_COUNTER, until=F.RETURNED,   who=COUNTER, law="NĐ 61/2018 art. 20", name=_("Trả lại cả túi hồ sơ")),
)
# fmt: on

# What still stands in the waiting room when the day ends.
OPEN_TICKETS = (T.WAITING, T.CALLED, T.SERVING, T.PARKED, T.MISSED)
# An officer has one person before them at a time.
IN_HAND = (T.CALLED, T.SERVING)

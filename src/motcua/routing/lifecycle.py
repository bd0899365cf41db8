"""The life of a step of the route (waiting for somebody, with somebody, over) and of an opinion that was asked."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.base.lifecycle import Lifecycle, step
from motcua.people.models import Role


class RouteState(TextChoices):
    POOL = "pool", _("Chờ người nhận")
    HELD = "held", _("Đã có người nhận")
    ENDED = "ended", _("Đã đi hết quy trình")


class OpinionState(TextChoices):
    ASKED = "asked", _("Đang chờ ý kiến")
    GIVEN = "given", _("Đã có ý kiến")
    SILENT = "silent", _("Quá hạn chưa trả lời")
    CALLED_OFF = "called_off", _("Không cần nữa")


NONE = "none"
S, P = RouteState, OpinionState
SPECIALIST, HEAD, LEADER, SEAL, COUNTER, POSTAL = (
    Role.SPECIALIST, Role.HEAD, Role.LEADER, Role.SEAL, Role.COUNTER, Role.POSTAL,
)  # fmt: skip
OFFICERS = (SPECIALIST, HEAD, LEADER, SEAL, COUNTER, POSTAL)
RUNNING = (S.POOL, S.HELD)

# fmt: off
LIFECYCLE = Lifecycle(
    _("bước xử lý"),
    step("begin",     since=NONE,             until=S.POOL,  who=COUNTER,                    law="NĐ 61/2018 art. 17", name=_("Vào quy trình")),
    step("pass_on",   since=(S.POOL, S.HELD), until=S.POOL,  who=OFFICERS,                   law="NĐ 61/2018 art. 18", name=_("Sang bước sau")),
    step("come_back", since=(S.POOL, S.HELD), until=S.HELD,  who=(SPECIALIST, HEAD, LEADER), law="NĐ 61/2018 art. 19", name=_("Về lại người thụ lý")),
    step("claim",     since=S.POOL,           until=S.HELD,  who=SPECIALIST,                 law="NĐ 61/2018 art. 18", name=_("Nhận việc")),
    step("assign",    since=S.POOL,           until=S.HELD,  who=HEAD,                       law="NĐ 61/2018 art. 18", name=_("Phân công")),
    step("reassign",  since=S.HELD,           until=S.HELD,  who=HEAD,                       law="NĐ 61/2018 art. 18", name=_("Phân công lại")),
    step("hand_on",   since=(S.POOL, S.HELD), until=S.POOL,  who=(SPECIALIST, HEAD, LEADER), law="NĐ 61/2018 art. 18", name=_("Chuyển bước tiếp theo")),
    step("fall_back", since=S.HELD,           until=S.POOL,  who=Role.SYSTEM,                law="NĐ 61/2018 art. 18", name=_("Về lại chỗ chờ")),
    step("finish",    since=(S.POOL, S.HELD), until=S.ENDED, who=OFFICERS,                   law="NĐ 61/2018 art. 20", name=_("Hết quy trình")),
)

OPINIONS = Lifecycle(
    _("ý kiến"),
    step("ask_opinion",    since=NONE,                 until=P.ASKED,      who=SPECIALIST,                 law="NĐ 61/2018 art. 19", name=pgettext_lazy("act", "Lấy ý kiến")),
    step("give_opinion",   since=(P.ASKED, P.SILENT),  until=P.GIVEN,      who=(SPECIALIST, HEAD, LEADER), law="NĐ 61/2018 art. 19", name=pgettext_lazy("act", "Cho ý kiến")),
    step("report_silence", since=P.ASKED,              until=P.SILENT,     who=Role.SYSTEM,                law="NĐ 61/2018 art. 19", name=_("Báo quá hạn ý kiến")),
    step("call_off",       since=(P.ASKED, P.SILENT),  until=P.CALLED_OFF, who=OFFICERS,                   law="NĐ 61/2018 art. 19", name=_("Thôi lấy ý kiến")),
)
# fmt: on

WAITING = (P.ASKED, P.SILENT)
# Happen with another act, never by themselves.
NEVER_ALONE = frozenset({"begin", "pass_on", "come_back", "finish", "call_off"})

"""The life of a dossier. The ten states are the nation's, the steps rest on the articles named beside them.

What is finer than a state (a result being approved, a parcel on its way, a bill unpaid) lives in its own small
lifecycle in its own room.
"""

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.base.lifecycle import Lifecycle, step
from motcua.people.models import Role


class State(IntegerChoices):
    """`TrangThaiHoSo` of the national portal, code for code."""

    SUBMITTED = 1, _("Mới đăng ký")
    RECEIVED = 2, _("Được tiếp nhận")
    DECLINED = 3, _("Không được tiếp nhận")
    PROCESSING = 4, _("Đang xử lý")
    SUPPLEMENT = 5, _("Yêu cầu bổ sung giấy tờ")
    OBLIGATION = 6, _("Yêu cầu thực hiện nghĩa vụ tài chính")
    WITHDRAWING = 7, _("Công dân yêu cầu rút hồ sơ")
    STOPPED = 8, _("Dừng xử lý")
    DONE = 9, _("Đã xử lý xong")
    RETURNED = 10, _("Đã trả kết quả")


# Before the first movement there is no dossier, only somebody's draft or somebody at the counter.
BEFORE = 0

S = State
APPLICANT, COUNTER, SPECIALIST, LEADER = Role.APPLICANT, Role.COUNTER, Role.SPECIALIST, Role.LEADER
HEAD, SEAL, CASHIER, POSTAL = Role.HEAD, Role.SEAL, Role.CASHIER, Role.POSTAL

# fmt: off
LIFECYCLE = Lifecycle(
    _("hồ sơ"),
    step("submit",     since=BEFORE,       until=S.SUBMITTED,   who=APPLICANT,  law="NĐ 61/2018 art. 16",    name=_("Nộp hồ sơ")),
    step("register",   since=BEFORE,       until=S.RECEIVED,    who=COUNTER,    law="NĐ 61/2018 art. 17",    name=_("Tiếp nhận trực tiếp")),
    step("open",       since=BEFORE,       until=S.RECEIVED,    who=Role.SYSTEM, law="NĐ 61/2018 art. 19.6", name=_("Mở hồ sơ liên thông")),
    step("note_in",    since=BEFORE,       until=S.SUBMITTED,   who=COUNTER,    law="NĐ 61/2018 art. 17",    name=_("Ghi nhận tại quầy")),
    step("receive",    since=S.SUBMITTED,  until=S.RECEIVED,    who=COUNTER,    law="NĐ 61/2018 art. 17",    name=pgettext_lazy("act", "Tiếp nhận")),
    step("guide",      since=S.SUBMITTED,  until=S.SUPPLEMENT,  who=COUNTER,    law="NĐ 61/2018 art. 17",    name=_("Yêu cầu hoàn thiện")),
    step("resubmit",   since=S.SUPPLEMENT, until=S.SUBMITTED,   who=APPLICANT,  law="NĐ 61/2018 art. 17",    name=_("Nộp lại hồ sơ")),
    step("complete",   since=S.SUPPLEMENT, until=S.RECEIVED,    who=COUNTER,    law="NĐ 61/2018 art. 17",    name=_("Tiếp nhận hồ sơ đã hoàn thiện")),
    step("decline",    since=(S.SUBMITTED, S.SUPPLEMENT),
                                           until=S.DECLINED,    who=COUNTER,    law="NĐ 61/2018 art. 17",    name=_("Từ chối tiếp nhận")),
    step("take",       since=S.RECEIVED,   until=S.PROCESSING,  who=SPECIALIST, law="NĐ 61/2018 art. 18",    name=_("Nhận xử lý")),
    step("ask",        since=S.PROCESSING, until=S.SUPPLEMENT,  who=SPECIALIST, law="NĐ 61/2018 art. 19.4",  name=_("Yêu cầu bổ sung")),
    step("supplement", since=S.SUPPLEMENT, until=S.PROCESSING,  who=APPLICANT,  law="NĐ 61/2018 art. 19.4",  name=_("Nộp bổ sung")),
    step("charge",     since=S.PROCESSING, until=S.OBLIGATION,  who=SPECIALIST, law="NĐ 61/2018 art. 22",    name=_("Yêu cầu nghĩa vụ tài chính")),
    step("acquit",     since=S.OBLIGATION, until=S.PROCESSING,  who=(CASHIER, COUNTER, Role.SYSTEM), law="NĐ 61/2018 art. 22",    name=_("Xác nhận đã thực hiện nghĩa vụ")),
    # The clock while the work goes on: nobody's state changes by it, but who held it and why is a step that is told.
    step("pause",      since=S.PROCESSING, until=S.PROCESSING,  who=LEADER,     law="NĐ 61/2018 art. 19",    name=_("Tạm dừng thời gian giải quyết")),
    step("resume",     since=S.PROCESSING, until=S.PROCESSING,  who=LEADER,     law="NĐ 61/2018 art. 19",    name=_("Tiếp tục tính thời gian")),
    step("apologise",  since=S.PROCESSING, until=S.PROCESSING,  who=SPECIALIST, law="NĐ 61/2018 art. 19.9",  name=_("Soạn phiếu xin lỗi, hẹn lại")),
    step("extend",     since=S.PROCESSING, until=S.PROCESSING,  who=(HEAD, LEADER),        law="NĐ 61/2018 art. 19.9",  name=_("Ký phiếu xin lỗi, hẹn lại")),
    step("consent",    since=S.PROCESSING, until=S.PROCESSING,  who=LEADER,     law="NĐ 61/2018 art. 11.2c", name=_("Đồng ý cho yêu cầu bổ sung lần nữa")),
    step("withdraw",   since=(S.SUBMITTED, S.RECEIVED, S.PROCESSING, S.SUPPLEMENT, S.OBLIGATION),
                                           until=S.WITHDRAWING, who=APPLICANT,  law="TT 03/2025 art. 7",     name=pgettext_lazy("act", "Xin rút hồ sơ")),
    step("release",    since=S.WITHDRAWING, until=S.STOPPED,    who=COUNTER,    law="TT 03/2025 art. 7",     name=_("Xác nhận rút hồ sơ")),
    step("stop",       since=(S.PROCESSING, S.SUPPLEMENT),
                                           until=S.STOPPED,     who=LEADER,     law="NĐ 118/2025 art. 21",   name=pgettext_lazy("act", "Dừng xử lý")),
    step("drop",       since=(S.RECEIVED, S.PROCESSING, S.SUPPLEMENT, S.OBLIGATION),
                                           until=S.STOPPED,     who=Role.SYSTEM, law="NĐ 61/2018 art. 19.6", name=_("Dừng vì phần trước của liên thông không thành")),
    step("seal",       since=S.PROCESSING, until=S.DONE,        who=SEAL,       law="NĐ 61/2018 art. 19",    name=_("Cấp số, đóng dấu")),
    step("give_back",  since=S.STOPPED,    until=S.STOPPED,     who=COUNTER,    law="NĐ 61/2018 art. 20",    name=_("Trả lại giấy tờ")),
    step("hand_back",  since=S.DONE,       until=S.RETURNED,    who=COUNTER,    law="NĐ 61/2018 art. 20",    name=pgettext_lazy("act", "Trả kết quả")),
    step("deliver",    since=S.DONE,       until=S.RETURNED,    who=POSTAL,     law="QĐ 45/2016/QĐ-TTg",      name=_("Phát kết quả tận nơi")),
)
# fmt: on

# Steps that tell the two kinds of supplement apart: before the dossier was received, and after.
ONLY_BEFORE_RECEPTION = frozenset({"guide", "resubmit", "complete", "decline"})
ONLY_AFTER_RECEPTION = frozenset({"supplement", "ask", "stop"})
# Only the officer who took a dossier works on it.
HOLDERS_ONLY = frozenset({"take", "ask", "charge", "apologise"})
# What needs a running clock, and what a clock that stands still.
ONLY_WHILE_IT_RUNS = frozenset({"ask", "charge", "pause", "apologise", "extend"})
ONLY_WHILE_IT_STANDS = frozenset({"resume"})

# Still the administration's business: these are on somebody's worklist.
OPEN = (S.SUBMITTED, S.RECEIVED, S.PROCESSING, S.SUPPLEMENT, S.OBLIGATION, S.WITHDRAWING)
# Somebody in the settling unit has it, or waits for the applicant.
IN_SETTLEMENT = (S.RECEIVED, S.PROCESSING, S.SUPPLEMENT, S.OBLIGATION)
ENDED = (S.DECLINED, S.STOPPED, S.RETURNED)

"""What must hold before something is done with a dossier: refusals in plain words, asked for inside an act."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from motcua.base.refusals import Invalid, NotAllowed, OutOfOrder
from motcua.dossiers import alarms, clock, queries
from motcua.dossiers.lifecycle import (
    ENDED,
    State,
)  # fmt: skip
from motcua.dossiers.models import (
    ClockEvent,
    Dossier,
)
from motcua.people.models import Role
from motcua.people.who import SYSTEM, Who

SAME_MOMENT = timedelta(minutes=1)  # two who act at once have looked at the clock before one of them got the lock

# A leader's own causes; the others come with the act that makes them (`ask`, `charge`, an opinion, a linked dossier).
LEADERS_CAUSES = ("inspection", "force_majeure")


def need_reason(*, reason: str) -> None:
    if not reason.strip():
        raise Invalid(fields={"reason": _("Ghi rõ lý do: người nộp hồ sơ sẽ đọc.")})


def need_leaders_cause(*, cause: str) -> None:
    if cause not in LEADERS_CAUSES:
        raise Invalid(fields={"cause": _("Chọn lý do tạm dừng: kiểm tra thực tế hoặc bất khả kháng.")})


def need_running_pause(*, dossier: Dossier) -> None:
    pauses = dossier.clockevents.filter(kind=ClockEvent.Kind.PAUSE).order_by("seq")
    last = pauses.last() if dossier.paused_at is not None else None
    if last is None or last.data["cause"] not in LEADERS_CAUSES:
        raise OutOfOrder(_("Không có lần tạm dừng nào của lãnh đạo đang chạy."))


def only_the_system(*, by: Who) -> None:
    if by is not SYSTEM:
        raise NotAllowed(_("Việc này do hệ thống tự làm."))


def only_when_it_rings(*, dossier: Dossier, kind: str, at: datetime) -> None:
    wants = {"apology": alarms.wants_apology, "escalation": alarms.wants_escalation}.get(kind)
    if wants is None or alarms.rung(dossier.pk, kind=kind) or not wants(dossier, now=at):
        raise OutOfOrder(_("Không có gì phải báo động nữa."))


def only_the_applicant(*, dossier: Dossier, by: Who) -> None:
    if Role.APPLICANT not in queries.roles_on(by, dossier):
        raise NotAllowed(_("Chỉ người nộp hồ sơ làm được việc này."))


def not_while_obliged(*, dossier: Dossier) -> None:
    """Money for a financial obligation is taken by the act that lets the dossier go on."""
    if dossier.state == State.OBLIGATION:
        raise OutOfOrder(_("Khoản này thu bằng việc “Xác nhận đã thực hiện nghĩa vụ”, để hồ sơ được xử lý tiếp."))


def only_counter(*, dossier: Dossier, by: Who) -> None:
    if Role.COUNTER not in queries.roles_on(by, dossier):
        raise NotAllowed(_("Chỉ cán bộ Bộ phận Một cửa đã tiếp nhận hồ sơ làm được việc này."))


def only_of_the_counter(*, dossier: Dossier) -> None:
    if dossier.channel_name != "counter":
        raise OutOfOrder(_("Hồ sơ này nộp trực tuyến: người nộp hoàn thiện và nộp lại trên mạng."))


def only_in(*, dossier: Dossier, state: State) -> None:
    if dossier.state != state:
        raise OutOfOrder(_("Việc này không làm được ở bước hiện tại của hồ sơ. Hãy tải lại trang."))


def not_within_the_term(*, dossier: Dossier, at: datetime) -> None:
    """While the applicant's term to complete the dossier runs, nobody stops it."""
    if dossier.state != State.SUPPLEMENT:
        return
    last = queries.requests(dossier.pk)[-1:]
    if last and last[0].answer_by is not None and at <= last[0].answer_by:
        until = f"{clock.local(last[0].answer_by):%d/%m/%Y}"
        raise OutOfOrder(_("Người nộp còn được bổ sung đến hết ngày %(date)s, nên chưa dừng được.") % {"date": until})


def only_when_ended(*, dossier: Dossier) -> None:
    if dossier.state not in ENDED:
        raise OutOfOrder(_("Hồ sơ chưa kết thúc nên chưa đánh giá được."))

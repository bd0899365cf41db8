"""Where is my dossier: five steps, who holds it, what the applicant must do, why it stands still. Reads nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.dossiers.lifecycle import State
from motcua.results.lifecycle import ResultState

S = State


@dataclass(frozen=True)
class Facts:
    """What the rail is drawn from. `movements` oldest first; `result` is the state of the result in hand or None."""

    dossier: Any
    movements: list[Any]
    result: str | None
    receiving: str
    settling: str
    reception_due: datetime
    parcel: Any = None
    handed_to: Any = None
    # The units that the route went through after reception, oldest first; the last one has it now.
    levels: tuple[str, ...] = ()
    decided_since: datetime | None = None  # the result's last step
    paused_for: str = ""  # why the clock stands still, by the cause of its last pause


def rail(facts: Facts) -> list[dict[str, Any]]:
    """The five steps for the lobby's `parts/rail.html`; exactly one is now or stopped until the case has ended well."""
    return [_sent(facts), _received(facts), _through_levels(facts, _examined(facts)), _decided(facts), _returned(facts)]


def _through_levels(facts: Facts, step: dict[str, Any]) -> dict[str, Any]:
    """A dossier that a commune examines and the district decides: the citizen sees all of it on this one step."""
    if not facts.levels:
        return step
    note = _("Đã qua %(units)s") % {"units": " → ".join(facts.levels)}
    return {**step, "who": facts.levels[-1], "note": f"{note}. {step['note']}" if step.get("note") else f"{note}."}


def _last(facts: Facts, *acts: str) -> Any:
    return next((m for m in reversed(facts.movements) if m.act in acts), None)


def _who(movement: Any, unit: str) -> str:
    return f"{movement.by.full_name}, {unit}" if movement is not None and movement.by else unit


def _sent(facts: Facts) -> dict[str, Any]:
    dossier = facts.dossier
    who = f"{dossier.submitter.full_name} · {dossier.get_channel_display()}"
    return {"state": "done", "label": _("Gửi hồ sơ"), "who": who, "at": dossier.submitted_at}


def _received(facts: Facts) -> dict[str, Any]:
    dossier, step = facts.dossier, {"label": _("Tiếp nhận"), "who": facts.receiving}
    if dossier.received_at is not None:
        return {
            **step,
            "state": "done",
            "at": dossier.received_at,
            "who": _who(_last(facts, "receive", "register", "complete"), facts.receiving),
        }
    match State(dossier.state):
        case S.SUBMITTED:
            since = facts.movements[-1].at if facts.movements else dossier.submitted_at
            return {**step, "state": "now", "label": _("Chờ tiếp nhận"), "at": since, "due": facts.reception_due}
        case S.DECLINED:
            moved = _last(facts, "decline")
            return {
                **step,
                "state": "stopped",
                "label": _("Không được tiếp nhận"),
                "at": moved.at,
                "note": moved.note,
                "who": _who(moved, facts.receiving),
            }
        case S.SUPPLEMENT:
            moved = _last(facts, "guide")
            return {
                **step,
                "state": "stopped",
                "label": _("Chờ bạn hoàn thiện hồ sơ"),
                "at": moved.at,
                "who": _who(moved, facts.receiving),
            }
        case _:
            moved = _last(facts, "withdraw", "release")
            return {
                **step,
                "state": "stopped",
                "label": _stopped_label(dossier.state),
                "at": moved.at if moved else None,
            }


def _stopped_label(state: int) -> str:
    return _("Bạn đã xin rút hồ sơ") if state == S.WITHDRAWING else _("Đã dừng giải quyết")


def _examined(facts: Facts) -> dict[str, Any]:
    dossier, step = facts.dossier, {"label": _("Thẩm định, giải quyết"), "who": facts.settling}
    holder = f"{dossier.holder.full_name}, {facts.settling}" if dossier.holder else facts.settling
    if dossier.received_at is None:
        return {**step, "state": "todo"}
    moved = facts.movements[-1]
    match State(dossier.state):
        case S.RECEIVED:
            return {**step, "state": "now", "label": _("Chờ cán bộ nhận xử lý"), "at": moved.at, "due": dossier.due_at}
        case S.PROCESSING if dossier.paused_at is not None:
            return {
                **step,
                "state": "stopped",
                "label": _("Đang tạm dừng"),
                "who": holder,
                "at": dossier.paused_at,
                "note": _paused_note(facts.paused_for),
            }
        case S.PROCESSING if facts.result is None or facts.result == ResultState.SENT_BACK:
            return {
                **step,
                "state": "now",
                "label": _("Đang thẩm định"),
                "who": holder,
                "at": moved.at,
                "due": dossier.due_at,
            }
        case S.SUPPLEMENT:
            note = _("Thời hạn dừng tính cho đến khi bạn nộp đủ; khi đó tính lại từ đầu (NĐ 61/2018, điều 19.4).")
            return {
                **step,
                "state": "stopped",
                "label": _("Chờ bạn bổ sung giấy tờ"),
                "who": holder,
                "at": moved.at,
                "note": note,
            }
        case S.OBLIGATION:
            note = _("Thời hạn dừng tính cho đến khi nghĩa vụ tài chính được thực hiện.")
            return {
                **step,
                "state": "stopped",
                "label": _("Chờ bạn nộp tiền"),
                "who": holder,
                "at": moved.at,
                "note": note,
            }
        case S.WITHDRAWING | S.STOPPED:
            return {
                **step,
                "state": "stopped",
                "label": _stopped_label(dossier.state),
                "who": holder,
                "at": moved.at,
                "note": moved.note,
            }
    taken = _last(facts, "take", "supplement", "acquit")
    return {**step, "state": "done", "at": taken.at if taken else None, "who": holder}


def _paused_note(cause: str) -> str:
    """Why it stands still, and that the applicant has nothing to do for it."""
    why = {
        "opinion": _("Đang chờ ý kiến của cơ quan khác."),
        "linked": _("Đang chờ kết quả của thủ tục liên thông."),
        "inspection": _("Đang chờ kiểm tra thực địa."),
        "force_majeure": _("Đang dừng vì trường hợp bất khả kháng."),
        "payment": _("Đang chờ nghĩa vụ tài chính được thực hiện."),
        "supplement": _("Đang chờ giấy tờ bổ sung."),
    }
    return f"{why.get(cause, '')} {_('Thời hạn dừng tính cho đến khi việc này xong.')}".strip()


def _decided(facts: Facts) -> dict[str, Any]:
    dossier, step = facts.dossier, {"label": _("Duyệt, ký, đóng dấu"), "who": facts.settling}
    if dossier.finished_at is not None:
        return {**step, "state": "done", "at": dossier.finished_at}
    waiting = {
        ResultState.DRAFTED: _("Chờ lãnh đạo duyệt"),
        ResultState.APPROVED: _("Chờ lãnh đạo ký"),
        ResultState.SIGNED: _("Chờ văn thư cấp số, đóng dấu"),
    }
    if dossier.state == S.PROCESSING and facts.result in waiting and dossier.paused_at is None:
        label = waiting[ResultState(facts.result)]
        return {**step, "state": "now", "label": label, "at": facts.decided_since, "due": dossier.due_at}
    return {**step, "state": "todo"}


def _returned(facts: Facts) -> dict[str, Any]:
    dossier, step = facts.dossier, {"label": _("Trả kết quả"), "who": facts.receiving}
    if facts.parcel is not None:
        step["who"] = _("Bưu chính công ích giao đến %(address)s") % {"address": facts.parcel.to_address}
    if dossier.state == S.RETURNED:
        to = _("Đã trao cho %(name)s.") % {"name": facts.handed_to.to_name} if facts.handed_to else ""
        return {**step, "state": "done", "at": dossier.closed_at, "note": to}
    if dossier.state == S.DONE:
        item = facts.parcel.item_code if facts.parcel is not None else ""
        note = _("Số hiệu bưu gửi: %(item)s.") % {"item": item} if item else ""
        return {**step, "state": "now", "label": _("Chờ trả kết quả"), "at": dossier.finished_at, "note": note}
    return {**step, "state": "todo"}

"""What was kept wrongly: what it should read stands beside it, with a reason and a second person. Never an edit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.refusals import Invalid, NotAllowed, OutOfOrder
from motcua.dossiers import clock, queries
from motcua.dossiers.models import Correction, CorrectionAnswer, Dossier
from motcua.people.models import Role
from motcua.people.who import Who

# Who may say that something is wrong, and who may agree. Not the same person.
DRAFT = frozenset({Role.COUNTER, Role.SPECIALIST})
AGREE = frozenset({Role.HEAD, Role.LEADER})


@dataclass(frozen=True)
class Told:
    """One correction as pages show it; `agreed` is None while nobody has answered."""

    seq: int
    what: str
    was: str
    now: str
    reason: str
    by: str
    at: datetime
    agreed: bool | None
    answered_by: str


def kept_now(dossier: Dossier, *, what: str) -> str:
    """What the record says of this; the system reads it, nobody types it. Raises `Invalid` for an unknown thing."""
    known: dict[str, Any] = {
        "owner_name": lambda: dossier.owner.full_name,
        "about": lambda: dossier.about,
        "channel": lambda: dossier.get_channel_display(),
        "received_at": lambda: f"{clock.local(dossier.received_at):%d/%m/%Y %H:%M}" if dossier.received_at else "",
    }
    if what in known:
        return str(known[what]())
    declared = queries.last_answers(dossier.pk)
    name = what.removeprefix("answer.")
    if name == what or not isinstance(declared.get(name), str | int | bool):
        raise Invalid(fields={"what": _("Chọn mục cần đính chính.")})
    return str(declared[name])


def draft(*, dossier: Dossier, what: str, now: str, reason: str, by: Who, at: datetime) -> Correction:
    """Say what it should read. Raises `Invalid` when it reads so already, `OutOfOrder` while another one waits."""
    if not queries.roles_on(by, dossier) & DRAFT:
        raise NotAllowed(_("Việc này không thuộc vai trò của bạn."))
    earlier = all_of(dossier.pk)
    if any(one.what == what and one.agreed is None for one in earlier):
        raise OutOfOrder(_("Mục này đã có đính chính đang chờ người thứ hai đồng ý."))
    agreed = [one.now for one in earlier if one.what == what and one.agreed]
    was = agreed[-1] if agreed else kept_now(dossier, what=what)
    if not now.strip() or now.strip() == was:
        raise Invalid(fields={"now": _("Ghi nội dung đúng, khác với nội dung đang lưu.")})
    return record.add(
        Correction(
            dossier=dossier, seq=len(earlier) + 1, what=what, was=was, now=now.strip(), reason=reason.strip(), at=at,
            by_id=by.account_id,
        )
    )  # fmt: skip


def answer(*, dossier: Dossier, seq: int, agreed: bool, note: str, by: Who, at: datetime) -> CorrectionAnswer:
    """The second person's word. Raises `NotAllowed` for who drafted it, `OutOfOrder` when it was answered."""
    if not queries.roles_on(by, dossier) & AGREE:
        raise NotAllowed(_("Việc này không thuộc vai trò của bạn."))
    found = Correction.objects.filter(dossier_id=dossier.pk, seq=seq).first()
    if found is None or CorrectionAnswer.objects.filter(dossier_id=dossier.pk, seq=seq).exists():
        raise OutOfOrder(_("Đính chính này không còn chờ ai đồng ý."))
    if found.by_id == by.user_id:
        raise NotAllowed(_("Đính chính cần người thứ hai đồng ý."))
    return record.add(
        CorrectionAnswer(
            dossier=dossier, seq=seq, agreed=agreed, note=note, at=at, by_id=by.account_id, drafted_by_id=found.by_id
        )
    )


def all_of(dossier_id: UUID) -> list[Told]:
    """Every correction of a dossier, oldest first, with its answer."""
    answers = {one.seq: one for one in CorrectionAnswer.objects.filter(dossier_id=dossier_id).select_related("by")}
    return [
        Told(
            seq=one.seq, what=one.what, was=one.was, now=one.now, reason=one.reason, by=one.by.full_name, at=one.at,
            agreed=answers[one.seq].agreed if one.seq in answers else None,
            answered_by=answers[one.seq].by.full_name if one.seq in answers else "",
        )
        for one in Correction.objects.filter(dossier_id=dossier_id).select_related("by").order_by("seq")
    ]  # fmt: skip


def words(what: str) -> str:
    """What is corrected, for a reader."""
    known = {
        "owner_name": _("Tên chủ hồ sơ"), "about": _("Trích yếu"), "channel": _("Kênh tiếp nhận"),
        "received_at": _("Thời điểm tiếp nhận"),
    }  # fmt: skip
    return known.get(what, what.removeprefix("answer."))

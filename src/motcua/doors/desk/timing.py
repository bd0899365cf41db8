"""The desk's acts on the clock: pauses, the apology with its new date, a further request."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua import casework
from motcua.base.refusals import Invalid
from motcua.doors.desk.acts import after, ask_first, reason_field
from motcua.doors.desk.reading import WORKERS, opened
from motcua.doors.lobby import asking
from motcua.doors.lobby.requests import Request, key_of, officers_only
from motcua.dossiers import apologies, clock


@officers_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def pause(request: Request, dossier_id: UUID) -> HttpResponse:
    """The clock stands still for an inspection or for what nobody could foresee."""
    cause, reason = request.POST.get("cause", "")[:20], asking.text(request.POST, "reason", most=2000, lines=True)
    refusal = None
    if request.method == "POST":
        try:
            done = casework.pause(
                dossier_id=dossier_id, cause=cause, reason=reason, by=request.who, at=timezone.now(),
                key=key_of(request),
            )  # fmt: skip
            return after(request, done, _("đã tạm dừng thời gian giải quyết."))
        except Invalid as found:
            refusal = found
    choices = [
        {"value": "inspection", "label": _("Kiểm tra, xác minh thực tế")},
        {"value": "force_majeure", "label": _("Bất khả kháng")},
    ]
    fields: list[dict[str, Any]] = [
        {"name": "cause", "kind": "one_of", "label": _("Vì sao tạm dừng"), "choices": choices, "value": cause},
        reason_field(_("Lý do"), reason, help=_("Người nộp hồ sơ sẽ đọc.")),
    ]
    return ask_first(request, dossier_id, act="pause", fields=fields, refusal=refusal)


@officers_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def resume(request: Request, dossier_id: UUID) -> HttpResponse:
    reason, refusal = asking.text(request.POST, "reason", most=2000, lines=True), None
    if request.method == "POST":
        try:
            done = casework.resume(
                dossier_id=dossier_id, reason=reason, by=request.who, at=timezone.now(), key=key_of(request)
            )
            return after(request, done, _("thời gian giải quyết chạy tiếp."))
        except Invalid as found:
            refusal = found
    fields = [reason_field(_("Vì sao tiếp tục được"), reason)]
    return ask_first(request, dossier_id, act="resume", fields=fields, refusal=refusal)


@officers_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def apologise(request: Request, dossier_id: UUID) -> HttpResponse:
    """Why it will be late and the new day; a leader signs it."""
    typed, reason = (
        asking.text(request.POST, "new_date", most=12),
        asking.text(request.POST, "reason", most=2000, lines=True),
    )
    refusal = None
    if request.method == "POST":
        try:
            day = asking.day(typed)
            if day is None:
                raise Invalid(fields={"new_date": _("Ghi ngày hẹn mới, ví dụ 15/06/2020.")})
            new_due_at = apologies.close_of(opened(request, dossier_id), day)
            done = casework.apologise(
                dossier_id=dossier_id, reason=reason, new_due_at=new_due_at, by=request.who, at=timezone.now(),
                key=key_of(request),
            )  # fmt: skip
            return after(request, done, _("đã trình phiếu xin lỗi, chờ lãnh đạo ký."))
        except Invalid as found:
            refusal = found
    fields = [
        {
            "name": "new_date", "kind": "date", "label": _("Ngày hẹn mới"), "value": typed,
            "help": _("Một ngày làm việc, sau ngày đã hẹn. Chỉ được hẹn lại một lần."),
        },
        reason_field(_("Lý do trễ hẹn"), reason, help=_("Ghi vào phiếu xin lỗi gửi người nộp hồ sơ.")),
    ]  # fmt: skip
    return ask_first(request, dossier_id, act="apologise", fields=fields, refusal=refusal)


@officers_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def extend(request: Request, dossier_id: UUID) -> HttpResponse:
    """What the officer drafted, to be signed as it stands."""
    refusal = None
    if request.method == "POST":
        try:
            done = casework.extend(dossier_id=dossier_id, by=request.who, at=timezone.now(), key=key_of(request))
            return after(request, done, _("đã ký phiếu xin lỗi và hẹn lại ngày trả."))
        except Invalid as found:
            refusal = found
    draft = apologies.last(opened(request, dossier_id).pk)
    said = _("Chưa có phiếu nào được soạn.")
    if draft is not None:
        said = _("%(who)s soạn: hẹn lại %(due)s. Lý do: %(reason)s") % {
            "who": draft.by.full_name, "due": f"{clock.local(draft.new_due_at):%H:%M %d/%m/%Y}", "reason": draft.reason,
        }  # fmt: skip
    fields = [{"name": "draft", "kind": "said", "label": _("Phiếu xin lỗi được trình"), "value": said}]
    return ask_first(request, dossier_id, act="extend", fields=fields, refusal=refusal)


@officers_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def consent(request: Request, dossier_id: UUID) -> HttpResponse:
    """A leader lets the applicant be asked once more, and says by which clause."""
    clause, reason = (
        asking.text(request.POST, "clause", most=300),
        asking.text(request.POST, "reason", most=2000, lines=True),
    )
    refusal = None
    if request.method == "POST":
        try:
            done = casework.consent(
                dossier_id=dossier_id, clause=clause, reason=reason, by=request.who, at=timezone.now(),
                key=key_of(request),
            )  # fmt: skip
            return after(request, done, _("đã đồng ý cho yêu cầu bổ sung thêm một lần."))
        except Invalid as found:
            refusal = found
    fields = [
        {
            "name": "clause", "kind": "text", "label": _("Điều, khoản của văn bản chuyên ngành"), "value": clause,
            "help": _("Văn bản nào cho phép yêu cầu bổ sung quá một lần."),
        },
        reason_field(_("Lý do"), reason),
    ]  # fmt: skip
    return ask_first(request, dossier_id, act="consent", fields=fields, refusal=refusal)

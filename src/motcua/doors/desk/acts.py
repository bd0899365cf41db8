"""The desk's acts: translate the form, make one call, answer with the page that follows."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import Invalid
from motcua.doors.desk.reading import WORKERS, frame, open_acts, opened
from motcua.doors.lobby import asking
from motcua.doors.lobby.casefile import Casefile
from motcua.doors.lobby.requests import Request, key_of, officers_only
from motcua.doors.lobby.views import own_path
from motcua.dossiers import queries as dossiers


def after(request: Request, done: Done, said: str) -> HttpResponse:
    """Say what was done, and go on where the officer was: the worklist when `next` says so, else the dossier."""
    messages.success(request, f"{done.code}: {said}")
    here = reverse("desk:dossier", args=[done.subject])
    return redirect(own_path(request, request.POST.get("next", ""), otherwise=here))


@officers_only(*WORKERS)
@require_POST
def take(request: Request, dossier_id: UUID) -> HttpResponse:
    done = casework.take(dossier_id=dossier_id, by=request.who, at=timezone.now(), key=key_of(request))
    return after(request, done, _("hồ sơ đã là của bạn."))


@officers_only(*WORKERS)
@require_POST
def approve(request: Request, dossier_id: UUID) -> HttpResponse:
    done = casework.approve(dossier_id=dossier_id, by=request.who, at=timezone.now(), key=key_of(request))
    return after(request, done, _("đã duyệt dự thảo, chờ lãnh đạo ký."))


@officers_only(*WORKERS)
@require_POST
def sign(request: Request, dossier_id: UUID) -> HttpResponse:
    done = casework.sign(dossier_id=dossier_id, by=request.who, at=timezone.now(), key=key_of(request))
    return after(request, done, _("đã ký số, chờ văn thư cấp số và đóng dấu."))


@officers_only(*WORKERS)
@require_POST
def seal(request: Request, dossier_id: UUID) -> HttpResponse:
    done = casework.seal(dossier_id=dossier_id, by=request.who, at=timezone.now(), key=key_of(request))
    return after(request, done, _("đã ban hành, số %(number)s.") % {"number": done.said["number"]})


@officers_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def propose(request: Request, dossier_id: UUID) -> HttpResponse:
    """Granted or refused, in the specialist's own words."""
    outcome, content = request.POST.get("outcome", "")[:20], asking.text(request.POST, "content", most=5000, lines=True)
    refusal = None
    if request.method == "POST":
        try:
            done = casework.propose(
                dossier_id=dossier_id, outcome=outcome, content=content, by=request.who, at=timezone.now(),
                key=key_of(request),
            )  # fmt: skip
            return after(request, done, _("đã trình dự thảo kết quả."))
        except Invalid as found:
            refusal = found
    choices = [
        {"value": "granted", "label": _("Chấp thuận"), "help": _("Cấp kết quả mà người nộp đề nghị.")},
        {
            "value": "refused", "label": _("Từ chối giải quyết"),
            "help": _("Văn bản từ chối cũng là kết quả và phải trả đúng hạn."),
        },
    ]  # fmt: skip
    fields: list[dict[str, Any]] = [
        {"name": "outcome", "kind": "one_of", "label": _("Kết quả"), "choices": choices, "value": outcome or "granted"},
        {
            "name": "content", "kind": "textarea", "label": _("Nội dung ghi vào kết quả"), "value": content,
            "optional": True, "help": _("Từ chối thì bắt buộc ghi lý do: người nộp hồ sơ sẽ đọc."),
        },
    ]  # fmt: skip
    return ask_first(request, dossier_id, act="propose", fields=fields, refusal=refusal)


@officers_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def ask(request: Request, dossier_id: UUID) -> HttpResponse:
    """What is missing, all of it, a reason for each: it can be asked only once (NĐ 61/2018 art. 11.2c)."""
    days = asking.text(request.POST, "days", most=4)
    file, reason = file_of(request, dossier_id), asking.text(request.POST, "reason", most=2000, lines=True)
    refusal = None
    if request.method == "POST":
        try:
            done = casework.ask(
                dossier_id=dossier_id, items=asking.items_of(file, request.POST), reason=reason, by=request.who,
                at=timezone.now(), key=key_of(request), days=asking.days(days),
            )  # fmt: skip
            return after(request, done, _("đã gửi yêu cầu bổ sung; đồng hồ tạm dừng."))
        except Invalid as found:
            refusal = found
    asking.need_open("ask", open_acts(request, file), file.dossier)
    fields = [
        reason_field(_("Lý do chung"), reason, help=_("Một câu cho người nộp hồ sơ: cần làm gì và vì sao.")),
        days_field(days),
    ]
    more = {
        "groups": asking.groups(file, chosen=request.POST), "late_ask": _asked_late(file.dossier, timezone.now()),
        "once": _("Chỉ được yêu cầu bổ sung một lần: hãy chọn mọi mục còn thiếu hoặc sai."),
    }  # fmt: skip
    return page(request, file, act="ask", fields=fields, refusal=refusal, template="desk/ask.html", more=more)


def _asked_late(dossier: Any, now: datetime) -> bool:
    """Later than three working days after reception (NĐ 61/2018 art. 19.4)."""
    if dossier.received_at is None:
        return False
    return dossiers.minutes_since_reception(dossier, now=now) > 3 * 480


@officers_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def charge(request: Request, dossier_id: UUID) -> HttpResponse:
    """A financial obligation that the examination found; the clock stands still until it is met."""
    typed, reason = request.POST.get("amount_vnd", "")[:20], asking.text(request.POST, "reason", most=300, lines=True)
    refusal = None
    if request.method == "POST":
        try:
            done = casework.charge(
                dossier_id=dossier_id, amount_vnd=asking.amount(typed), reason=reason, by=request.who,
                at=timezone.now(), key=key_of(request),
            )  # fmt: skip
            return after(request, done, _("đã yêu cầu nghĩa vụ tài chính; đồng hồ tạm dừng."))
        except Invalid as found:
            refusal = found
    fields = [
        {"name": "amount_vnd", "kind": "money", "label": _("Số tiền phải nộp"), "value": typed},
        reason_field(_("Nộp khoản gì, theo văn bản nào"), reason),
    ]
    return ask_first(request, dossier_id, act="charge", fields=fields, refusal=refusal)


@officers_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def send_back(request: Request, dossier_id: UUID) -> HttpResponse:
    """Back to the very person who prepared it, with a reason."""
    reason, refusal = asking.text(request.POST, "reason", most=2000, lines=True), None
    if request.method == "POST":
        try:
            done = casework.send_back(
                dossier_id=dossier_id, reason=reason, by=request.who, at=timezone.now(), key=key_of(request)
            )
            return after(request, done, _("đã trả lại người soạn."))
        except Invalid as found:
            refusal = found
    fields = [reason_field(_("Cần sửa điều gì"), reason, help=_("Người soạn sẽ đọc và trình lại."))]
    return ask_first(request, dossier_id, act="send_back", fields=fields, refusal=refusal)


@officers_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def stop(request: Request, dossier_id: UUID) -> HttpResponse:
    """End a dossier that cannot be settled, with a notice of stopping."""
    reason, refusal = asking.text(request.POST, "reason", most=2000, lines=True), None
    if request.method == "POST":
        try:
            done = casework.stop(
                dossier_id=dossier_id, reason=reason, by=request.who, at=timezone.now(), key=key_of(request)
            )
            return after(request, done, _("đã dừng xử lý và thông báo cho người nộp."))
        except Invalid as found:
            refusal = found
    fields = [reason_field(_("Lý do dừng xử lý"), reason, help=_("Ghi vào thông báo gửi người nộp hồ sơ."))]
    return ask_first(request, dossier_id, act="stop", fields=fields, refusal=refusal)


@officers_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def ask_revocation(request: Request, dossier_id: UUID) -> HttpResponse:
    """What is wrong with the result that was issued; a leader decides."""
    said = _("đã đề nghị thu hồi, chờ lãnh đạo quyết định.")
    return _about_what_was_issued(request, dossier_id, act="ask_revocation", do=casework.ask_revocation, said=said)


@officers_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def revoke(request: Request, dossier_id: UUID) -> HttpResponse:
    """Take back what was issued; the reason stands on the verification page."""
    said = _("đã thu hồi kết quả; có thể soạn kết quả thay thế.")
    return _about_what_was_issued(request, dossier_id, act="revoke", do=casework.revoke, said=said)


def _about_what_was_issued(request: Request, dossier_id: UUID, *, act: str, do: Any, said: str) -> HttpResponse:
    reason, refusal = asking.text(request.POST, "reason", most=2000, lines=True), None
    if request.method == "POST":
        try:
            done = do(dossier_id=dossier_id, reason=reason, by=request.who, at=timezone.now(), key=key_of(request))
            return after(request, done, said)
        except Invalid as found:
            refusal = found
    fields = [reason_field(_("Lý do thu hồi"), reason, help=_("Người giữ kết quả và bất cứ ai kiểm tra đều đọc được."))]
    return ask_first(request, dossier_id, act=act, fields=fields, refusal=refusal)


def reason_field(label: str, value: str, *, help: str = "") -> dict[str, Any]:
    return {"name": "reason", "kind": "textarea", "label": label, "value": value, "help": help}


def days_field(value: str) -> dict[str, Any]:
    """The applicant's term: after it the unit may stop the dossier."""
    return {
        "name": "days", "kind": "number", "label": _("Thời hạn bổ sung, số ngày"), "value": value, "optional": True,
        "help": _("Quá ngày này mà chưa bổ sung thì đơn vị được dừng xử lý. Để trống nếu không đặt thời hạn."),
    }  # fmt: skip


def file_of(request: Request, dossier_id: UUID) -> Casefile:
    return Casefile(opened(request, dossier_id), request.LANGUAGE_CODE or "vi")


def file_for(request: Request, dossier_id: UUID, *, act: str) -> Casefile:
    file = file_of(request, dossier_id)
    asking.need_open(act, open_acts(request, file), file.dossier)
    return file


def ask_first(
    request: Request, dossier_id: UUID, *, act: str, fields: list[dict[str, Any]], refusal: Invalid | None
) -> HttpResponse:
    file = file_for(request, dossier_id, act=act)
    return page(request, file, act=act, fields=fields, refusal=refusal, template="desk/act.html", more={})


def page(
    request: Request, file: Casefile, *, act: str, fields: list[dict[str, Any]], refusal: Invalid | None,
    template: str, more: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    """The page that asks before an act; shown again with what was typed when something is wrong (422)."""
    here = reverse("desk:dossier", args=[file.dossier.pk])
    context = frame(request) | asking.page(file, act=act, fields=fields, refusal=refusal, key=key_of(request)) | more
    context["crumbs"] = [
        (_("Việc cần làm"), reverse("desk:worklist")), (file.dossier.code, here), (str(context["step"].name), ""),
    ]  # fmt: skip
    context["back_url"] = here
    return render(request, template, context, status=422 if refusal else 200)

"""The counter's acts: translate the form, make one call, answer with the page that follows."""

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
from motcua.doors.counter.reading import CLERKS, frame, open_acts, opened
from motcua.doors.lobby import asking
from motcua.doors.lobby.casefile import Casefile
from motcua.doors.lobby.requests import Request, key_of, officers_only
from motcua.doors.lobby.views import own_path


def after(request: Request, done: Done, said: str) -> HttpResponse:
    """Say what was done, and go on where the officer was: the worklist when `next` says so, else the dossier."""
    messages.success(request, f"{done.code}: {said}")
    here = reverse("counter:dossier", args=[done.subject])
    return redirect(own_path(request, request.POST.get("next", ""), otherwise=here))


@officers_only(*CLERKS)
@require_POST
def receive(request: Request, dossier_id: UUID) -> HttpResponse:
    done = casework.receive(dossier_id=dossier_id, by=request.who, at=timezone.now(), key=key_of(request))
    return after(request, done, _("đã tiếp nhận, đồng hồ bắt đầu chạy."))


@officers_only(*CLERKS)
@require_POST
def release(request: Request, dossier_id: UUID) -> HttpResponse:
    done = casework.release(dossier_id=dossier_id, by=request.who, at=timezone.now(), key=key_of(request))
    return after(request, done, _("đã xác nhận rút hồ sơ; hãy trả lại giấy tờ cho người nộp."))


@officers_only(*CLERKS)
@require_POST
def hand_to_post(request: Request, dossier_id: UUID) -> HttpResponse:
    done = casework.hand_to_post(dossier_id=dossier_id, by=request.who, at=timezone.now(), key=key_of(request))
    return after(request, done, _("đã bàn giao cho bưu chính, số hiệu %(item)s.") % {"item": done.said["item"]})


@officers_only(*CLERKS)
@require_http_methods(["GET", "POST"])
def guide(request: Request, dossier_id: UUID) -> HttpResponse:
    """Everything that is missing, a reason for each, before reception (NĐ 61/2018 art. 17)."""
    file, reason = _file(request, dossier_id), asking.text(request.POST, "reason", most=2000, lines=True)
    refusal = None
    if request.method == "POST":
        try:
            done = casework.guide(
                dossier_id=dossier_id, items=asking.items_of(file, request.POST), reason=reason, by=request.who,
                at=timezone.now(), key=key_of(request),
            )  # fmt: skip
            return after(request, done, _("đã gửi hướng dẫn hoàn thiện hồ sơ."))
        except Invalid as found:
            refusal = found
    asking.need_open("guide", open_acts(request, file), file.dossier)
    fields = [_reason(_("Lý do chung"), reason, help=_("Một câu cho người nộp hồ sơ: cần làm gì và vì sao."))]
    more = {
        "groups": asking.groups(file, chosen=request.POST),
        "once": _("Hướng dẫn một lần, đầy đủ: chọn mọi mục còn thiếu hoặc sai."),
    }
    return _page(request, file, act="guide", fields=fields, refusal=refusal, template="counter/guide.html", more=more)


@officers_only(*CLERKS)
@require_http_methods(["GET", "POST"])
def decline(request: Request, dossier_id: UUID) -> HttpResponse:
    """Refuse to receive, with a reason that the applicant reads (form 03)."""
    reason, refusal = asking.text(request.POST, "reason", most=2000, lines=True), None
    if request.method == "POST":
        try:
            done = casework.decline(
                dossier_id=dossier_id, reason=reason, by=request.who, at=timezone.now(), key=key_of(request)
            )
            return after(request, done, _("đã từ chối tiếp nhận."))
        except Invalid as found:
            refusal = found
    fields = [_reason(_("Lý do từ chối tiếp nhận"), reason, help=_("Ghi vào phiếu từ chối (Mẫu 03) gửi người nộp."))]
    return _ask_first(request, dossier_id, act="decline", fields=fields, refusal=refusal)


@officers_only(*CLERKS)
@require_http_methods(["GET", "POST"])
def collect(request: Request, dossier_id: UUID) -> HttpResponse:
    """Take what is owed in cash, and give a numbered receipt."""
    return _take_cash(request, dossier_id, act="collect", do=casework.collect)


@officers_only(*CLERKS)
@require_http_methods(["GET", "POST"])
def acquit(request: Request, dossier_id: UUID) -> HttpResponse:
    """The financial obligation is met: the clock goes on."""
    return _take_cash(request, dossier_id, act="acquit", do=casework.acquit)


def _take_cash(request: Request, dossier_id: UUID, *, act: str, do: Any) -> HttpResponse:
    typed, refusal, way = request.POST.get("amount_vnd", "")[:20], None, request.POST.get("way", "cash")[:10]
    if request.method == "POST":
        try:
            done = do(
                dossier_id=dossier_id, amount_vnd=asking.amount(typed), by=request.who, at=timezone.now(),
                key=key_of(request), way=way,
            )  # fmt: skip
            return after(request, done, _("đã thu tiền, biên lai số %(number)s.") % {"number": done.said["receipt"]})
        except Invalid as found:
            refusal = found
    file = _file_for(request, dossier_id, act=act)
    fields: list[dict[str, Any]] = []
    fields.append({"name": "amount_vnd", "kind": "money", "label": _("Số tiền đã nhận"), "value": typed})
    fields.append(
        {
            "name": "way", "kind": "one_of", "label": _("Thu bằng"), "value": way,
            "choices": [{"value": "cash", "label": _("Tiền mặt")}, {"value": "card", "label": _("Thẻ")}],
        }
    )  # fmt: skip
    more = {"bill": file.bill()}
    return _page(request, file, act=act, fields=fields, refusal=refusal, template="counter/cash.html", more=more)


@officers_only(*CLERKS)
@require_http_methods(["GET", "POST"])
def hand_again(request: Request, dossier_id: UUID) -> HttpResponse:
    """Give the result that was issued in place of a revoked one."""
    name, identity = (asking.text(request.POST, field, most=200) for field in ("to_name", "identity"))
    refusal = None
    if request.method == "POST":
        try:
            done = casework.hand_again(
                dossier_id=dossier_id, to_name=name, identity=identity, by=request.who, at=timezone.now(),
                key=key_of(request),
            )  # fmt: skip
            return after(request, done, _("đã trao kết quả cấp lại."))
        except Invalid as found:
            refusal = found
    file = _file_for(request, dossier_id, act="hand_again")
    fields = receiver_fields(name if request.method == "POST" else file.dossier.owner.full_name, identity)
    return _page(
        request, file, act="hand_again", fields=fields, refusal=refusal, template="counter/act.html", more={}
    )  # fmt: skip


def receiver_fields(name: str, identity: str) -> list[dict[str, Any]]:
    """Who takes it, and what they showed."""
    return [
        {
            "name": "to_name", "kind": "text", "label": _("Trao cho ai"), "value": name,
            "help": _("Người đến nhận, đúng như trên giấy tờ."),
        },
        {
            "name": "identity", "kind": "text", "label": _("Giấy tờ đã xuất trình"), "value": identity,
            "help": _("Loại và số, ví dụ: CCCD 001192000011; người khác nhận thay thì ghi thêm văn bản ủy quyền."),
        },
    ]  # fmt: skip


def _reason(label: str, value: str, *, help: str = "") -> dict[str, Any]:
    return {"name": "reason", "kind": "textarea", "label": label, "value": value, "help": help}


def _file(request: Request, dossier_id: UUID) -> Casefile:
    return Casefile(opened(request, dossier_id), request.LANGUAGE_CODE or "vi")


def _file_for(request: Request, dossier_id: UUID, *, act: str) -> Casefile:
    file = _file(request, dossier_id)
    asking.need_open(act, open_acts(request, file), file.dossier)
    return file


def _ask_first(
    request: Request, dossier_id: UUID, *, act: str, fields: list[dict[str, Any]], refusal: Invalid | None
) -> HttpResponse:
    file = _file_for(request, dossier_id, act=act)
    return _page(request, file, act=act, fields=fields, refusal=refusal, template="counter/act.html", more={})


def _page(
    request: Request, file: Casefile, *, act: str, fields: list[dict[str, Any]], refusal: Invalid | None,
    template: str, more: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    """The page that asks before an act; shown again with what was typed when something is wrong (422)."""
    here = reverse("counter:dossier", args=[file.dossier.pk])
    context = frame(request, here="worklist") | more
    context |= asking.page(file, act=act, fields=fields, refusal=refusal, key=key_of(request))
    context["crumbs"] = [
        (_("Việc cần làm"), reverse("counter:worklist")), (file.dossier.code, here), (str(context["step"].name), ""),
    ]  # fmt: skip
    context["back_url"] = here
    return render(request, template, context, status=422 if refusal else 200)

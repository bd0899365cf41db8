"""The desk's acts on the route: give out, hand on, ask and answer other agencies; and the calendar of absence."""

from datetime import datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua import casework
from motcua.base.refusals import Invalid
from motcua.doors.desk.acts import after, ask_first, file_of
from motcua.doors.desk.reading import WORKERS, frame
from motcua.doors.lobby import asking
from motcua.doors.lobby.casefile import Casefile
from motcua.doors.lobby.requests import Request, key_of, officers_only
from motcua.dossiers import queries as dossiers
from motcua.people import deputies
from motcua.people import queries as people
from motcua.people.models import Role
from motcua.routing import queries as routing

TZ = ZoneInfo("Asia/Ho_Chi_Minh")
CLOSING = time(17, 0)


@officers_only(*WORKERS)
@require_POST
def claim(request: Request, dossier_id: UUID) -> HttpResponse:
    done = casework.claim(dossier_id=dossier_id, by=request.who, at=timezone.now(), key=key_of(request))
    return after(request, done, _("hồ sơ đã là của bạn."))


@officers_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def assign(request: Request, dossier_id: UUID) -> HttpResponse:
    return _give_out(request, dossier_id, act="assign")


@officers_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def reassign(request: Request, dossier_id: UUID) -> HttpResponse:
    return _give_out(request, dossier_id, act="reassign")


def _give_out(request: Request, dossier_id: UUID, *, act: str) -> HttpResponse:
    officer, reason = request.POST.get("officer", "")[:40], asking.text(request.POST, "reason", most=500, lines=True)
    refusal = None
    if request.method == "POST":
        try:
            values: dict[str, Any] = {"reason": reason} if act == "reassign" else {}
            done = getattr(casework, act)(
                dossier_id=dossier_id, officer_id=_uuid(officer, name="officer"), by=request.who, at=timezone.now(),
                key=key_of(request), **values,
            )  # fmt: skip
            return after(request, done, _("đã giao cho cán bộ thụ lý."))
        except Invalid as found:
            refusal = found
    choices = [
        {"value": str(one.pk), "label": one.full_name, "help": one.title}
        for one in routing.could_take(file_of(request, dossier_id).dossier)
    ]
    fields: list[dict[str, Any]] = [
        {"name": "officer", "kind": "one_of", "label": _("Giao cho"), "choices": choices, "value": officer}
    ]
    if act == "reassign":
        fields.append({"name": "reason", "kind": "textarea", "label": _("Lý do phân công lại"), "value": reason})
    return ask_first(request, dossier_id, act=act, fields=fields, refusal=refusal)


@officers_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def hand_on(request: Request, dossier_id: UUID) -> HttpResponse:
    note, refusal = asking.text(request.POST, "note", most=2000, lines=True), None
    if request.method == "POST":
        try:
            done = casework.hand_on(
                dossier_id=dossier_id, note=note, by=request.who, at=timezone.now(), key=key_of(request)
            )
            messages.success(request, f"{done.code}: {_('đã chuyển bước tiếp theo.')}")
            return redirect("desk:worklist")  # perhaps it is no longer to be seen from here
        except Invalid as found:
            refusal = found
    fields = [
        {
            "name": "note", "kind": "textarea", "label": _("Ý kiến của bước này"), "value": note,
            "help": _("Người ở bước sau, có thể ở cơ quan khác, sẽ đọc."),
        }
    ]  # fmt: skip
    return ask_first(request, dossier_id, act="hand_on", fields=fields, refusal=refusal)


@officers_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def ask_opinion(request: Request, dossier_id: UUID) -> HttpResponse:
    unit, due = request.POST.get("unit", "")[:40], request.POST.get("due", "")[:20]
    content, refusal = asking.text(request.POST, "content", most=5000, lines=True), None
    if request.method == "POST":
        try:
            done = casework.ask_opinion(
                dossier_id=dossier_id, unit_ids=[_uuid(unit, name="unit")], content=content,
                due_at=_closing(due, name="due"), by=request.who, at=timezone.now(), key=key_of(request),
            )  # fmt: skip
            return after(request, done, _("đã gửi yêu cầu cho ý kiến."))
        except Invalid as found:
            refusal = found
    beside = routing.could_be_asked(file_of(request, dossier_id).dossier)
    fields: list[dict[str, Any]] = [
        {
            "name": "unit", "kind": "one_of", "look": "select", "label": _("Hỏi cơ quan"), "value": unit,
            "choices": [{"value": str(one.pk), "label": one.name} for one in beside],
        },
        {
            "name": "content", "kind": "textarea", "label": _("Cần ý kiến về điều gì"), "value": content,
            "help": _("Cơ quan được hỏi xem được tờ khai và giấy tờ cho đến khi trả lời."),
        },
        {
            "name": "due", "kind": "date", "label": _("Hạn trả lời"), "value": due, "optional": True,
            "help": _("Để trống khi quy trình đã định số giờ."),
        },
    ]  # fmt: skip
    return ask_first(request, dossier_id, act="ask_opinion", fields=fields, refusal=refusal)


@officers_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def asked(request: Request, dossier_id: UUID) -> HttpResponse:
    """What an agency that is asked may read, and the field for its answer: nothing else of the dossier."""
    dossier = dossiers.one(request.who, dossier_id)
    opinion = routing.question_for(request.who, dossier_id)
    answer, refusal = asking.text(request.POST, "answer", most=5000, lines=True), None
    if request.method == "POST":
        try:
            done = casework.give_opinion(
                dossier_id=dossier_id, opinion=opinion.seq, answer=answer, by=request.who, at=timezone.now(),
                key=key_of(request),
            )  # fmt: skip
            messages.success(request, f"{done.code}: {_('đã gửi ý kiến.')}")
            return redirect("desk:worklist")
        except Invalid as found:
            refusal = found
    casework.view(dossier_id=dossier_id, what="opinion", by=request.who, at=timezone.now())
    file = Casefile(dossier, request.LANGUAGE_CODE or "vi")
    field = {"name": "answer", "kind": "textarea", "label": _("Ý kiến của cơ quan"), "value": answer}
    context = frame(request) | asking.page(
        file, act="give_opinion", fields=[field], refusal=refusal, key=key_of(request)
    )
    context |= {
        "opinion": opinion, "sections": file.sections(),
        "checklist": file.checklist(lambda name, *rest: reverse(f"desk:{name}", args=[dossier_id, *rest])),
        "back_url": reverse("desk:worklist") + "?list=asked",
        "crumbs": [(_("Việc cần làm"), reverse("desk:worklist")), (dossier.code, "")],
    }  # fmt: skip
    return render(request, "desk/opinion.html", context, status=422 if refusal else 200)


@officers_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def absences(request: Request) -> HttpResponse:
    """Who is away and who stands in, at the units of this officer; a head enters it for others too."""
    who, now = request.who, timezone.now()
    names = ("officer", "deputy", "since", "until", "reason")
    typed, refusal = {name: request.POST.get(name, "")[:300] for name in names}, None
    if request.method == "POST":
        try:
            casework.set_absence(
                subject_id=_uuid(typed["officer"], name="officer"), deputy_id=_uuid(typed["deputy"], name="deputy"),
                since=_day(typed["since"], name="since"), until=_day(typed["until"], name="until"),
                reason=asking.text(request.POST, "reason", most=300), by=who, at=now, key=key_of(request),
            )  # fmt: skip
            messages.success(request, _("Đã ghi lịch vắng mặt."))
            return redirect("desk:absences")
        except Invalid as found:
            refusal = found
    colleagues = [{"value": str(one.pk), "label": one.full_name} for one in people.colleagues(who)]
    faults = dict(refusal.fields) if refusal else {}
    leads = who.units(Role.HEAD, Role.LEADER)
    fields: list[dict[str, Any]] = [
        {
            "name": "officer", "kind": "one_of", "look": "select", "label": _("Ai vắng"),
            "choices": colleagues if leads else [c for c in colleagues if c["value"] == str(who.user_id)],
            "value": typed["officer"] or str(who.user_id),
        },
        {
            "name": "deputy", "kind": "one_of", "look": "select", "label": _("Ai làm thay"), "choices": colleagues,
            "value": typed["deputy"],
        },
        {"name": "since", "kind": "date", "label": _("Từ ngày"), "value": typed["since"]},
        {"name": "until", "kind": "date", "label": _("Đến hết ngày"), "value": typed["until"]},
        {"name": "reason", "kind": "text", "label": _("Lý do"), "value": typed["reason"], "optional": True},
    ]  # fmt: skip
    for field in fields:
        field["error"] = faults.get(field["name"], "")
    context = frame(request) | {
        "fields": fields, "errors": [{"name": n, "message": said} for n, said in faults.items()],
        "absences": [
            {"one": one, "ends": one.until_date >= timezone.localdate() and (leads or one.officer_id == who.user_id)}
            for one in deputies.at_units(who.units())[:200]
        ],
        "crumbs": [(_("Việc cần làm"), reverse("desk:worklist")), (_("Lịch vắng mặt"), "")],
    }  # fmt: skip
    return render(request, "desk/absences.html", context, status=422 if refusal else 200)


@officers_only(*WORKERS)
@require_POST
def back(request: Request) -> HttpResponse:
    casework.come_back(
        subject_id=_uuid(request.POST.get("officer", "")[:40], name="officer"), on=timezone.localdate(),
        by=request.who, at=timezone.now(), key=key_of(request),
    )  # fmt: skip
    messages.success(request, _("Đã kết thúc thời gian vắng mặt."))
    return redirect("desk:absences")


def _uuid(typed: str, *, name: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError as wrong:
        raise Invalid(fields={name: _("Chọn một mục.")}) from wrong


def _day(typed: str, *, name: str) -> Any:
    try:
        return datetime.strptime(typed.strip(), "%d/%m/%Y").date()
    except ValueError as wrong:
        raise Invalid(fields={name: _("Ghi ngày/tháng/năm.")}) from wrong


def _closing(typed: str, *, name: str) -> datetime | None:
    """The end of that working day; nothing typed: the route's own hours."""
    return datetime.combine(_day(typed, name=name), CLOSING, tzinfo=TZ) if typed.strip() else None

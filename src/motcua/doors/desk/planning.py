"""Pages about the clock of many dossiers: a calendar that changes, and what is reported to the unit above."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua import casework, worktime
from motcua.base.ids import new_id
from motcua.base.refusals import Invalid
from motcua.doors.lobby import asking
from motcua.doors.lobby.requests import Request, key_of, officers_only
from motcua.dossiers import alarms, calendars, clock
from motcua.organisation import queries as organisation
from motcua.people.models import Role

FULL_DAY = [["08:00", "12:00"], ["13:00", "17:00"]]


@officers_only(Role.CATALOGUE)
@require_http_methods(["GET", "POST"])
def calendar(request: Request) -> HttpResponse:
    """Days off and make-up days for a unit: first a preview of what moves, then the change."""
    posted = {name: asking.text(request.POST, name, most=300) for name in ("unit", "off", "working", "reason")}
    faults: dict[str, Any] = {}
    tally = None
    if request.method == "POST":
        try:
            unit, hours = _wanted(posted)
            if request.POST.get("step") == "change":
                done = casework.change_calendar(
                    subject_id=_subject(request), unit_id=unit.pk, hours=hours, reason=posted["reason"],
                    by=request.who, at=timezone.now(), key=key_of(request),
                )  # fmt: skip
                organisation.forget()
                messages.success(
                    request,
                    _("Đã đổi lịch: %(moved)s trong %(open)s hồ sơ đang giải quyết chuyển ngày hẹn.") % done.said,
                )
                return redirect("desk:calendar")
            tally = _previewed(unit, hours)
        except Invalid as found:
            faults = dict(found.fields) or {"unit": found.said}
    context = {
        "fields": _fields(posted, faults), "tally": tally, "key_again": "" if faults else key_of(request),
        "subject": request.POST.get("subject") or str(new_id()), "posted": posted,
        "errors": [{"name": name, "message": said} for name, said in faults.items()],
        "crumbs": [(_("Lịch làm việc"), "")],
    }  # fmt: skip
    return render(request, "desk/calendar.html", context, status=422 if faults else 200)


def _subject(request: Request) -> UUID:
    try:
        return UUID(request.POST.get("subject", ""))
    except ValueError as fault:
        raise Invalid(_("Hãy xem trước rồi mới đổi lịch.")) from fault


def _previewed(unit: Any, hours: dict[str, Any]) -> calendars.Tally:
    now = timezone.now()
    try:
        wanted = worktime.Calendar.from_dict(hours)
    except worktime.ClockError as fault:
        raise Invalid(fields={"off": _("Lịch không đọc được: %(fault)s.") % {"fault": fault}}) from fault
    return calendars.preview(units=calendars.inheritors(unit.pk, at=now), hours=wanted, at=now)


def _wanted(posted: dict[str, str]) -> tuple[Any, dict[str, Any]]:
    """The unit and its whole calendar with these days in it."""
    unit = organisation.place(posted["unit"].strip())
    if unit is None:
        raise Invalid(fields={"unit": _("Không có đơn vị nào mang mã này.")})
    today = timezone.now().astimezone(clock.TZ).date()
    hours = organisation.hours(organisation.calendar_of(unit.pk, on=today).pk).to_dict()
    off, working = _days(posted["off"], "off", after=today), _days(posted["working"], "working", after=today)
    if not off and not working:
        raise Invalid(fields={"off": _("Ghi ít nhất một ngày nghỉ hoặc ngày làm bù.")})
    named = hours["off"] if isinstance(hours["off"], dict) else dict.fromkeys(hours["off"], "")
    named = {day: name for day, name in named.items() if day not in working} | dict.fromkeys(off, posted["reason"])
    kept = {day: spans for day, spans in hours["working"].items() if day not in off}
    return unit, {**hours, "off": named, "working": kept | dict.fromkeys(working, FULL_DAY)}


def _days(typed: str, name: str, *, after: date) -> list[str]:
    found = []
    for one in typed.replace(";", ",").split(","):
        if not one.strip():
            continue
        day = asking.day(one)
        if day is None or day <= after:
            raise Invalid(fields={name: _("Ghi ngày sau hôm nay, như 15/06/2020, cách nhau bằng dấu phẩy.")})
        found.append(day.isoformat())
    return found


def _fields(posted: dict[str, str], faults: dict[str, Any]) -> list[dict[str, Any]]:
    fields: list[dict[str, Any]] = [
        {
            "name": "unit", "kind": "text", "label": _("Mã đơn vị"),
            "help": _("Đơn vị cấp dưới không có lịch riêng sẽ theo."),
        },
        {
            "name": "off", "kind": "text", "label": _("Ngày nghỉ thêm"), "optional": True,
            "help": _("Như 15/06/2020, cách nhau bằng dấu phẩy."),
        },
        {
            "name": "working", "kind": "text", "label": _("Ngày làm bù"), "optional": True,
            "help": _("Làm việc như ngày thường, 8 giờ."),
        },
        {"name": "reason", "kind": "text", "label": _("Lý do, văn bản"), "help": _("Người nộp hồ sơ sẽ đọc.")},
    ]  # fmt: skip
    for field in fields:
        field["value"], field["error"] = posted[field["name"]], faults.get(field["name"], "")
    return fields


@officers_only(Role.LEADER, Role.INSPECTOR)
@require_safe
def reported(request: Request) -> HttpResponse:
    """What the units below let be late again after a new date, and what they received later than they owed."""
    lists = [
        (_("Trễ lần nữa sau khi đã hẹn lại"), alarms.escalated(request.who)[:200]),
        (_("Tiếp nhận chậm quá 8 giờ làm việc"), alarms.received_late(request.who)[:200]),
    ]
    return render(request, "desk/reported.html", {"lists": lists, "crumbs": [(_("Báo cáo lên cấp trên"), "")]})

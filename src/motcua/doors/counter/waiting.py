"""The waiting room: the officer's page, the kiosk where a number is taken, the screen on the wall.

The kiosk is a tablet that an officer sets up: the officer's session ends there, and a signed cookie says for which
unit the tablet gives numbers. Nobody else draws, so that no number is taken from a sofa. The screen is public and
shows numbers and desks, nothing of anybody.
"""

from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua import casework
from motcua.base.refusals import Invalid, NotThere
from motcua.catalogue import queries as catalogue
from motcua.doors.counter.reading import frame
from motcua.doors.lobby.requests import Request, key_of, officers_only
from motcua.dossiers.clock import local
from motcua.organisation import queries as organisation
from motcua.people.models import Role
from motcua.people.who import SYSTEM
from motcua.reception import queries as reception

KIOSK, A_SHIFT = "kiosk", 14 * 3600
DESKS = 40


def unit_here(request: Request) -> Any:
    """The unit whose waiting room this officer looks after: the one asked for, or the first."""
    own = [organisation.unit(one) for one in sorted(request.who.units(Role.COUNTER))]
    wanted = request.POST.get("unit") or request.GET.get("unit", "")
    return next((u for u in own if u.code == wanted), own[0])


def today() -> date:
    return local(timezone.now()).date()


@officers_only(Role.COUNTER)
@require_GET
def room(request: Request) -> HttpResponse:
    """Who waits, whom this officer has before them, and the one button that matters now."""
    unit, day = unit_here(request), today()
    mine = reception.in_hand(request.who)
    context = frame(request, here="tickets") | {
        "room": unit, "mine": mine, "tied": reception.tied_to(mine.pk) if mine else [],
        "waiting": reception.waiting(unit.pk, day), "aside": reception.set_aside(unit.pk, day),
        "figures": reception.figures(unit.pk, day), "closed": reception.is_closed(unit.pk, day),
        "desk": request.session.get("desk", ""), "series": request.session.get("series", ""),
        "screen_url": reverse("counter:screen", args=[unit.code]),
    }  # fmt: skip
    return render(request, "counter/room.html", context)


@officers_only(Role.COUNTER)
@require_POST
def call_next(request: Request) -> HttpResponse:
    unit = unit_here(request)
    desk, series = _desk(request), request.POST.get("series", "")[:2]
    request.session["desk"], request.session["series"] = desk, series
    done = casework.call_next(
        subject_id=unit.pk, series=series, desk=desk, by=request.who, at=timezone.now(), key=key_of(request)
    )
    messages.success(request, _("Mời số %(number)s đến quầy %(desk)s.") % {"number": done.code, "desk": desk})
    return redirect("counter:room")


def _desk(request: Request) -> str:
    typed = request.POST.get("desk", "").strip()
    if not typed.isascii() or not typed.isdigit() or not 1 <= int(typed) <= DESKS:
        raise Invalid(_("Ghi số quầy của bạn, từ 1 đến %(most)s.") % {"most": DESKS})
    return str(int(typed))


STEPS = {
    "serve": casework.serve, "miss": casework.miss, "park": casework.park, "finish": casework.finish,
}  # fmt: skip


@officers_only(Role.COUNTER)
@require_POST
def step(request: Request, ticket_id: UUID, act: str) -> HttpResponse:
    """Serve, miss, park, finish or call again."""
    at, key = timezone.now(), key_of(request)
    if act == "recall":
        desk = request.session.get("desk", "") or "1"
        casework.recall(subject_id=ticket_id, desk=desk, by=request.who, at=at, key=key)
    elif act in STEPS:
        STEPS[act](subject_id=ticket_id, by=request.who, at=at, key=key)
    else:
        raise NotThere()
    return redirect("counter:room")


@officers_only(Role.COUNTER)
@require_POST
def close_day(request: Request) -> HttpResponse:
    unit = unit_here(request)
    done = casework.close_room(subject_id=unit.pk, by=request.who, at=timezone.now(), key=key_of(request))
    said = _("Đã khóa sổ lấy số hôm nay; %(n)s số chưa được phục vụ.") % {"n": done.said["left"]}
    messages.success(request, said)
    return redirect("counter:closing")


# The kiosk


@officers_only(Role.COUNTER)
@require_POST
def open_kiosk(request: Request) -> HttpResponse:
    """Make this tablet a kiosk: the officer's session ends on it."""
    unit = unit_here(request)
    request.session.flush()
    response = redirect("counter:kiosk")
    response.set_cookie(
        KIOSK, signing.dumps(str(unit.pk), salt=KIOSK), max_age=A_SHIFT, httponly=True, samesite="Strict",
        secure=request.is_secure(),
    )  # fmt: skip
    return response


def _kiosk_unit(request: Request) -> Any:
    """Raises `NotThere` on a machine that no officer set up today."""
    try:
        return organisation.unit(UUID(signing.loads(request.COOKIES.get(KIOSK, ""), salt=KIOSK, max_age=A_SHIFT)))
    except (signing.BadSignature, ValueError):
        raise NotThere(_("Máy này chưa được mở để lấy số. Hãy gọi cán bộ tiếp nhận.")) from None


@require_GET
def kiosk(request: Request) -> HttpResponse:
    """Choose what you have come for: one tap takes the number."""
    unit = _kiosk_unit(request)
    day = today()
    queues = {row["series"]: row["n"] for row in reception.waiting(unit.pk, day)}
    choices = [
        {"code": code, "name": name, "waiting": queues.get(reception.series_of(code), 0)}
        for code, name in fields_at(unit.pk, day)
    ]
    context = {"room": unit, "choices": choices, "closed": reception.is_closed(unit.pk, day)}
    return render(request, "counter/kiosk.html", context)


@lru_cache(maxsize=512)
def fields_at(unit_id: UUID, day: date) -> tuple[tuple[str, str], ...]:
    """(code, name) of the fields in which this unit takes something in."""
    unit, found = organisation.unit(unit_id), set()
    for procedure in catalogue.offered():
        if procedure.field_code not in found and _taken_in(catalogue.definition(procedure.version_id), unit):
            found.add(procedure.field_code)
    return tuple((code, name) for code, name in catalogue.fields() if code in found)


def _taken_in(definition: Any, unit: Any) -> bool:
    try:
        receiving, _settling = catalogue.receiving_and_settling(definition, unit)
    except (Invalid, NotThere):
        return False
    return bool(receiving.pk == unit.pk)


@require_POST
def draw(request: Request) -> HttpResponse:
    """One number. The kiosk is the house itself: nobody is known there."""
    unit = _kiosk_unit(request)
    field = request.POST.get("field", "")
    if field not in dict(fields_at(unit.pk, today())):
        raise Invalid(_("Chọn lĩnh vực cần làm thủ tục."))
    done = casework.draw(subject_id=unit.pk, field=field, by=SYSTEM, at=timezone.now(), key=key_of(request))
    return redirect("counter:ticket", done.subject)


@require_GET
def ticket(request: Request, ticket_id: UUID) -> HttpResponse:
    """The number, large; the page goes back to the choice by itself."""
    unit, found = _kiosk_unit(request), reception.ticket(ticket_id)
    if found.unit_id != unit.pk:
        raise NotThere()
    return render(request, "counter/ticket.html", {"room": unit, "ticket": found, "before": reception.before(found)})


# The screen on the wall


@require_GET
def screen(request: Request, unit_code: str) -> HttpResponse:
    """Whom each desk calls now. Public: numbers and desks only."""
    unit, now = organisation.by_code(unit_code[:35]), timezone.now()
    day = local(now).date()
    called = reception.called_now(unit.pk, day)
    context = {
        "room": unit, "called": called, "waiting": reception.waiting(unit.pk, day),
        "missed": [t for t in reception.set_aside(unit.pk, day) if t.state == "missed"][:8], "now": now,
        "last": called[0] if called and _just_now(called[0].called_at, now) else None,
    }  # fmt: skip
    return render(request, "counter/screen.html", context)


def _just_now(called_at: datetime | None, now: datetime) -> bool:
    return called_at is not None and (now - called_at).total_seconds() < 15

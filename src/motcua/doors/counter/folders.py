"""The hand-over register: what has to leave, what is on its way, what somebody here has to confirm."""

from collections.abc import Callable
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua import casework
from motcua.base.refusals import Invalid, NotThere, Refusal
from motcua.doors.counter.reading import DESK_ROLES, frame
from motcua.doors.counter.waiting import today, unit_here
from motcua.doors.lobby import asking
from motcua.doors.lobby.requests import Request, key_of, officers_only
from motcua.doors.lobby.views import own_path
from motcua.dossiers import queries as dossiers
from motcua.people.models import Role
from motcua.reception import queries as reception
from motcua.reception.lifecycle import FOLDERS

# Who may hold a folder: the counter, and everybody who works on dossiers.
HANDS = (Role.COUNTER, Role.SPECIALIST, Role.HEAD, Role.LEADER, Role.SEAL)
A_PAGE, MOST = 100, 500
LISTS = ("due", "accept", "given", "desk")


@officers_only(*HANDS)
@require_GET
def register(request: Request) -> HttpResponse:
    """Folders by what is to be done with them; `list` in the URL."""
    who, now = request.who, timezone.now()
    found = {
        "due": (_("Chờ chuyển"), reception.at_counter(who)), "accept": (_("Chờ ký nhận"), reception.to_accept(who)),
        "given": (_("Đã giao, chưa ai ký nhận"), reception.given_by(who)),
        "desk": (_("Tôi đang giữ"), reception.at_desk(who)),
    }  # fmt: skip
    if not who.units(Role.COUNTER):
        del found["due"]
    if not who.units(*HANDS[1:]):
        del found["desk"]
    name = request.GET.get("list", "")
    name = name if name in found else next(iter(found))
    counts = dossiers.how_many(*(rows for _label, rows in found.values()))
    page = Paginator(found[name][1], A_PAGE).get_page(request.GET.get("page"))
    context = frame(request, here="folders") | {
        "may_close": bool(who.units(Role.COUNTER)), "list": name, "label": found[name][0], "page": page, "now": now,
        "tabs": [
            {"label": label, "url": f"?list={key}", "current": key == name, "count": n}
            for (key, (label, _rows)), n in zip(found.items(), counts, strict=True)
        ],
        "toward": "counter" if name == "desk" else "desk",
        "act": {"accept": "accept_folder", "given": "take_back_folder"}.get(name, "hand_folder"),
    }  # fmt: skip
    return render(request, "counter/folders.html", context)


@officers_only(*HANDS)
@require_POST
def batch(request: Request, act: str) -> HttpResponse:
    """One act for many folders, each by itself: a line in each journal; those refused are listed, the rest is done.

    Chosen by ticking (`dossier`), or by codes as a reader types them (`codes`, one a line).
    """
    ids, unknown = _chosen(request)
    if not ids and not unknown:
        raise Invalid(_("Chọn ít nhất một túi hồ sơ."))
    if len(ids) + len(unknown) > MOST:
        raise Invalid(_("Mỗi lần nhiều nhất %(most)s túi hồ sơ.") % {"most": MOST})
    do = _doing(request, act)
    done: list[str] = []
    refused = [{"code": code, "why": _("Không có hồ sơ nào mang mã này ở nơi bạn làm việc.")} for code in unknown]
    for dossier_id in ids:
        try:
            done.append(do(dossier_id).code)
        except Refusal as refusal:
            refused.append({"code": _code_of(request, dossier_id), "why": str(refusal.said)})
    context = frame(request, here="folders") | {
        "done": done, "refused": refused, "batch": _batch(request), "back_url": reverse("counter:folders"),
        "step": {"hand_folder": _("Giao"), "accept_folder": _("Ký nhận")}.get(act, _("Lấy lại")),
        "printable": act != "take_back_folder",
    }  # fmt: skip
    return render(request, "counter/batch.html", context)


def _batch(request: Request) -> UUID:
    """From the form's key: sent twice, it is the same batch."""
    return uuid5(NAMESPACE_URL, f"folders:{key_of(request)}")


def _doing(request: Request, act: str) -> Callable[[UUID], Any]:
    said: dict[str, Any] = {"by": request.who, "at": timezone.now(), "key": key_of(request)}
    if act == "hand_folder":
        said |= {"batch": _batch(request), "note": "", "toward": request.POST.get("toward", "desk")[:10]}
        return lambda one: casework.hand_folder(dossier_id=one, **said)
    if act == "accept_folder":
        return lambda one: casework.accept_folder(dossier_id=one, batch=_batch(request), **said)
    if act == "take_back_folder":
        return lambda one: casework.take_back_folder(dossier_id=one, **said)
    raise NotThere()


def _chosen(request: Request) -> tuple[list[UUID], list[str]]:
    """The dossiers that were ticked or read, each once and in their order; codes that nobody here has."""
    ids: dict[UUID, None] = {}
    unknown: dict[str, None] = {}
    for typed in request.POST.getlist("dossier")[: MOST + 1]:
        try:
            ids[UUID(typed)] = None
        except ValueError:
            unknown[typed[:60]] = None
    for code in request.POST.get("codes", "")[:40_000].split()[: MOST + 1]:
        try:
            ids[dossiers.by_code(request.who, code).pk] = None
        except NotThere:
            unknown[code[:60]] = None
    return list(ids), list(unknown)


def _code_of(request: Request, dossier_id: UUID) -> str:
    try:
        return dossiers.one(request.who, dossier_id).code
    except NotThere:
        return str(dossier_id)


@officers_only(*HANDS)
@require_GET
def sheet(request: Request, batch_id: UUID) -> HttpResponse:
    """The lines of one batch, to be printed and signed by both where paper is wanted."""
    lines = reception.of_batch(request.who, batch_id)
    if not lines:
        raise NotThere()
    return render(request, "counter/handover.html", {"lines": lines, "back_url": reverse("counter:folders")})


@officers_only(*HANDS)
@require_POST
def one(request: Request, dossier_id: UUID, act: str) -> HttpResponse:
    """One act for the folder of one dossier, from its page."""
    at, key, who = timezone.now(), key_of(request), request.who
    note = asking.text(request.POST, "note", most=500)
    if act == "open_folder":
        done = casework.open_folder(dossier_id=dossier_id, by=who, at=at, key=key)
    elif act == "turn_down_folder":
        done = casework.turn_down_folder(dossier_id=dossier_id, reason=note, by=who, at=at, key=key)
    elif act == "archive_folder":
        done = casework.archive_folder(dossier_id=dossier_id, note=note, by=who, at=at, key=key)
    else:
        done = _doing(request, act)(dossier_id)
    messages.success(request, _("%(code)s: đã ghi vào sổ giao nhận.") % {"code": done.code})
    return redirect(own_path(request, request.POST.get("next", ""), otherwise=reverse("counter:folders")))


def _lines(dossier_id: UUID) -> list[Any]:
    """The lines of its register, each with the name of its step."""
    names = {step.act: step.name for step in FOLDERS.steps}
    lines = reception.register(dossier_id)
    for line in lines:
        line.name = names.get(line.act, line.act)  # type: ignore[attr-defined]
    return lines


@officers_only(*HANDS)
@require_GET
def folder(request: Request, dossier_id: UUID) -> HttpResponse:
    """Where the folder of one dossier is, the lines of its register, and what may be done with it."""
    dossier = dossiers.one(request.who, dossier_id)
    found = reception.folder(dossier_id)
    acts = reception.folder_acts(request.who, dossier, found)
    who = request.who
    back = "counter:dossier" if who.units(Role.COUNTER) else "desk:dossier" if who.units(*DESK_ROLES) else ""
    context = frame(request, here="folders") | {
        "dossier": dossier, "folder": found, "lines": _lines(dossier_id), "acts": acts,
        "toward": "counter" if found and found.state == "at_desk" else "desk",
        "crumbs": [
            (_("Sổ giao nhận"), reverse("counter:folders")),
            (dossier.code, reverse(back, args=[dossier_id]) if back else ""), (_("Túi hồ sơ giấy"), ""),
        ],
    }  # fmt: skip
    return render(request, "counter/folder.html", context)


@officers_only(Role.COUNTER)
@require_GET
def closing(request: Request) -> HttpResponse:
    """What is still here at closing time: folders that ought to have left, people who wait, dossiers not received."""
    unit, now = unit_here(request), timezone.now()
    here = reception.still_here(request.who, at=now)
    context = frame(request, here="folders") | {
        "room": unit, "folders": list(here[:A_PAGE]), "more": max(0, here.count() - A_PAGE), "now": now,
        "given": list(reception.given_by(request.who)[:A_PAGE]),
        "figures": reception.figures(unit.pk, today()), "closed": reception.is_closed(unit.pk, today()),
        "unreceived": dossiers.how_many(dossiers.waiting_reception(request.who))[0],
    }  # fmt: skip
    return render(request, "counter/closing.html", context)

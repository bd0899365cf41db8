"""The front page and the search."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.catalogue import queries as catalogue
from motcua.doors.lobby.requests import Request
from motcua.doors.portal.pages import language, show
from motcua.doors.portal.words import level_words, limit_words

PAGE = 20
LEVELS = ("commune", "district", "city")
ICONS = {
    "sinh-con": "birth", "ket-hon": "marriage", "nuoi-con": "home", "qua-doi": "death", "thua-ke": "paper",
    "can-giay-to": "stamp", "mo-kinh-doanh": "shop", "xay-nha": "build", "xuat-ban": "press",
}  # fmt: skip
CODE_FIELD = "code"


@require_safe
def home(request: Request) -> HttpResponse:
    names = {p.code: _name(p) for p in catalogue.offered()}
    events = [_tile(event, names) for event in catalogue.life_events()]
    words = {"events": [e for e in events if e["count"]], "code_field": code_field(), "offered": len(names)}
    return show(request, "home", words)


def _tile(event: Any, names: dict[str, str]) -> dict[str, Any]:
    known = [names[code] for code in event.procedures if code in names]
    return {
        "title": event.title.get(language()) or event.title["vi"],
        "text": ", ".join(known[:2]) + ("…" if len(known) > 2 else ""),
        "icon": ICONS.get(event.code, "paper"),
        "url": f"{reverse('portal:search')}?event={event.code}",
        "count": len(known),
    }


def code_field(*, value: str = "", error: str = "") -> dict[str, Any]:
    """The question for a dossier's code, wherever one can be looked up."""
    return {
        "kind": "text", "name": CODE_FIELD, "label": _("Mã hồ sơ"), "value": value, "error": error,
        "help": _("In ở đầu giấy tiếp nhận, ví dụ 000.09.32.H26-200609-0042."),
    }  # fmt: skip


@require_safe
def search(request: Request) -> HttpResponse:
    """Procedures by words (without marks, with slips of the finger), by life event, field and level; all in the URL."""
    asked = request.GET.get("q", "")[:200]
    field, level = request.GET.get("field", "")[:80], request.GET.get("level", "")
    level = level if level in LEVELS else ""
    event = catalogue.life_event(request.GET.get("event", "")[:80])
    found: Any = catalogue.search(asked, field=field, level=level)
    if event is not None:
        order = {code: place for place, code in enumerate(event.procedures)}
        found = sorted((p for p in found if p.code in order), key=lambda p: order[p.code])
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    words = {
        "here": "search", "q": asked, "field": field, "level": level, "page": page,
        "event": event and (event.title.get(language()) or event.title["vi"]), "event_code": event and event.code,
        "hits": [_hit(p) for p in page],
        "fields": catalogue.fields(), "levels": [(name, level_words(name)) for name in LEVELS],
        "narrowed": bool(field or level or event),
    }  # fmt: skip
    return show(request, "search", words)


def _name(procedure: Any) -> str:
    """As people say it, where the file says how."""
    found = catalogue.definition(procedure.version_id)
    return (found.short_name or found.name).into(language())


def _hit(procedure: Any) -> dict[str, Any]:
    found = catalogue.definition(procedure.version_id)
    open_channels = found.channels.open()
    first = open_channels.get("online") or next(iter(open_channels.values()))
    return {
        "url": reverse("portal:procedure", args=[procedure.code]),
        "name": found.name.into(language()),
        "summary": found.summary.into(language()) if found.summary else "",
        "level": level_words(procedure.level),
        "field": found.field.name.into(language()),
        "time": limit_words(first.limit),
        "online": "online" in open_channels,
    }

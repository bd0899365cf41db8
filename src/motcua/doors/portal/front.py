"""The front page and the search."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.catalogue import queries as catalogue
from motcua.catalogue.facts import Limit
from motcua.doors.lobby.requests import Request
from motcua.doors.portal.pages import language, show, typed
from motcua.doors.portal.words import level_words, limit_words

PAGE = 20
LEVELS = ("commune", "district", "city")
ICONS = {
    "sinh-con": "birth",
    "ket-hon": "marriage",
    "nuoi-con": "home",
    "qua-doi": "death",
    "thua-ke": "paper",
    "can-giay-to": "stamp",
    "mo-kinh-doanh": "shop",
    "xay-nha": "build",
    "xuat-ban": "press",
}
CODE_FIELD = "code"


@require_safe
def home(request: Request) -> HttpResponse:
    names = {code: _said(short) for code, short in catalogue.short_names().items()}
    events = [_tile(event, names) for event in catalogue.life_events()]
    words = {"events": [e for e in events if e["count"]], "code_field": code_field(), "offered": len(names)}
    return show(request, "home", words)


def _tile(event: Any, names: dict[str, str]) -> dict[str, Any]:
    known = [names[code] for code in event.procedures if code in names]
    return {
        "title": _said(event.title),
        "text": ", ".join(known[:2]) + ("…" if len(known) > 2 else ""),
        "icon": ICONS.get(event.code, "paper"),
        "url": f"{reverse('portal:search')}?event={event.code}",
        "count": len(known),
    }


def code_field(*, value: str = "", error: str = "") -> dict[str, Any]:
    """The question for a dossier's code, wherever one can be looked up."""
    return {
        "kind": "text",
        "name": CODE_FIELD,
        "label": _("Mã hồ sơ"),
        "value": value,
        "error": error,
        "help": _("In ở đầu giấy tiếp nhận, ví dụ 000.09.32.H26-200609-0042."),
    }


@require_safe
def search(request: Request) -> HttpResponse:
    """Procedures by words (without marks, with slips of the finger), by life event, field and level; all in the URL."""
    asked = typed(request.GET.get("q", ""), most=200)
    field, level = typed(request.GET.get("field", ""), most=80), request.GET.get("level", "")
    level = level if level in LEVELS else ""
    event = catalogue.life_event(typed(request.GET.get("event", ""), most=80))
    found: Any = catalogue.search(asked, field=field, level=level)
    if event is not None:
        order = {code: place for place, code in enumerate(event.procedures)}
        found = sorted(found.filter(code__in=event.procedures), key=lambda p: order[p.code])
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    words = {
        "here": "search",
        "q": asked,
        "field": field,
        "level": level,
        "page": page,
        "event": event and _said(event.title),
        "event_code": event and event.code,
        "hits": [_hit(p) for p in page],
        "fields": catalogue.fields(),
        "levels": [(name, level_words(name)) for name in LEVELS],
        "narrowed": bool(field or level or event),
    }
    return show(request, "search", words)


def _said(text: dict[str, str]) -> str:
    """Words of the catalogue as they are kept, in the reader's language."""
    return text.get(language()) or text["vi"]


def _hit(procedure: Any) -> dict[str, Any]:
    """One line of the results, straight from the kept JSON: no procedure is read whole for it."""
    kept = procedure.version.definition
    channels = kept["channels"]
    limit = (channels.get("online") or next(iter(channels.values()))).get("limit")
    return {
        "url": reverse("portal:procedure", args=[procedure.code]),
        "name": _said(kept["name"]),
        "summary": _said(kept["summary"]) if "summary" in kept else "",
        "level": level_words(procedure.level),
        "field": _said(kept["field"]["name"]),
        "time": limit_words(Limit.model_validate(limit) if limit else None),
        "online": "online" in channels and "form" in kept,
    }

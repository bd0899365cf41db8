"""The front page and the search."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.base.refusals import NotThere
from motcua.catalogue import queries as catalogue
from motcua.catalogue.facts import Limit
from motcua.doors.lobby.requests import Request
from motcua.doors.portal.pages import language, show, typed, unit_name, whole_place
from motcua.doors.portal.words import level_words, limit_words
from motcua.organisation import queries as organisation

PAGE, PAGE_OF_FIELD = 20, 100  # a whole field on one page: three clicks from the front page to any form
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
    whole = reverse("portal:search")
    words["fields"] = [{"name": name, "url": f"{whole}?field={code}"} for code, name in catalogue.fields()]
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
    """Procedures by words (without marks, with slips), by life event, field, level and unit; all in the URL."""
    asked = typed(request.GET.get("q", ""), most=200)
    field, level = typed(request.GET.get("field", ""), most=80), request.GET.get("level", "")
    level = level if level in LEVELS else ""
    event = catalogue.life_event(typed(request.GET.get("event", ""), most=80))
    unit = _unit(typed(request.GET.get("at", ""), most=40))
    found: Any = catalogue.search(asked, field=field, level=level)
    if unit is not None:
        found = found.filter(code__in=catalogue.offered_at(unit))
    if event is not None:
        order = {code: place for place, code in enumerate(event.procedures)}
        found = sorted(found.filter(code__in=event.procedures), key=lambda p: order[p.code])
    whole_field = field and not asked and event is None
    page = Paginator(found, PAGE_OF_FIELD if whole_field else PAGE).get_page(request.GET.get("page"))
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
        "units": _units(unit),
        "unit": unit.code if unit else "",
        "unit_name": whole_place(unit) if unit else "",
        "narrowed": bool(field or level or event or unit),
    }
    return show(request, "search", words)


def _unit(code: str) -> Any:
    try:
        return organisation.by_code(code) if code else None
    except NotThere:
        return None


def _units(chosen: Any) -> list[dict[str, Any]]:
    """Offices to choose from: the city's and the districts', and the communes of the district that was chosen."""
    above = [chosen, *organisation.parents(chosen)] if chosen else []
    district = next((u for u in above if u.level == "district"), None)
    groups = [
        (_("Các sở của thành phố"), [u for u in organisation.of_level("city") if u.parent_id is not None]),
        (_("Quận, huyện, thị xã"), organisation.of_level("district")),
    ]
    if district is not None:
        groups.append((unit_name(district), organisation.of_level("commune", parent=district.pk)))
    return [{"label": label, "units": [(u.code, unit_name(u)) for u in units]} for label, units in groups if units]


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

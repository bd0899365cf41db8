"""The guide before applying: a few questions, then papers, money, time and place; nothing is kept."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.base.refusals import NotThere
from motcua.catalogue import application, guiding
from motcua.catalogue import queries as catalogue
from motcua.catalogue.guiding import Guided
from motcua.doors.lobby.requests import Request
from motcua.doors.portal.facts import where_words
from motcua.doors.portal.pages import language, show, typed, whole_place
from motcua.doors.portal.papers import demand_words
from motcua.doors.portal.questions import errors_of, shown
from motcua.doors.portal.words import channel_words, limit_words

FEW_UNITS = 40
UNIT = "at-unit"  # ids of questions have no hyphens


@require_safe
def guide(request: Request, procedure: str) -> HttpResponse:
    """Stateless: the answers stand in the address, so that the page can be shared, and start takes them along."""
    found = catalogue.current(typed(procedure, most=80))
    definition, form = catalogue.definition(found.version_id), catalogue.form(found.version_id)
    if definition.form is None:
        raise NotThere()
    channel = "online" if definition.channels.online is not None else next(iter(definition.channels.open()))
    units = catalogue.units_offering(definition) if definition.variants else []
    unit = next((u for u in units if u.code == request.GET.get(UNIT)), units[0] if len(units) == 1 else None)
    raw = raw_of(request.GET)
    guided = guiding.guided(
        form,
        raw,
        channel=channel,
        situation=application.situation(channel=channel, at=timezone.now()),
        language=language(),
        unit=unit,
    )
    asked = "shown" in request.GET
    errors = {f["name"]: f["error"] for f in guided.questions if f["error"]}
    name = (definition.short_name or definition.name).into(language())
    words = {
        "here": "search",
        "name": name,
        "code": found.code,
        "questions": [shown({**f, "required": True}, sources={}) for f in guided.questions],
        "unit": _unit_field(units, chosen=unit) if 1 < len(units) <= FEW_UNITS else None,
        "errors": errors_of(errors) if asked else [],
        "answered": (asked or not guided.questions) and not errors,
        "open": guided.unanswered + guided.open_case,
        "found": _needed(guided, channel=channel, where=[whole_place(unit)] if unit else where_words(definition)),
        "online": definition.channels.online is not None,
        "carried": carried(guided),
        "crumbs": [
            (_("Thủ tục"), reverse("portal:search")),
            (name, reverse("portal:procedure", args=[found.code])),
            (_("Bạn cần gì"), ""),
        ],
    }
    return show(request, "guide", words, status=422 if errors and asked else 200)


def raw_of(given: Any) -> dict[str, list[str]]:
    """What stands in the address, at most twenty answers of a sensible length each."""
    return {name: [typed(one, most=200) for one in given.getlist(name)[:20]] for name in list(given)[:60]}


def carried(guided: Guided) -> str:
    """The answers as they go along to the draft."""
    pairs: list[tuple[str, str]] = []
    for field in guided.questions:
        if field["name"] in guided.answers:
            values = [o["value"] for o in field["options"] if o["chosen"]] or [str(field["value"])]
            pairs += [(field["name"], value) for value in values]
    return urlencode(pairs)


def _needed(guided: Guided, *, channel: str, where: list[str]) -> Mapping[str, Any]:
    return {
        "case": guided.case.name.into(language()) if guided.case else "",
        "papers": [
            {**words, "optional": not words["required"], "on_paper": not words["electronic"]}
            for words in map(demand_words, guided.papers)
        ],
        "fees": [_fee(one) for one in guided.fees],
        "unknown_fees": any(one.amount_vnd is None for one in guided.fees),
        "total_vnd": sum(one.amount_vnd or 0 for one in guided.fees),
        "possible": list(
            dict.fromkeys(e.text.into(language()) for f in guided.fees if f.amount_vnd for e in f.possible)
        ),
        "limit": limit_words(guided.limit),
        "limit_mark": guided.limit is not None and guided.limit.mark == "R",
        "channel": channel_words(channel),
        "where": where,
        "present": guided.must_be_present,
    }


def _fee(one: Any) -> dict[str, Any]:
    return {
        "label": one.line.name.into(language()),
        "amount_vnd": one.amount_vnd,
        "calculated": one.line.calc is not None,
        "basis": "; ".join(e.text.into(language()) for e in one.waived) or (one.line.source if one.mark != "R" else ""),
        "mark": one.mark == "R",
        "sometimes": False,
    }


def _unit_field(units: list[Any], *, chosen: Any) -> dict[str, Any]:
    return {
        "kind": "one_of",
        "look": "select",
        "name": UNIT,
        "label": _("Nơi nộp hồ sơ"),
        "value": chosen.code if chosen else "",
        "choices": [{"value": u.code, "label": whole_place(u), "help": ""} for u in units],
    }

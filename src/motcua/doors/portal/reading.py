"""The page of a procedure: everything before the first question."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.catalogue import queries as catalogue
from motcua.catalogue.definition import Definition
from motcua.doors.lobby.requests import Request
from motcua.doors.portal.facts import facts_of
from motcua.doors.portal.pages import language, show, typed
from motcua.reporting.yearly import Yearly, yearly

ITEMS = {
    "overall": gettext_lazy("Nhìn chung"),
    "ease": gettext_lazy("Thủ tục dễ làm"),
    "punctuality": gettext_lazy("Đúng hẹn"),
    "attitude": gettext_lazy("Thái độ phục vụ"),
}


@require_safe
def procedure(request: Request, procedure: str) -> HttpResponse:
    """By its own name or by its national code; 404 for one that is not offered."""
    found = catalogue.current(typed(procedure, most=80))
    definition = catalogue.definition(found.version_id)
    return show(request, "procedure", shown(definition))


def shown(definition: Definition) -> dict[str, Any]:
    """What the page of a procedure is shown with, whether it is on line or being written."""
    facts, year = facts_of(definition, language=language()), yearly(definition.id, at=timezone.now())
    return {
        "here": "search",
        "p": facts,
        "code": definition.id,
        "guided": definition.form is not None,
        "sections": len(definition.form.sections) if definition.form else 0,
        "year": year,
        "satisfaction": _satisfaction(year),
        "short_answers": _short_answers(facts),
        "crumbs": [
            (_("Thủ tục"), reverse("portal:search")),
            (facts["field"], f"{reverse('portal:search')}?field={definition.field.code}"),
            (facts["short"], ""),
        ],
    }


def _short_answers(facts: dict[str, Any]) -> dict[str, Any]:
    """The three answers at the top: how long, how much, where; of the way that most people take."""
    channels = facts["channels"]
    chosen = next((c for c in channels if c["online"]), channels[0])
    return {"channel": chosen, "fees": chosen["fees"], "where": facts["where"]}


def _satisfaction(found: Yearly) -> list[dict[str, Any]]:
    return [{"name": ITEMS[one.item], "percent": one.percent} for one in found.satisfaction]

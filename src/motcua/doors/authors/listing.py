"""All procedures: who offers them, which versions there are, what differs between two, and their files."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.base.refusals import NotThere
from motcua.catalogue import authoring
from motcua.catalogue import queries as catalogue
from motcua.doors.authors.reading import differences, file_of, frame, paged
from motcua.doors.lobby import asking
from motcua.doors.lobby.requests import Request, officers_only
from motcua.people.models import Role

FEW = 3


@officers_only(Role.CATALOGUE)
@require_GET
def procedures(request: Request) -> HttpResponse:
    """Search, filters and page are all in the URL (`q`, `field`, `level`, `state`, `page`)."""
    asked = {name: asking.text(request.GET, name, most=100) for name in ("q", "field", "level", "state")}
    found = authoring.procedures(asked["q"], field=asked["field"], level=asked["level"], state=asked["state"])
    page = paged(request, found)
    waiting = {one.code for one in authoring.proposals(waiting=True)}
    context = frame(request, "procedures") | {
        "asked": asked, "page": page, "rows": [_row(one, waiting) for one in page], "fields": authoring.fields(),
        "levels": [("commune", _("Cấp phường, xã, thị trấn")), ("district", _("Cấp quận, huyện, thị xã")),
                   ("city", _("Cấp thành phố"))],
        "filtered": any(asked.values()),
    }  # fmt: skip
    return render(request, "authors/procedures.html", context)


def _row(one: Any, waiting: set[str]) -> dict[str, Any]:
    definition = catalogue.definition(one.version_id)
    units = catalogue.units_offering(definition)
    return {
        "code": one.code, "name": one.name, "field": one.field_name, "offered": one.offered,
        "url": reverse("authors:procedure", args=[one.code]), "number": definition.national_code or "",
        "units": ", ".join(u.name for u in units) if len(units) <= FEW else "", "count": len(units),
        "effective": one.version.effective_date, "waits": one.code in waiting,
    }  # fmt: skip


@officers_only(Role.CATALOGUE)
@require_GET
def procedure(request: Request, code: str) -> HttpResponse:
    """One procedure: the units that offer it, its versions, what was proposed."""
    found = authoring.procedure(code)
    definition = catalogue.definition(found.version_id)
    units = paged(request, catalogue.units_offering(definition))
    versions = list(catalogue.versions(code))
    context = frame(request, "procedures", (found.name, "")) | {
        "found": found, "definition": definition, "page": units, "versions": versions,
        "proposals": list(authoring.proposals(code=code)[:20]),
        "waits": authoring.proposals(code=code, waiting=True).first(),
        "unverified": len(list(authoring.doubts(definition))),
    }  # fmt: skip
    return render(request, "authors/procedure.html", context)


@officers_only(Role.CATALOGUE)
@require_GET
def compare(request: Request, code: str) -> HttpResponse:
    """Two versions (`before`, `after`), by place in the definition."""
    before, after = (authoring.version(code, _id(request.GET.get(name, ""))) for name in ("before", "after"))
    found = differences(catalogue.definition(before.pk), catalogue.definition(after.pk))
    back = reverse("authors:procedure", args=[code])
    context = frame(request, "procedures", (authoring.procedure(code).name, back), (_("So sánh"), "")) | {
        "title": _("So sánh hai phiên bản"), "before": before.effective_date, "after": after.effective_date,
        "differences": found, "back": back,
    }  # fmt: skip
    return render(request, "authors/compare.html", context)


@officers_only(Role.CATALOGUE)
@require_GET
def download(request: Request, code: str, version_id: UUID, form: str) -> HttpResponse:
    return file_of(catalogue.definition(authoring.version(code, version_id).pk), form=form)


def _id(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise NotThere() from None

"""What stands around every page of this door, and what is read from files that come in and go out."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from motcua.base.refusals import Invalid, NotThere
from motcua.catalogue import authoring, comparing, yamltext
from motcua.catalogue.definition import Definition
from motcua.catalogue.source import read_source
from motcua.catalogue.workbook import TYPE, TooLong, UnreadableWorkbook, read_workbook, to_workbook
from motcua.catalogue.yamlsource import Unreadable
from motcua.doors.lobby.lists import unit_of
from motcua.doors.lobby.requests import Request
from motcua.people.models import Role

PAGE = 50
MOST_BYTES = 5_000_000


def frame(request: Request, here: str, *crumbs: tuple[str, str]) -> dict[str, Any]:
    """Bar and places; `here` is the place that is open."""
    waiting = authoring.proposals(waiting=True).count()
    places = [
        ("procedures", _("Thủ tục"), None), ("drafts", _("Bản soạn"), authoring.drafts().count()),
        ("proposals", _("Chờ đồng ý"), waiting),
    ]  # fmt: skip
    first = next((label, reverse(f"authors:{name}")) for name, label, _count in places if name == here)
    return {
        "unit": unit_of(request, Role.CATALOGUE),
        "places": [
            {"label": label, "url": reverse(f"authors:{name}"), "current": name == here, "count": count}
            for name, label, count in places
        ],
        "crumbs": [first, *crumbs] if crumbs else [],
    }


def paged(request: Request, found: Any) -> Page[Any]:
    return Paginator(found, PAGE).get_page(request.GET.get("page"))


def errors_of(refusal: Invalid | None, *, otherwise: str) -> list[dict[str, str]]:
    """For the error summary: each fault at its field, a fault of the whole at the field `otherwise`."""
    if refusal is None:
        return []
    faults = refusal.fields or {otherwise: refusal.said}
    return [{"name": name or otherwise, "message": str(said)} for name, said in faults.items()]


def taken_in(content: bytes, *, name: str) -> tuple[str, list[dict[str, str]]]:
    """(YAML, faults) of an uploaded workbook or YAML file; each fault says its sheet and cell, or its line."""
    if content[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"} or name.lower().endswith((".xlsx", ".xls", ".xlsm")):
        try:
            return yamltext.written(read_workbook(content, name=name).definition), []
        except UnreadableWorkbook as fault:
            return "", [{"place": f"{f.sheet} {f.cell}".strip(), "said": f.message} for f in fault.faults]
    try:
        read_source(content, name=name)
    except Unreadable as fault:
        return "", by_line(fault.problems)
    return content.decode("utf-8-sig"), []


def by_line(problems: Iterable[Any]) -> list[dict[str, str]]:
    return [{"place": _("Dòng %(n)d") % {"n": p.line}, "said": p.message, "line": str(p.line)} for p in problems]


def faults_of(text: str) -> list[dict[str, str]]:
    """What is wrong in a YAML text: it cannot be read, or the lint has something to say."""
    try:
        return by_line(authoring.problems(text))
    except Unreadable as fault:
        return by_line(fault.problems)


def file_of(definition: Definition, *, form: str, text: str = "") -> HttpResponse:
    """The procedure as `workbook` or `yaml`. Raises `NotThere` for another form, `Invalid` for a full cell."""
    if form == "yaml":
        response = HttpResponse(text or yamltext.written(definition), content_type="application/yaml; charset=utf-8")
        ending = "yaml"
    elif form == "workbook":
        try:
            response, ending = HttpResponse(to_workbook(definition), content_type=TYPE), "xlsx"
        except TooLong as fault:
            raise Invalid(_("Một ô không chứa hết điều kiện này trong Excel. Hãy tải tệp YAML.")) from fault
    else:
        raise NotThere()
    response["Content-Disposition"] = content_disposition_header(True, f"{definition.id}.{ending}") or "attachment"
    return response


def differences(before: Definition | None, after: Definition) -> list[comparing.Difference]:
    return comparing.compared(before, after) if before is not None else []

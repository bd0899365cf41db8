"""Somebody stands at the counter: choose the procedure, fill one page, hand over the receipt."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua import casework
from motcua.base.ids import new_id
from motcua.base.refusals import Invalid, KeyReused, NotThere
from motcua.catalogue import queries as catalogue
from motcua.catalogue.cleaning import plain_text
from motcua.doors.counter import incomplete, sheet
from motcua.doors.counter.reading import frame, opened
from motcua.doors.counter.views import url_of
from motcua.doors.lobby.casefile import Casefile
from motcua.doors.lobby.requests import Request, key_of, officers_only
from motcua.organisation import queries as organisation
from motcua.people.models import Role
from motcua.reception import queries as reception


@officers_only(Role.COUNTER)
@require_GET
def choose(request: Request) -> HttpResponse:
    """Procedures that this counter takes in, found without marks and with slips of the finger."""
    words = plain_text(request.GET.get("q", "")[:100])
    rows = [
        {
            "name": p.name_en if request.LANGUAGE_CODE == "en" and p.name_en else p.name, "field": p.field_name,
            "url": reverse("counter:register_one", args=[p.code]),
            "quick_url": reverse("counter:quick", args=[p.code]) if is_quick(p.version_id) else "",
        }
        for p in catalogue.search(words)
        if unit_for(request, p.version_id)
    ]  # fmt: skip
    context = frame(request, here="register") | {"rows": rows, "words": words}
    return render(request, "counter/choose.html", context)


def is_quick(version_id: UUID) -> bool:
    """Whether it is settled while the person waits: then a short form is enough."""
    stated = catalogue.definition(version_id).immediate_result
    return stated is not None and bool(stated.value)


def unit_for(request: Request, version_id: UUID) -> Any:
    """The unit of this officer's counter that takes the procedure in; None when none does."""
    definition = catalogue.definition(version_id)
    for unit_id in sorted(request.who.units(Role.COUNTER)):
        unit = organisation.unit(unit_id)
        try:
            receiving, _settling = catalogue.receiving_and_settling(definition, unit)
        except (Invalid, NotThere):
            continue
        if receiving.pk == unit.pk:
            return unit
    return None


@officers_only(Role.COUNTER)
@require_http_methods(["GET", "POST"])
def register(request: Request, procedure: str) -> HttpResponse:
    """One page for the whole application. “Cập nhật” shows it again with what the answers ask for.

    The dossier's id is made with the form and is its idempotency key: sent twice, it makes one dossier.
    """
    found = catalogue.current(procedure)
    unit = unit_for(request, found.version_id)
    if unit is None:
        raise NotThere()
    blank = sheet.Sheet(found.version_id, request.POST, request.LANGUAGE_CODE or "vi", timezone.now())
    if request.method == "GET":
        return _page(request, blank, dossier_id=new_id(), unit=unit, faults={})
    dossier_id = made_with_the_form(request)
    if any(name in request.POST for name in incomplete.OUTCOMES):
        return _not_taken_in(request, blank, dossier_id=dossier_id, unit=unit)
    if "register" not in request.POST:
        return _page(request, blank, dossier_id=dossier_id, unit=unit, faults={})
    if faults := blank.faults(unit.pk):
        return _page(request, blank, dossier_id=dossier_id, unit=unit, faults=faults)
    try:
        done = casework.register(
            dossier_id=dossier_id, version_id=found.version_id, unit_id=unit.pk, person=blank.person,
            answers=blank.answers, papers=blank.counted(), return_by=blank.return_by, address=blank.address,
            receipt_asked=blank.receipt_asked, by=request.who, at=timezone.now(), key=str(dossier_id),
        )  # fmt: skip
    except Invalid as refusal:
        faults = sheet.named(refusal) or {"": str(refusal.said)}
        return _page(request, blank, dossier_id=dossier_id, unit=unit, faults=faults)
    except IntegrityError as taken:
        raise KeyReused(_("Biểu mẫu này đã được dùng. Hãy mở lại trang tiếp nhận để có biểu mẫu mới.")) from taken
    return redirect("counter:registered", done.subject)


def _not_taken_in(request: Request, typed: "sheet.Sheet", *, dossier_id: UUID, unit: Any) -> HttpResponse:
    """Form 02 or form 03 instead of a receipt; the page again when something about it is wrong."""
    try:
        done = incomplete.outcome(request, typed, dossier_id=dossier_id, unit_id=unit.pk)
    except Invalid as refusal:
        faults = {name: str(said) for name, said in refusal.fields.items()} or {"": str(refusal.said)}
        return _page(request, typed, dossier_id=dossier_id, unit=unit, faults=faults)
    except IntegrityError as taken:
        raise KeyReused(_("Biểu mẫu này đã được dùng. Hãy mở lại trang tiếp nhận để có biểu mẫu mới.")) from taken
    return redirect("counter:registered", done.subject)


def made_with_the_form(request: Request) -> UUID:
    try:
        return UUID(key_of(request))
    except ValueError:
        raise Invalid(_("Biểu mẫu này không đầy đủ. Hãy mở lại trang tiếp nhận.")) from None


def _page(
    request: Request, filled: "sheet.Sheet", *, dossier_id: UUID, unit: Any, faults: dict[str, str]
) -> HttpResponse:
    whole = filled.page(faults)
    context = frame(request, here="register") | whole | {
        "away": incomplete.section(request, whole, faults), "dossier_key": dossier_id, "at_unit": unit.name,
        "crumbs": [(_("Tiếp nhận tại quầy"), reverse("counter:register")), (filled.procedure, "")],
    }  # fmt: skip
    return render(request, "counter/register.html", context, status=422 if faults else 200)


@officers_only(Role.COUNTER)
@require_GET
def registered(request: Request, dossier_id: UUID) -> HttpResponse:
    """What to hand over now: the receipt, and what is to be paid; then the next person."""
    found = opened(request, dossier_id)
    file, url = Casefile(found, request.LANGUAGE_CODE or "vi"), url_of(dossier_id)
    letters = file.letters(url)
    context = frame(request, here="register") | {
        "dossier": found, "file": file, "bill": file.bill(),
        "slip": next((one for one in letters if one["kind"] in ("supplement", "refusal")), None),
        "receipt": next((one for one in letters if one["kind"] == "receipt"), None),
        "collect_url": url("collect"), "dossier_url": url("dossier"),
        "scan_url": url("scan"), "together": _together(request, found),
        "again_url": reverse("counter:register_one", args=[file.definition.id]),
    }  # fmt: skip
    return render(request, "counter/registered.html", context)


def _together(request: Request, dossier: Any) -> list[Any]:
    """The dossiers that were opened during the same ticket, when there are several: they can share a receipt."""
    ticket = reception.ticket_of(dossier.pk)
    tied = reception.tied_to(ticket.pk) if ticket else []
    return tied if len(tied) > 1 else []

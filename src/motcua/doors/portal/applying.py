"""Beginning an application, choosing the office, coming back to it, throwing it away."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua import casework
from motcua.catalogue import guiding
from motcua.catalogue import queries as catalogue
from motcua.doors.lobby.requests import Request, persons_only
from motcua.doors.portal.behalf import owner_words
from motcua.doors.portal.drafts import Writing, only_its_writer, with_draft
from motcua.doors.portal.guiding import raw_of
from motcua.doors.portal.pages import show, typed, unit_name
from motcua.doors.portal.profile import sources
from motcua.doors.portal.questions import errors_of, question_of
from motcua.organisation import queries as organisation

FEW = 40


@require_http_methods(["GET", "POST"])
@persons_only
def apply(request: Request, procedure: str) -> HttpResponse:
    """Start a draft with what is known already and what the guide was answered, which stands in the address.

    A GET (somebody who had to log in first) shows the guide or the procedure again.
    """
    found = catalogue.current(typed(procedure, most=80))
    if request.method != "POST":
        answered = request.GET.urlencode()
        if answered:
            return redirect(f"{reverse('portal:guide', args=[found.code])}?shown=yes&{answered}#needed")
        return redirect("portal:procedure", found.code)
    form = catalogue.form(found.version_id)
    answers, _used = form.prefill(sources(request.who, procedure=found.code))
    answers |= guiding.answered(form, raw_of(request.GET))[0]
    draft_id = uuid4()
    casework.start(dossier_id=draft_id, procedure=found.code, answers=answers, by=request.who, at=timezone.now())
    return redirect("portal:unit", draft_id)


@require_http_methods(["GET", "POST"])
@with_draft
def unit(request: Request, writing: Writing) -> HttpResponse:
    """Which office: only those that offer it. Many communes are chosen by district first."""
    units = catalogue.units_offering(writing.definition)
    fault = ""
    if request.method == "POST":
        chosen = next((u for u in units if u.code == request.POST.get("unit", "")), None)
        if chosen is not None:
            changes = {"unit_id": chosen.pk}
            casework.save(dossier_id=writing.kept.pk, changes=changes, saves=None, by=request.who, at=timezone.now())
            return redirect(writing.after(writing.url("unit")))
        fault = _("Hãy chọn nơi nộp hồ sơ trong danh sách.")
    words = {
        "procedure": writing.name,
        **writing.place(writing.url("unit")),
        "errors": errors_of({"unit": fault} if fault else {}),
        **_choice(units, asked=request.GET.get("district", ""), kept=writing.kept.unit),
        "fault": fault,
        "owner": owner_words(writing.kept.behalf),
        "behalf_url": writing.url("behalf"),
    }
    return show(request, "unit", words, status=422 if fault else 200)


def _choice(units: list[Any], *, asked: str, kept: Any) -> dict[str, Any]:
    """One list where the offices are few; else first the district, then its communes."""
    if len(units) <= FEW:
        return {"field": _unit_field(units, kept=kept), "districts": None}
    above = {u.parent_id for u in units}
    districts = [d for d in organisation.of_level("district") if d.pk in above]
    district = next((d for d in districts if d.code == asked), None)
    if district is None and kept is not None and not asked:
        district = next((d for d in districts if d.pk == kept.parent_id), None)
    options = [{"value": d.code, "label": unit_name(d), "help": ""} for d in districts]
    inside = [u for u in units if district and u.parent_id == district.pk]
    return {
        "districts": {
            "kind": "one_of",
            "look": "select",
            "name": "district",
            "label": _("Quận, huyện, thị xã"),
            "choices": options,
            "value": district.code if district else "",
            "help": _("Nơi bạn cư trú, hoặc nơi thủ tục quy định."),
        },
        "field": _unit_field(inside, kept=kept) if district else None,
    }


def _unit_field(units: list[Any], *, kept: Any) -> dict[str, Any]:
    chosen = kept.code if kept in units else units[0].code if len(units) == 1 else ""
    return {
        "kind": "one_of",
        "look": "select" if len(units) > 5 else "",
        "name": "unit",
        "label": _("Nơi nộp hồ sơ"),
        "value": chosen,
        "choices": [{"value": u.code, "label": unit_name(u), "help": ""} for u in units],
    }


@require_safe
@with_draft
def resume(request: Request, writing: Writing) -> HttpResponse:
    """Where to go on: the office if none is chosen, the first section with something missing, else the check page."""
    if writing.kept.unit_id is None:
        return redirect(writing.url("unit"))
    checked = writing.form.check(writing.answers, situation=writing.situation)
    wrong = {question_of(name) for name in checked.errors}
    pledges = {page["id"] for page in writing.pledges()}
    for page in writing.pages():
        if page["id"] not in pledges and any(field["name"] in wrong for field in page["fields"]):
            return redirect(writing.section_url(page["id"]))
    missing = any(d.required and not writing.kept.papers.get(d.id) for d in writing.demands())
    return redirect(writing.url("papers" if missing else "check"))


@require_POST
@with_draft
def discard(request: Request, writing: Writing) -> HttpResponse:
    """Throw the draft away: the city never knew of it."""
    only_its_writer(request)
    casework.discard(dossier_id=writing.kept.pk, by=request.who, at=timezone.now())
    messages.success(request, _("Đã bỏ bản nháp «%(name)s».") % {"name": writing.name})
    return redirect("portal:mine")

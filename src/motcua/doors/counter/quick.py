"""The short form for what is settled while the person waits: 200 certified copies in a morning, by keyboard alone.

Only the person and the questions that their data do not answer; Enter receives, and the next blank form is there.
"""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua import casework
from motcua.base.ids import new_id
from motcua.base.refusals import Invalid, KeyReused, NotThere
from motcua.catalogue import queries as catalogue
from motcua.doors.counter import questions, sheet
from motcua.doors.counter.reading import frame
from motcua.doors.counter.walk_in import is_quick, made_with_the_form, unit_for
from motcua.doors.lobby.requests import Request, officers_only
from motcua.doors.lobby.words import money_words
from motcua.payments import queries as payments
from motcua.people.models import Role

# Somebody of whom everything is known: what their data answer is not asked here.
KNOWN = {
    "kind": "citizen", "full_name": "x", "personal_number": "001192000011", "birth_date": date(1992, 1, 1),
    "phone": "0912000011", "email": "x@example.vn", "address": "x",
}  # fmt: skip
NOT_HERE = frozenset({"applicant__kind", "applicant__email", "applicant__tax_code"})


@officers_only(Role.COUNTER)
@require_http_methods(["GET", "POST"])
def register(request: Request, procedure: str) -> HttpResponse:
    """Receive and show the next blank form, with what was just received and what is to be paid for it."""
    found = catalogue.current(procedure)
    unit = unit_for(request, found.version_id)
    if unit is None or not is_quick(found.version_id):
        raise NotThere()
    sent, language = _with_declarations(request, found), request.LANGUAGE_CODE or "vi"
    typed = sheet.Sheet(found.version_id, sent, language, timezone.now())
    if request.method == "GET":
        return _page(request, typed, code=found.code, unit_code=unit.code, dossier_id=new_id(), faults={})
    dossier_id = made_with_the_form(request)
    faults = typed.faults_of_the_person(typed.faults(unit.pk))
    if faults:
        return _page(request, typed, code=found.code, unit_code=unit.code, dossier_id=dossier_id, faults=faults)
    try:
        done = casework.register(
            dossier_id=dossier_id, version_id=found.version_id, unit_id=unit.pk, person=typed.person,
            answers=typed.answers, papers=typed.counted(), return_by="counter", address="",
            receipt_asked=typed.receipt_asked, by=request.who, at=timezone.now(), key=str(dossier_id),
        )  # fmt: skip
    except Invalid as refusal:
        faults = sheet.named(refusal) or {"": str(refusal.said)}
        return _page(request, typed, code=found.code, unit_code=unit.code, dossier_id=dossier_id, faults=faults)
    except IntegrityError as taken:
        raise KeyReused(_("Biểu mẫu này đã được dùng. Hãy mở lại trang tiếp nhận để có biểu mẫu mới.")) from taken
    due = payments.account(dossier_id).due_vnd
    said = _("%(code)s: đã tiếp nhận, phải thu %(due)s.") % {"code": done.code, "due": money_words(due)}
    messages.success(request, said)
    return redirect("counter:quick", procedure)


def _with_declarations(request: Request, found: Any) -> QueryDict:
    """What was typed; the pledge that the person spoke is one box for all declarations of the form."""
    sent = request.POST.copy()
    if sent.get("pledge__said") == "yes":
        for name, ready in catalogue.form(found.version_id).by_id.items():
            if ready.question.kind == "declaration":
                sent[name] = "yes"
    return sent


def _page(
    request: Request, typed: "sheet.Sheet", *, code: str, unit_code: str, dossier_id: Any, faults: dict[str, str]
) -> HttpResponse:
    whole = typed.page(faults)
    known, _used = typed.form.prefill(questions.sources(KNOWN))
    left_out = set(known) | {n for n, ready in typed.form.by_id.items() if ready.question.kind == "declaration"}
    asked = [
        question for section in whole["sections"] for question in section["questions"]
        if question["field"]["name"] not in left_out and not question["field"]["optional"]
    ]  # fmt: skip
    # Nothing here is beside the point: what may stay empty stands on the whole form only.
    for cell in (cell for question in asked for row in question.get("rows", [])[:1] for cell in row):
        cell["field"]["optional"] = False
    applicant = [f | {"optional": False} for f in whole["applicant"] if f["name"] not in NOT_HERE]
    context = frame(request, here="register") | whole | {
        "applicant": applicant, "questions": asked, "papers": [p for p in whole["papers"] if p["required"]],
        "dossier_key": dossier_id, "full_url": reverse("counter:register_one", args=[code]),
        "pledged": request.method == "GET" or request.POST.get("pledge__said") == "yes",
        "crumbs": [(_("Tiếp nhận tại quầy"), reverse("counter:register")), (typed.procedure, "")],
    }  # fmt: skip
    home = questions.place_name(unit_code) if request.method == "GET" else request.POST.get("applicant__commune", "")
    context["commune"] = {"shape": "place", "field": {
        "name": "applicant__commune", "label": _("Phường, xã nơi ở"), "value": home,
        "error": faults.get("applicant__commune", ""),
    }}  # fmt: skip
    context["communes"] = questions.places()
    return render(request, "counter/quick.html", context, status=422 if faults else 200)

"""Somebody stands at the counter with less than is needed: form 02 or form 03 from the same page, and their return."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import Invalid
from motcua.doors.counter import sheet
from motcua.doors.counter.reading import frame, open_acts, opened
from motcua.doors.lobby import asking
from motcua.doors.lobby.casefile import Casefile
from motcua.doors.lobby.requests import Request, key_of, officers_only
from motcua.dossiers import queries as dossiers
from motcua.people.models import Role

OUTCOMES = ("guide", "turn_away")
KNOWN_OF_A_PERSON = ("kind", "full_name", "personal_number", "tax_code", "birth_date", "phone", "email", "address")


def outcome(request: Request, typed: "sheet.Sheet", *, dossier_id: UUID, unit_id: UUID) -> Done:
    """What the officer decided instead of taking it in. Raises `Invalid` with the faults by field."""
    if wrong := {n: said for n, said in typed.faults(unit_id).items() if n.startswith("applicant__")}:
        raise Invalid(fields=wrong)
    reason = asking.text(request.POST, "away__reason", most=2000, lines=True)
    known: dict[str, Any] = {
        "dossier_id": dossier_id, "version_id": typed.version_id, "unit_id": unit_id, "person": typed.person,
        "answers": typed.answers, "reason": reason, "by": request.who, "at": timezone.now(), "key": str(dossier_id),
    }  # fmt: skip
    try:
        if "turn_away" in request.POST:
            return casework.turn_away(**known)
        return casework.guide_walk_in(**known, items=_chosen(request, typed))
    except Invalid as refusal:
        fields = {"away__reason" if n == "reason" else n: said for n, said in sheet.named(refusal).items()}
        raise Invalid(refusal.said, fields=fields) from refusal


def _chosen(request: Request, typed: "sheet.Sheet") -> list[dict[str, str]]:
    """The items that were ticked, each with its reason; what this form does not have cannot be asked for."""
    found = []
    for group in groups(request, typed.page({}), faults={}):
        for row in group["rows"]:
            if row["chosen"]:
                kind, _colon, name = row["value"].partition(":")
                found.append({kind: name, "reason": row["reason"]})
    return found


def section(request: Request, whole: Mapping[str, Any], faults: Mapping[str, str]) -> dict[str, Any]:
    """The part of the page that ends otherwise than by taking it in; open when something is missing."""
    reason = {
        "name": "away__reason", "kind": "textarea", "label": _("Lý do ghi trên phiếu"), "optional": True,
        "value": request.POST.get("away__reason", ""), "error": faults.get("away__reason", ""),
        "help": _("Bắt buộc khi giao phiếu: một câu để người nộp hiểu cần làm gì và vì sao."),
    }  # fmt: skip
    return {"open": bool(faults), "groups": groups(request, whole, faults=faults), "reason": reason,
            "fault": faults.get("items", "")}  # fmt: skip


def groups(request: Request, whole: Mapping[str, Any], *, faults: Mapping[str, str]) -> list[dict[str, Any]]:
    """Everything that can be asked for, as `ask_items.html` shows it; what is missing is ticked at first."""
    picked = set(request.POST.getlist("item"))
    said: dict[str, str] = {}
    for name, fault in faults.items():
        paper = name.startswith("papers__")
        said.setdefault(name if paper else sheet.question_of(name), fault)

    def row(value: str, *, label: str, now: str, fault: str) -> dict[str, Any]:
        chosen = value in picked or (bool(fault) and not picked)
        reason = asking.text(request.POST, f"reason:{value}", most=500) or (fault if chosen else "")
        wrong = _("Ghi rõ lý do.") if chosen and not reason else ""
        shown_id = "item-" + value.replace(":", "-")
        return {
            "id": shown_id, "value": value, "label": label, "now": now, "chosen": chosen, "reason": reason,
            "error": wrong,
        }  # fmt: skip

    papers = [
        row(
            f"paper:{one['name'].removeprefix('papers__')}", label=one["label"], now="",
            fault=said.get(one["name"], ""),
        )
        for one in whole["papers"]
    ]  # fmt: skip
    found = [{"title": _("Giấy tờ"), "rows": papers}] if papers else []
    for part in whole["sections"]:
        fields = [question["field"] for question in part["questions"] if question["shape"] != "computed"]
        rows = [
            row(f"question:{f['name']}", label=f["label"], now=_typed(f), fault=said.get(f["name"], ""))
            for f in fields
        ]  # fmt: skip
        found.append({"title": part["title"], "rows": rows})
    return found


def _typed(field: Mapping[str, Any]) -> str:
    return field["value"] if isinstance(field["value"], str) and not field["choices"] else ""


@officers_only(Role.COUNTER)
@require_http_methods(["GET", "POST"])
def complete(request: Request, dossier_id: UUID) -> HttpResponse:
    """They are back with everything: what was declared the first time stands there, the papers are counted."""
    found, language = opened(request, dossier_id), request.LANGUAGE_CODE or "vi"
    owner = {name: getattr(found.owner, name) for name in KNOWN_OF_A_PERSON}
    declared = dossiers.last_answers(dossier_id)
    typed = sheet.Sheet(found.version_id, request.POST, language, timezone.now(), declared=declared, owner=owner)
    faults = typed.faults(found.receiving_unit_id) if "register" in request.POST else {}
    if "register" in request.POST and not faults:
        try:
            casework.complete(
                dossier_id=dossier_id, answers=typed.answers, papers=typed.counted(),
                receipt_asked=typed.receipt_asked, by=request.who, at=timezone.now(), key=key_of(request),
            )  # fmt: skip
            return redirect("counter:registered", dossier_id)
        except Invalid as refusal:
            faults = sheet.named(refusal) or {"": str(refusal.said)}
    file = Casefile(found, language)
    asking.need_open("complete", open_acts(request, file), found)
    here = reverse("counter:dossier", args=[dossier_id])
    context = frame(request, here="worklist") | typed.page(faults) | {
        "completing": found, "requests": file.asked(), "applicant": [], "return_fields": [],
        "dossier_key": key_of(request) if request.method == "POST" and not faults else "",
        "crumbs": [(_("Việc cần làm"), reverse("counter:worklist")), (found.code, here), (_("Hoàn thiện hồ sơ"), "")],
    }  # fmt: skip
    return render(request, "counter/register.html", context, status=422 if faults else 200)

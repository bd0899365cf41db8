"""Proposals: publish a draft, withdraw a procedure, switch a rule off; and the second person's answer."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua import casework
from motcua.base.refusals import Invalid
from motcua.catalogue import authoring, rules
from motcua.catalogue import queries as catalogue
from motcua.catalogue.authoring import Change
from motcua.catalogue.cleaning import Wrong, day, plain_text
from motcua.catalogue.definition import Definition
from motcua.doors.authors.reading import differences, errors_of, frame, paged
from motcua.doors.lobby import asking
from motcua.doors.lobby.requests import Request, key_of, officers_only
from motcua.dossiers import repair
from motcua.people.models import Role


@officers_only(Role.CATALOGUE)
@require_http_methods(["GET", "POST"])
def publish(request: Request, draft_id: UUID) -> HttpResponse:
    """From which day, why, and who answers for what is not verified."""
    found = authoring.draft(draft_id)
    change, refusal = Change(
        kind="publish", code=found.code, draft_id=draft_id, effective=_day(request.POST),
        reason=asking.text(request.POST, "reason", most=2000, lines=True),
        approval=asking.text(request.POST, "approval", most=200),
    ), None  # fmt: skip
    if request.method == "POST":
        try:
            return _put(request, change, subject_id=draft_id)
        except Invalid as fault:
            refusal = fault
    doubts = len(list(authoring.doubts(authoring.read_draft(found).definition)))
    fields = [_day_field(request.POST), _reason_field(change.reason)]
    if doubts:
        fields.append({
            "name": "approval", "kind": "text", "label": _("Ai chịu trách nhiệm về điều chưa xác minh"),
            "value": change.approval, "help": _("Có %(n)d điều chờ xác minh. Ghi họ tên và chức vụ.") % {"n": doubts},
        })  # fmt: skip
    context = frame(request, "drafts", (found.name, reverse("authors:draft", args=[draft_id])), (_("Ban hành"), ""))
    context |= {"title": _("Đề nghị ban hành"), "name": found.name, "button": _("Gửi người thứ hai đồng ý")}
    return _asked(request, context, fields=fields, refusal=refusal, back=reverse("authors:draft", args=[draft_id]))


@officers_only(Role.CATALOGUE)
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, code: str) -> HttpResponse:
    """Stop offering a procedure: nothing new can be sent; what was sent goes on."""
    found, refusal = authoring.procedure(code), None
    reason = asking.text(request.POST, "reason", most=2000, lines=True)
    if request.method == "POST":
        try:
            change = Change(kind="withdraw", code=code, effective=timezone.localdate(), reason=reason)
            return _put(request, change, subject_id=authoring.subject_of(code))
        except Invalid as fault:
            refusal = fault
    back = reverse("authors:procedure", args=[code])
    context = frame(request, "procedures", (found.name, back), (_("Ngừng cung cấp"), "")) | {
        "title": _("Đề nghị ngừng cung cấp"), "name": found.name, "button": _("Gửi người thứ hai đồng ý"),
        "hint": _("Khi người thứ hai đồng ý, không ai gửi hồ sơ mới được nữa. Hồ sơ đã gửi vẫn được giải quyết."),
        "grave": True,
    }  # fmt: skip
    return _asked(request, context, fields=[_reason_field(reason)], refusal=refusal, back=back)


@officers_only(Role.CATALOGUE)
@require_http_methods(["GET", "POST"])
def switch_off(request: Request, code: str) -> HttpResponse:
    """Choose the rules that are wrong: a version without them is published when a second person consents."""
    found, refusal = authoring.procedure(code), None
    chosen = tuple(plain_text(one[:200]) for one in request.POST.getlist("rules")[:100])
    reason = asking.text(request.POST, "reason", most=2000, lines=True)
    if request.method == "POST":
        try:
            today = timezone.localdate()
            change = Change(kind="switch_off", code=code, effective=today, reason=reason, rules=chosen)
            return _put(request, change, subject_id=authoring.subject_of(code))
        except Invalid as fault:
            refusal = fault
    back = reverse("authors:procedure", args=[code])
    known = rules.switchable(catalogue.definition(found.version_id))
    context = frame(request, "procedures", (found.name, back), (_("Tắt quy tắc"), "")) | {
        "title": _("Tắt quy tắc sai"), "name": found.name, "button": _("Gửi người thứ hai đồng ý"), "grave": True,
        "hint": _("Hồ sơ mới theo phiên bản không có quy tắc này. Hồ sơ đang mở bị ảnh hưởng sẽ được liệt kê để sửa."),
        "rules": [{"rule": rule, "kind": rules.KINDS[rule.kind], "chosen": rule.place in chosen} for rule in known],
    }  # fmt: skip
    return _asked(request, context, fields=[_reason_field(reason)], refusal=refusal, back=back)


def _put(request: Request, change: Change, *, subject_id: UUID) -> HttpResponse:
    done = casework.put_forward(
        subject_id=subject_id, change=change, by=request.who, at=timezone.now(), key=key_of(request)
    )
    messages.success(request, _("Đã gửi đề nghị. Một quản trị danh mục khác phải đồng ý."))
    return redirect("authors:proposal", done.said["proposal"])


def _asked(
    request: Request, context: dict[str, Any], *, fields: list[dict[str, Any]], refusal: Invalid | None, back: str
) -> HttpResponse:
    errors = errors_of(refusal, otherwise="reason")
    for field in fields:
        field["error"] = next((e["message"] for e in errors if e["name"] == field["name"]), "")
    context |= {"fields": fields, "errors": errors, "back": back}
    return render(request, "authors/change.html", context, status=422 if refusal else 200)


def _day(posted: QueryDict) -> date:
    """The day that was typed; one long gone, which is refused, for what is no day."""
    typed = posted.get("effective", "")[:20]
    if not typed:
        return timezone.localdate() if not posted else date.min
    try:
        return date.fromisoformat(day(typed))
    except Wrong:
        return date.min


def _day_field(posted: QueryDict) -> dict[str, Any]:
    value = posted.get("effective") if posted else timezone.localdate().strftime("%d/%m/%Y")
    return {"name": "effective", "kind": "date", "label": _("Có hiệu lực từ ngày"), "value": value, "help": ""}


def _reason_field(value: str) -> dict[str, Any]:
    return {"name": "reason", "kind": "textarea", "label": _("Lý do, căn cứ"), "value": value}


@officers_only(Role.CATALOGUE)
@require_GET
def proposals(request: Request) -> HttpResponse:
    """Those that wait first (`list` = all shows the decided ones too)."""
    everything = request.GET.get("list") == "all"
    page = paged(request, authoring.proposals(waiting=not everything))
    return render(request, "authors/proposals.html", frame(request, "proposals") | {"page": page, "all": everything})


@officers_only(Role.CATALOGUE)
@require_GET
def proposal(request: Request, proposal_id: UUID) -> HttpResponse:
    """What would change, by place; for a rule that is switched off also the open dossiers that it touched."""
    return _proposal(request, proposal_id, refusal=None)


def _proposal(request: Request, proposal_id: UUID, *, refusal: Invalid | None) -> HttpResponse:
    found = authoring.proposal(proposal_id)
    before = catalogue.definition(found.version_id) if found.version_id else None
    after = Definition.model_validate(found.definition) if found.definition else None
    touched = None
    if found.kind == "switch_off" and found.version_id:
        touched = repair.touched(request.who, code=found.code, version_id=found.version_id, places=found.rules)
    definition = after or before
    name = str(definition.name) if definition else found.code
    context = frame(request, "proposals", (name, "")) | {
        "found": found, "name": name, "differences": differences(before, after) if after else [],
        "first": before is None, "own": found.proposed_by_id == request.who.user_id, "touched": touched,
        "errors": errors_of(refusal, otherwise="reason"),
        "seen": [(one, reverse("desk:dossier", args=[one.pk])) for one in touched.seen] if touched else [],
        "field": _reason_field("") | {
            "label": _("Lý do không đồng ý") if found.proposed_by_id != request.who.user_id else _("Lý do rút lại"),
            "error": str((refusal.fields if refusal else {}).get("reason", "")),
        },
    }  # fmt: skip
    return render(request, "authors/proposal.html", context, status=422 if refusal else 200)


@officers_only(Role.CATALOGUE)
@require_POST
def consent(request: Request, proposal_id: UUID) -> HttpResponse:
    casework.consent_to_proposal(subject_id=proposal_id, by=request.who, at=timezone.now(), key=key_of(request))
    messages.success(request, _("Đã đồng ý; thay đổi có hiệu lực theo ngày đã định."))
    return redirect("authors:proposal", proposal_id)


@officers_only(Role.CATALOGUE)
@require_POST
def reject(request: Request, proposal_id: UUID) -> HttpResponse:
    reason = asking.text(request.POST, "reason", most=2000, lines=True)
    try:
        casework.reject(
            subject_id=proposal_id, reason=reason, by=request.who, at=timezone.now(), key=key_of(request)
        )
    except Invalid as fault:
        return _proposal(request, proposal_id, refusal=fault)
    messages.success(request, _("Đã trả lại; không có gì thay đổi."))
    return redirect("authors:proposal", proposal_id)

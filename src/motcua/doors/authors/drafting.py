"""Drafts: begun from a workbook, a YAML file or a version; edited; compared; downloaded; thrown away."""

import json
from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua import casework
from motcua.base.refusals import Invalid
from motcua.catalogue import authoring, yamltext
from motcua.catalogue import queries as catalogue
from motcua.catalogue.definition import json_schema
from motcua.catalogue.workbook import TYPE, empty_workbook
from motcua.doors.authors.reading import MOST_BYTES, differences, errors_of, faults_of, file_of, frame, paged, taken_in
from motcua.doors.lobby import asking
from motcua.doors.lobby.requests import Request, key_of, officers_only
from motcua.people.models import Role


@officers_only(Role.CATALOGUE)
@require_GET
def drafts(request: Request) -> HttpResponse:
    words = asking.text(request.GET, "q", most=100)
    return render(request, "authors/drafts.html", frame(request, "drafts") | {
        "page": paged(request, authoring.drafts(words)), "words": words,
    })  # fmt: skip


@officers_only(Role.CATALOGUE)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """A file that is sent, or (`code`) the version now in force of a procedure."""
    faults: list[dict[str, str]] = []
    refusal = None
    if request.method == "POST":
        code, file = asking.text(request.POST, "code", most=80), request.FILES.get("file")
        text, based_on = "", None
        if code:
            known = authoring.procedure(code)
            text, based_on = yamltext.written(catalogue.definition(known.version_id)), known.version_id
        elif file is not None:
            text, faults = _sent(file)
        else:
            refusal = Invalid(fields={"file": _("Chọn một tệp Excel hoặc YAML.")})
        if text:
            return _begun(request, text=text, based_on=based_on)
    context = frame(request, "drafts", (_("Bản soạn mới"), "")) | {
        "faults": faults, "errors": errors_of(refusal, otherwise="file"), "field": _file_field(refusal),
    }  # fmt: skip
    return render(request, "authors/new.html", context, status=422 if faults or refusal else 200)


def _begun(request: Request, *, text: str, based_on: UUID | None) -> HttpResponse:
    key = key_of(request)
    # The same form sent twice begins one draft: its id follows from who sent it and from the form's key.
    draft_id = uuid5(request.who.user_id or UUID(int=0), key or str(timezone.now()))
    casework.compose(
        subject_id=draft_id, text=text, based_on=based_on, saves=None, by=request.who, at=timezone.now(), key=key
    )
    messages.success(request, _("Đã tạo bản soạn. Chưa có gì thay đổi với người dân."))
    return redirect("authors:draft", draft_id)


def _sent(file: Any) -> tuple[str, list[dict[str, str]]]:
    if file.size > MOST_BYTES:
        return "", [{"place": file.name, "said": _("Tệp quá lớn.")}]
    with file:
        return taken_in(file.read(), name=file.name)


def _file_field(refusal: Invalid | None) -> dict[str, Any]:
    return {
        "name": "file", "kind": "file", "label": _("Tệp Excel hoặc YAML"), "max_bytes": MOST_BYTES,
        "types": "XLSX, YAML", "accept": ".xlsx,.yaml,.yml",
        "error": (refusal.fields if refusal else {}).get("file", ""),
    }  # fmt: skip


@officers_only(Role.CATALOGUE)
@require_http_methods(["GET", "POST"])
def draft(request: Request, draft_id: UUID) -> HttpResponse:
    """Edit as YAML or by sending the edited workbook. A fault keeps what was typed on the page, and says its place."""
    found, refusal = authoring.draft(draft_id), None
    text, unread = found.text, list[dict[str, str]]()
    if request.method == "POST":
        text, unread = _edited(request)
        if not unread:
            try:
                casework.compose(
                    subject_id=draft_id, text=text, based_on=found.based_on_id, saves=_whole(request.POST.get("saves")),
                    by=request.who, at=timezone.now(), key=key_of(request),
                )  # fmt: skip
                messages.success(request, _("Đã lưu bản soạn."))
                return redirect("authors:draft", draft_id)
            except Invalid as fault:
                refusal = fault
        text = text or found.text
    context = frame(request, "drafts", (found.name, "")) | _shown(found) | {
        "text": text, "faults": unread or faults_of(text), "unread": bool(unread),
        "errors": errors_of(refusal, otherwise="text"), "field": _file_field(None) | {"optional": True},
        "saves": request.POST.get("saves", found.saves),
    }  # fmt: skip
    return render(request, "authors/draft.html", context, status=422 if unread or refusal else 200)


def _edited(request: Request) -> tuple[str, list[dict[str, str]]]:
    if (file := request.FILES.get("file")) is not None:
        return _sent(file)
    text = request.POST.get("text", "").replace("\r\n", "\n")
    _same, faults = taken_in(text.encode("utf-8", "replace"), name="x.yaml")
    return text, faults


def _shown(found: Any) -> dict[str, Any]:
    definition = authoring.read_draft(found).definition
    sections = definition.form.sections if definition.form else []
    previews = [(_("Trang thủ tục"), reverse("portal:preview", args=[found.pk]))]
    previews += [(str(s.title), reverse("portal:preview_section", args=[found.pk, s.id])) for s in sections]
    waiting = next((p for p in authoring.proposals(code=found.code, waiting=True) if p.draft_id == found.pk), None)
    return {"draft": found, "previews": previews, "waits": waiting, "closed": found.closed_at is not None}


def _whole(typed: str | None) -> int:
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 9 else 0


@officers_only(Role.CATALOGUE)
@require_GET
def compare(request: Request, draft_id: UUID) -> HttpResponse:
    """The draft beside the version that it was begun from, or else the one in force."""
    found = authoring.draft(draft_id)
    definition = authoring.read_draft(found).definition
    before = catalogue.definition(found.based_on_id) if found.based_on_id else None
    back = reverse("authors:draft", args=[draft_id])
    context = frame(request, "drafts", (found.name, back), (_("So sánh"), "")) | {
        "title": _("Bản soạn khác gì phiên bản gốc"), "before": before and before.effective_from,
        "after": None, "differences": differences(before, definition), "back": back, "first": before is None,
    }  # fmt: skip
    return render(request, "authors/compare.html", context)


@officers_only(Role.CATALOGUE)
@require_GET
def download(request: Request, draft_id: UUID, form: str) -> HttpResponse:
    found = authoring.draft(draft_id)
    return file_of(authoring.read_draft(found).definition, form=form, text=found.text)


@officers_only(Role.CATALOGUE)
@require_POST
def scrap(request: Request, draft_id: UUID) -> HttpResponse:
    casework.scrap(subject_id=draft_id, by=request.who, at=timezone.now(), key=key_of(request))
    messages.success(request, _("Đã bỏ bản soạn."))
    return redirect("authors:drafts")


@officers_only(Role.CATALOGUE)
@require_GET
def template(request: Request) -> HttpResponse:
    """The empty workbook, to be filled in."""
    response = HttpResponse(empty_workbook(), content_type=TYPE)
    response["Content-Disposition"] = 'attachment; filename="thu-tuc-mau.xlsx"'
    return response


@officers_only(Role.CATALOGUE)
@require_GET
def schema(request: Request) -> HttpResponse:
    """The JSON Schema by which an editor completes the YAML."""
    return HttpResponse(json.dumps(json_schema(), ensure_ascii=False, indent=1), content_type="application/schema+json")

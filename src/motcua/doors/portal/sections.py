"""One section of the form on one page: save and continue, save and leave."""

import hashlib
import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua import casework
from motcua.base.refusals import NotThere, OutOfOrder
from motcua.doors.lobby.requests import Request
from motcua.doors.portal.attachments import arrived, with_files
from motcua.doors.portal.drafts import Writing, brought_back, opened, with_draft
from motcua.doors.portal.pages import language, show
from motcua.doors.portal.profile import said_sources, sources
from motcua.doors.portal.questions import errors_of, question_of, shown


@require_http_methods(["GET", "POST"])
@with_draft
def section(request: Request, writing: Writing, section: str) -> HttpResponse:
    """What is readable is kept even where something is missing; a page older than what is kept is told so (409)."""
    if section not in writing.form.questions:
        raise NotThere()
    if request.method != "POST":
        if section not in {page["id"] for page in writing.pages()}:
            return redirect(writing.url("check"))  # an answer given since has made it needless
        back = brought_back(request)  # typed before the session ended: shown, and not saved yet
        return _page(request, writing, section=section, raw=back, changed=request.GET.get("from", ""))
    raw = {name: request.POST.getlist(name) for name in request.POST}
    refused = arrived(request, writing, section=section, raw=raw)
    if request.FILES or "remove" in request.POST:
        writing = opened(request, writing.kept.pk)  # what arrived is kept with the draft, whatever comes of the page
    cleaned = writing.form.clean(raw, answers=writing.answers, section=section, situation=writing.situation)
    kept_now = seen_of(writing, section=section)
    mine = _digest({name: cleaned.answers.get(name) for name in _names(writing, section)})
    if request.POST.get("seen", kept_now) != kept_now and mine != kept_now:
        return _page(request, writing, section=section, raw=raw, errors=cleaned.errors, conflict=True)
    try:
        changes = {"answers": writing.with_address(cleaned.answers)}
        casework.save(
            dossier_id=writing.kept.pk, changes=changes, saves=writing.kept.saves, by=request.who, at=timezone.now()
        )
    except OutOfOrder:
        return _page(request, writing, section=section, raw=raw, errors=cleaned.errors, conflict=True)
    writing.kept.answers = writing.with_address(cleaned.answers)
    if "autosave" in request.POST:
        return JsonResponse({"seen": seen_of(writing, section=section)})
    if "leave" in request.POST:
        messages.success(request, _("Đã lưu. Bạn làm tiếp lúc nào cũng được."))
        return redirect("portal:mine")
    for button in ("more", "stay"):
        if button in request.POST and not refused:
            return redirect(f"{writing.section_url(section)}#{request.POST[button]}")
    if "remove" in request.POST:
        return redirect(writing.section_url(section))
    seen = set(request.POST.get("asked", "").split())
    errors = {name: said for name, said in cleaned.errors.items() if not seen or question_of(name) in seen} | refused
    if errors:
        return _page(request, writing, section=section, raw=raw, errors=errors)
    if cleaned.errors:  # the answers brought up questions that were not on the page yet
        return redirect(_again(request, writing, section=section, first=question_of(next(iter(cleaned.errors)))))
    if request.POST.get("from") == "check":
        return redirect(writing.url("check"))
    return redirect(writing.after(writing.section_url(section)))


def _again(request: Request, writing: Writing, *, section: str, first: str) -> str:
    coming_from = "?from=check" if request.POST.get("from") == "check" else ""
    return f"{writing.section_url(section)}{coming_from}#{first}"


def _page(
    request: Request,
    writing: Writing,
    *,
    section: str,
    raw: Any = None,
    errors: dict[str, str] | None = None,
    conflict: bool = False,
    changed: str = "",
) -> HttpResponse:
    pages = writing.form.pages(
        writing.answers, situation=writing.situation, language=language(), raw=raw, errors=errors
    )
    page: Any = next((p for p in pages if p["id"] == section), None)
    if page is None:
        raise NotThere()
    known = said_sources(writing.form, writing.answers, sources(request.who, procedure=writing.definition.id))
    questions = [
        with_files(shown(field, sources={} if raw else known), writing=writing) for field in page["fields"]
    ]
    words = {
        "procedure": writing.name,
        **writing.place(writing.section_url(section)),
        "title": page["title"],
        "help": page["help"],
        "seen": seen_of(writing, section=section),
        "questions": questions,
        "with_files": any(question["shape"] == "files" for question in questions),
        "asked": " ".join(field["name"] for field in page["fields"]),
        "errors": errors_of(errors or {}),
        "conflict": conflict,
        "from": request.POST.get("from", changed),
        "fresh": writing.section_url(section),
    }
    return show(request, "section", words, status=409 if conflict else 422 if errors else 200)


def seen_of(writing: Writing, *, section: str) -> str:
    """A digest of what this page showed: sections saved elsewhere do not disturb it."""
    answers = writing.answers
    return _digest({name: answers.get(name) for name in _names(writing, section)})


def _names(writing: Writing, section: str) -> list[str]:
    return [ready.question.id for ready in writing.form.questions[section]]


def _digest(answers: dict[str, Any]) -> str:
    whole = json.dumps(answers, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()[:24]

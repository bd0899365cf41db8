"""What a citizen will see of a procedure that is being written: the same pages, from the draft, for who writes it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from motcua.base.refusals import NotThere
from motcua.catalogue import application, authoring
from motcua.catalogue.definition import Definition
from motcua.catalogue.forms import compile_form
from motcua.doors.lobby.requests import Request, officers_only
from motcua.doors.portal.pages import language, show
from motcua.doors.portal.questions import shown as question
from motcua.doors.portal.reading import shown
from motcua.people.models import Role


@officers_only(Role.CATALOGUE)
@require_safe
def procedure(request: Request, draft_id: UUID) -> HttpResponse:
    """The page of the procedure."""
    found = authoring.draft(draft_id)
    definition = authoring.read_draft(found).definition
    return show(request, "preview_procedure", shown(definition) | _around(found, definition, here=""))


@officers_only(Role.CATALOGUE)
@require_safe
def section(request: Request, draft_id: UUID, section: str) -> HttpResponse:
    """One page of the form; with answers in the address (`?question=answer`) as it is after them."""
    found = authoring.draft(draft_id)
    definition = authoring.read_draft(found).definition
    if definition.form is None or section not in {one.id for one in definition.form.sections}:
        raise NotThere()
    form, where = compile_form(definition), application.situation(channel="online", at=timezone.now())
    answers: dict[str, Any] = {}
    raw = {name: request.GET.getlist(name) for name in request.GET}
    for one in definition.form.sections if raw else []:
        answers = form.clean(raw, answers=answers, section=one.id, situation=where).answers
    pages = form.pages(answers, situation=where, language=language())
    page = next((one for one in pages if one["id"] == section), None)
    ids = [one["id"] for one in pages]
    part = ids.index(section) + 1 if page else 0
    words = {
        "procedure": (definition.short_name or definition.name).into(language()), "part": part, "parts": len(ids),
        "title": page["title"] if page else "", "help": page["help"] if page else "",
        "questions": [question(field, sources={}) for field in page["fields"]] if page else [],
        "hidden": page is None, "errors": [],
    }  # fmt: skip
    return show(request, "preview_section", words | _around(found, definition, here=section))


def _around(found: Any, definition: Definition, *, here: str) -> dict[str, Any]:
    """The strip above the page: which draft this is, and its other pages."""
    sections = definition.form.sections if definition.form else []
    pages = [("", reverse("portal:preview", args=[found.pk]))]
    pages += [
        (one.title.into(language()), reverse("portal:preview_section", args=[found.pk, one.id])) for one in sections
    ]
    named = ["", *(one.id for one in sections)]
    return {
        "draft": found, "back_to_draft": reverse("authors:draft", args=[found.pk]),
        "previews": [(title, url, name == here) for (title, url), name in zip(pages, named, strict=True)],
    }  # fmt: skip

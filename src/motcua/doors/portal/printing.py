"""The form on paper: blank for everybody, filled in for the draft's writer."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from motcua.catalogue import queries as catalogue
from motcua.doors.lobby.requests import Request
from motcua.doors.portal.drafts import Writing, with_draft
from motcua.doors.portal.files import pdf
from motcua.doors.portal.pages import language, place_named, typed, whole_place
from motcua.notices import forms


@require_safe
def blank(request: Request, procedure: str) -> HttpResponse:
    """The form to be filled in by hand (level 2). Nothing personal is in it."""
    found = catalogue.current(typed(procedure, most=80))
    content = forms.printed(
        found.version_id, answers=None, office="", language=language(), place=place_named, at=timezone.now()
    )
    return pdf(content, name=found.code)


@require_safe
@with_draft
def filled(request: Request, writing: Writing) -> HttpResponse:
    """The form with what the draft holds, to be signed on paper and taken to the counter."""
    content = forms.printed(
        writing.kept.version_id,
        answers=writing.answers,
        office=whole_place(writing.kept.unit) if writing.kept.unit else "",
        language=language(),
        place=place_named,
        at=timezone.now(),
    )
    return pdf(content, name=writing.definition.id)

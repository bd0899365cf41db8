"""Papers, letters and results as files: to their owner alone, never run, never kept by caches."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from motcua.base.refusals import NotThere
from motcua.documents import queries as documents
from motcua.doors.lobby.requests import Request, persons_only
from motcua.doors.portal.drafts import Writing, with_draft
from motcua.dossiers import queries as dossiers
from motcua.notices import queries as notices
from motcua.results import queries as results
from motcua.results.lifecycle import ResultState


def own(request: Request, dossier_id: UUID) -> Any:
    """A dossier that this person sent or owns. Raises `NotThere`, to officers too: their doors are others."""
    found = dossiers.one(request.who, dossier_id)
    if request.who.person_id not in {found.submitter_id, found.owner_id}:
        raise NotThere()
    return found


@require_safe
@with_draft
def draft_paper(request: Request, writing: Writing, document_id: UUID) -> HttpResponse:
    document = documents.one(writing.kept.pk, document_id)
    return pdf(documents.read(document.digest), name=document.name.rpartition(".")[0] or document.name)


@require_safe
@with_draft
def draft_picture(request: Request, writing: Writing, document_id: UUID) -> HttpResponse:
    return _picture(documents.one(writing.kept.pk, document_id))


@require_safe
@persons_only
def paper(request: Request, dossier_id: UUID, document_id: UUID) -> HttpResponse:
    document = documents.one(own(request, dossier_id).pk, document_id)
    return pdf(documents.read(document.digest), name=document.name.rpartition(".")[0] or document.name)


@require_safe
@persons_only
def picture(request: Request, dossier_id: UUID, document_id: UUID) -> HttpResponse:
    return _picture(documents.one(own(request, dossier_id).pk, document_id))


@require_safe
@persons_only
def letter(request: Request, dossier_id: UUID, letter_id: UUID) -> HttpResponse:
    dossier = own(request, dossier_id)
    found = notices.letter(dossier.pk, letter_id)
    return pdf(notices.printed(found), name=f"{dossier.code}-{found.name}")


@require_safe
@persons_only
def result(request: Request, dossier_id: UUID) -> HttpResponse:
    """The issued document: only once it bears its number and seal."""
    dossier = own(request, dossier_id)
    found = results.running(dossier.pk)
    if found is None or found.state != ResultState.SEALED:
        raise NotThere()
    return pdf(documents.read(found.sealed_digest), name=f"{found.name} {found.number}".replace("/", "-"))


def pdf(content: bytes, *, name: str) -> HttpResponse:
    """Handed over to be opened outside the page: what a file contains can do nothing here."""
    return _file(content, kind="application/pdf", name=f"{name}.pdf", attached=True)


def _picture(document: Any) -> HttpResponse:
    if not document.picture_digest:
        raise NotThere()
    return _file(documents.read(document.picture_digest), kind="image/webp", name="1.webp", attached=False)


def _file(content: bytes, *, kind: str, name: str, attached: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(attached, name) or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response

"""Reading before deciding: the result as it will be signed, page by page, beside the acts; and papers as pictures."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua import casework
from motcua.base.refusals import NotThere
from motcua.documents import queries as documents
from motcua.doors.desk.reading import ACTS, READERS, frame, open_acts, opened
from motcua.doors.lobby.casefile import Casefile, buttons, result_file, stages
from motcua.doors.lobby.requests import Request, officers_only
from motcua.dossiers import queries as dossiers
from motcua.results import queries as results

# What is decided with the page open before one's eyes.
DECISIONS = frozenset({"approve", "sign", "seal", "send_back"})


@officers_only(*READERS)
@require_GET
def read(request: Request, dossier_id: UUID) -> HttpResponse:
    """The result in hand as pictures of its pages, with the acts that decide it, and the next one that waits.

    Without a result in hand it is the dossier's own page.
    """
    found, now = opened(request, dossier_id), timezone.now()
    file = Casefile(found, request.LANGUAGE_CODE or "vi")
    if file.result is None:
        return redirect("desk:dossier", dossier_id)
    casework.view(dossier_id=dossier_id, what="result", by=request.who, at=now)
    url = url_of(dossier_id)
    stage, label = stages(file.result)[0]
    digest, _name = result_file(dossier_id, file.result.id, stage)
    steps = [step for step in open_acts(request, file) if step.act in DECISIONS]
    following = _next(request, after=found)
    acts = buttons(steps, order=ACTS, url=url)
    for act in acts:
        act["hidden"] = {"next": following or reverse("desk:worklist")}
    context = frame(request) | {
        "dossier": found, "file": file, "minutes_left": dossiers.minutes_left(found, now=now),
        "decision": next(d for d in file.decisions(url) if d["drafted_at"] == file.result.drafted_at),
        "pages": [url("result_page", file.result.id, stage, n + 1) for n in range(len(documents.pages(digest)))],
        "stage": label, "pdf_url": url("result", file.result.id, stage), "next_url": following, "acts": acts,
        "sections": file.sections(), "content": file.result.data.get("content", ""),
        "crumbs": [(_("Việc cần làm"), reverse("desk:worklist")), (found.code, url("dossier")), (label, "")],
    }  # fmt: skip
    return render(request, "desk/read.html", context)


def url_of(dossier_id: UUID) -> Callable[..., str]:
    """How the desk names its own address of a dossier's page: `url("paper", document_id)`."""
    return lambda name, *rest: reverse(f"desk:{name}", args=[dossier_id, *rest])


def _next(request: Request, *, after: Any) -> str:
    """The address of the next result that waits for this officer; "" when this is the last."""
    waiting = results.waiting_for(request.who).exclude(dossier_id=after.pk).values_list("dossier_id", flat=True).first()
    return reverse("desk:read", args=[waiting]) if waiting else ""


@officers_only(*READERS)
@require_GET
def result_page(request: Request, dossier_id: UUID, result_id: UUID, stage: str, page: int) -> HttpResponse:
    """One page of a result as a picture: part of a page whose opening was noted."""
    opened(request, dossier_id)
    digest, _name = result_file(dossier_id, result_id, stage)
    return _picture(digest, page)


@officers_only(*READERS)
@require_GET
def paper_page(request: Request, dossier_id: UUID, document_id: UUID, page: int) -> HttpResponse:
    """One page of a paper as a picture, large enough to be read beside the answers."""
    opened(request, dossier_id)
    return _picture(documents.one(dossier_id, document_id).digest, page)


def paper_beside(request: Request, dossier: Any, *, wanted: str) -> dict[str, Any]:
    """The paper that `?paper=` lays beside the answers: its name and its pages; nothing for nothing."""
    kept = next((d for d in documents.of_dossier(dossier.pk) if str(d.id) == wanted), None) if wanted else None
    if kept is None:
        return {}
    casework.view(dossier_id=dossier.pk, what="paper", by=request.who, at=timezone.now())
    shown = min(kept.pages, documents.MOST_PAGES)
    url = [reverse("desk:paper_page", args=[dossier.pk, kept.id, n + 1]) for n in range(shown)]
    whole = reverse("desk:paper", args=[dossier.pk, kept.id])
    return {"name": kept.name, "pages": url, "all_pages": kept.pages, "pdf_url": whole}


def _picture(digest: str, page: int) -> HttpResponse:
    pages = documents.pages(digest) if digest else ()
    if not 1 <= page <= len(pages):
        raise NotThere()
    return HttpResponse(pages[page - 1], content_type="image/webp")

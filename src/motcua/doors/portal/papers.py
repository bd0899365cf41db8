"""The papers of a draft: several files each, seen as they arrived, taken off again."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from motcua import casework
from motcua.base.refusals import NotThere
from motcua.catalogue.demands import PaperDemand
from motcua.documents import queries as documents
from motcua.documents.papers import ACCEPT
from motcua.doors.lobby.requests import Request
from motcua.doors.portal.drafts import Writing, only_its_writer, opened, with_draft
from motcua.doors.portal.pages import language, show
from motcua.doors.portal.questions import errors_of
from motcua.doors.portal.store import offers
from motcua.doors.portal.uploads import keep_files
from motcua.doors.portal.words import quantity_words


@require_http_methods(["GET", "POST"])
@with_draft
def papers(request: Request, writing: Writing) -> HttpResponse:
    """What was chosen is kept whichever button was pressed; a file that is not taken is named at its paper (422)."""
    if request.method != "POST":
        return _page(request, writing, errors={})
    if document := request.POST.get("remove", ""):
        casework.detach(dossier_id=writing.kept.pk, document_id=document, by=request.who, at=timezone.now())
        return redirect(writing.url("papers"))
    if reused := request.POST.get("reuse", ""):
        only_its_writer(request)
        paper, _colon, digest = reused.rpartition(":")
        if paper in {demand.id for demand in writing.demands()}:
            casework.reuse(
                dossier_id=writing.kept.pk, paper=paper, digest=digest[:64], by=request.who, at=timezone.now()
            )
        return redirect(writing.url("papers"))
    errors = _keep(request, writing)
    writing = opened(request, writing.kept.pk)
    if errors:
        return _page(request, writing, errors=errors)
    if "leave" in request.POST:
        return redirect("portal:mine")
    if "next" not in request.POST:
        return redirect(writing.url("papers"))
    return redirect(
        writing.url("check") if request.POST.get("from") == "check" else writing.after(writing.url("papers"))
    )


def _keep(request: Request, writing: Writing) -> dict[str, str]:
    errors: dict[str, str] = {}
    for demand in writing.demands():
        files = request.FILES.getlist(f"paper.{demand.id}")
        if fault := room_for(writing, paper=demand.id, more=len(files)):
            errors[f"paper.{demand.id}"] = fault
            continue
        _taken, refused = keep_files(request, dossier_id=writing.kept.pk, paper=demand.id, files=files)
        if refused:
            errors[f"paper.{demand.id}"] = " ".join(refused)
    return errors


def room_for(writing: Writing, *, paper: str, more: int) -> str:
    """A sentence when the paper cannot take so many files more; "" when it can. Raises `NotThere` for no such paper."""
    demand = next((d for d in writing.demands() if d.id == paper), None)
    if demand is None:
        raise NotThere()
    most = demand.paper.max_files
    if more + len(writing.kept.papers.get(paper, [])) <= most:
        return ""
    said = ngettext("Mỗi giấy tờ này nhận nhiều nhất %(n)d tệp.", "Mỗi giấy tờ này nhận nhiều nhất %(n)d tệp.", most)
    return said % {"n": most}


def _page(request: Request, writing: Writing, *, errors: dict[str, str]) -> HttpResponse:
    words = {
        "procedure": writing.name,
        **writing.place(writing.url("papers")),
        "papers": [
            {**paper, "offers": offers(request, writing, paper=paper["id"])} for paper in wanted(writing, errors=errors)
        ],
        "errors": errors_of(errors),
        "from": request.POST.get("from") or request.GET.get("from", ""),
        "uploads_url": writing.url("uploads"),
        "whole_limit": settings.POST_LIMIT,
    }
    return show(request, "papers", words, status=422 if errors else 200)


def wanted(writing: Writing, *, errors: dict[str, str]) -> list[dict[str, Any]]:
    """Each paper that these answers demand, with the files that lie under it."""
    kept = {str(d.id): d for d in documents.of_dossier(writing.kept.pk)}
    found = []
    for demand in writing.demands():
        files = [
            file_words(kept[i], draft_id=writing.kept.pk) for i in writing.kept.papers.get(demand.id, []) if i in kept
        ]
        name = f"paper.{demand.id}"
        found.append(
            {**demand_words(demand), "files": files, "field": chooser(name, error=errors.get(name, ""), demand=demand)}
        )
    return found


def demand_words(demand: PaperDemand) -> dict[str, Any]:
    paper = demand.paper
    replaced = paper.replaceable_by
    return {
        "id": demand.id,
        "name": paper.name.into(language()),
        "help": paper.help.into(language()) if paper.help else "",
        "quantity": quantity_words(original=demand.original, certified=demand.certified, copies=demand.copies),
        "required": demand.required,
        "mark": paper.mark == "R",
        "electronic": paper.electronic,
        "present": paper.must_be_present,
        "replaced": f"{replaced.database.into(language())} ({replaced.clause})" if replaced else "",
    }


def chooser(name: str, *, error: str, demand: PaperDemand) -> dict[str, Any]:
    """The lobby's file field, with the limit beside it."""
    return {
        "kind": "file",
        "name": name,
        "label": _("Chọn tệp"),
        "error": error,
        "multiple": demand.paper.max_files > 1,
        "optional": not demand.required,
        "max_bytes": settings.FILE_LIMIT,
        "accept": ACCEPT,
        "types": _("ảnh JPEG, HEIC, PNG, tệp PDF hoặc Word"),
        "help": "",
    }


def file_words(document: Any, *, draft_id: Any) -> dict[str, Any]:
    keys = [draft_id, document.id]
    return {
        "id": str(document.id),
        "file_name": document.name,
        "pages": document.pages,
        "size_bytes": document.size,
        "uploaded_at": document.at,
        "url": reverse("portal:draft_paper", args=keys),
        "thumbnail_url": reverse("portal:draft_picture", args=keys) if document.picture_digest else "",
    }

"""The desk's pages: what is due next, one dossier with everything about it, and its files."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua import casework
from motcua.base.refusals import NotThere
from motcua.documents import queries as documents
from motcua.doors.desk.reader import paper_beside, url_of
from motcua.doors.desk.reading import (
    ACTS,
    READERS,
    WORKERS,
    correcting,
    frame,
    open_acts,
    opened,
    opened_for_papers,
)
from motcua.doors.desk.routes import route_panel, route_tabs
from motcua.doors.lobby import lists, saved
from motcua.doors.lobby.batches import MOST
from motcua.doors.lobby.casefile import STEPS, Casefile, buttons, letter_words, result_file, stages
from motcua.doors.lobby.files import pdf
from motcua.doors.lobby.files import picture as picture_answer
from motcua.doors.lobby.requests import Request, officers_only
from motcua.dossiers import alarms, selection
from motcua.dossiers import queries as dossiers
from motcua.notices import queries as notices
from motcua.people.models import Role
from motcua.results import queries as results
from motcua.results.lifecycle import ResultState

QUEUES = ("approve", "sign", "seal")


@officers_only(*READERS)
@require_GET
def worklist(request: Request) -> HttpResponse:
    """What is due next comes first. Lists by `list`, filters by `procedure` and `q`, all in the URL."""
    shown = lists.shown(request, tabs(request), url=reverse("desk:worklist"), narrow=narrow)
    queue, now = shown.name in QUEUES, timezone.now()
    rows = [_row(one, queue=queue, asked=shown.name == "asked", now=now) for one in shown.page]
    late = sum(1 for row in rows if row["minutes_left"] is not None and row["minutes_left"] < 0)
    soon = sum(1 for row in rows if row["minutes_left"] is not None and 0 <= row["minutes_left"] <= 480)
    takes = shown.name in {"free", "unit"} and request.who.units(Role.SPECIALIST)
    at_once = shown.name if queue else "take" if takes else ""
    context = frame(request) | saved.views(request, place="desk") | {
        "views_url": reverse("desk:view"), "export_url": reverse("desk:export"), "batch_url": reverse("desk:batch"),
        "batch_acts": [(at_once, STEPS[at_once].name)] if at_once else [],
        "batch_most": MOST, "shown": shown, "page": shown.page, "rows": rows, "queue": shown.name if queue else "",
        "late": late, "soon": soon, "procedures": lists.procedures(request), "show_officer": shown.name != "mine",
    }  # fmt: skip
    return render(request, "desk/worklist.html", context)


def tabs(request: Request) -> list[lists.Tab]:
    """The lists of this officer's roles. Who settles opens on their own work, who signs on what waits for them."""
    who, found = request.who, []
    waiting = results.waiting_for(who)
    for role, name, label, state in (
        (Role.HEAD, "approve", _("Chờ duyệt"), ResultState.DRAFTED),
        (Role.LEADER, "sign", _("Chờ ký"), ResultState.APPROVED),
        (Role.SEAL, "seal", _("Chờ đóng dấu"), ResultState.SIGNED),
    ):
        if who.units(role) or (name == "approve" and who.units(Role.LEADER)):
            found.append((name, label, waiting.filter(state=state)))
    settled = dossiers.in_settlement(who)
    unit = ("unit", _("Cả đơn vị"), settled if who.decides() else dossiers.inspected(who))
    owed = alarms.apologies_owed(who)
    sorry: list[lists.Tab] = [("sorry", _("Cần xin lỗi, hẹn lại"), owed)] if who.decides() else []
    if who.units(Role.SPECIALIST):
        mine = ("mine", _("Của tôi"), settled.filter(holder_id=who.user_id))
        free = ("free", _("Chưa ai nhận"), settled.filter(holder_id=None))
        return [mine, free, unit, *sorry, *found, *route_tabs(who)]
    return [*found, unit, *sorry, *route_tabs(who)]


def rows_of(request: Request, address: str, *, most: int) -> list[UUID]:
    """The dossiers of a whole list as its address (`?list=…&procedure=…&q=…`) narrows it, the first `most`."""
    asked = QueryDict(urlsplit(address).query)
    rows = lists.asked_for(asked, tabs(request), narrow=narrow)[1]
    return list(rows.values_list("dossier_id" if hasattr(rows.model, "dossier") else "pk", flat=True)[:most])


def narrow(rows: QuerySet[Any], *, procedure: str, words: str) -> QuerySet[Any]:
    """Filters work alike on dossiers and on the results that wait for somebody."""
    through = "dossier__" if hasattr(rows.model, "dossier") else ""
    return dossiers.narrowed(rows, procedure=procedure, words=words, through=through)


def _row(one: Any, *, queue: bool, asked: bool, now: Any) -> dict[str, Any]:
    dossier = one.dossier if queue else one
    page = "desk:asked" if asked else "desk:dossier"
    row = {
        "id": dossier.pk, "read_url": reverse("desk:read", args=[dossier.pk]), "code": dossier.code,
        "url": reverse(page, args=[dossier.pk]), "procedure": dossier.about,
        "applicant": dossier.owner.full_name, "state": dossier.state,
        "state_label": dossier.get_state_display(), "minutes_left": dossiers.minutes_left(dossier, now=now),
        "paused": dossier.paused_at is not None, "received_at": dossier.received_at,
    }  # fmt: skip
    if not queue:
        return row | {"officer": dossier.holder.full_name if dossier.holder else ""}
    stage, label = stages(one)[0]
    return row | {
        "officer": one.preparer.full_name, "outcome": one.get_outcome_display(), "refused": one.outcome == "refused",
        "file_label": label, "file_url": reverse("desk:result", args=[dossier.pk, one.id, stage]),
    }  # fmt: skip


@officers_only(*READERS)
@require_GET
def find(request: Request) -> HttpResponse:
    """Open the dossier with this code."""
    found = dossiers.by_code(request.who, request.GET.get("code", ""))
    return redirect("desk:dossier", opened(request, found.pk).pk)


@officers_only(*READERS)
@require_GET
def dossier(request: Request, dossier_id: UUID) -> HttpResponse:
    """Everything about one dossier on one page, and the acts that are open now."""
    found = opened(request, dossier_id)
    now = timezone.now()
    casework.view(dossier_id=dossier_id, what="page", by=request.who, at=now)
    file, url = Casefile(found, request.LANGUAGE_CODE or "vi"), url_of(dossier_id)
    context = frame(request) | {
        "dossier": found, "file": file, "minutes_left": dossiers.minutes_left(found, now=now),
        "sections": file.sections(), "checklist": file.checklist(url), "entries": file.history(),
        "notes": selection.notes(dossier_id), "talk": notices.messages(dossier_id),
        "may_write": bool(dossiers.roles_on(request.who, found) & set(WORKERS)),
        "letters_to_sign": _to_sign(request, found, file, url),
        "requests": file.asked(), "letters": file.letters(url), "bill": file.bill(),
        "beside": paper_beside(request, found, wanted=request.GET.get("paper", "")),
        "decisions": file.decisions(url), "why": file.why_due(), **correcting(request, found),
        "route": route_panel(file, now=now), "acts": buttons(open_acts(request, file), order=ACTS, url=url),
        "crumbs": [(_("Việc cần làm"), reverse("desk:worklist")), (found.code, "")],
    }  # fmt: skip
    return render(request, "desk/dossier.html", context)


def _to_sign(request: Request, found: Any, file: Casefile, url: Any) -> list[dict[str, Any]]:
    """The letters that this officer may sign and nobody has signed yet."""
    done = notices.signatures(found.pk)
    return [
        {"name": letter_words(one.name), "at": one.at, "url": url("sign_letter", one.id)}
        for one in file.kept_letters
        if one.id not in done and notices.may_sign(request.who, found, one)
    ]


@officers_only(*READERS)
@require_GET
def paper(request: Request, dossier_id: UUID, document_id: UUID) -> HttpResponse:
    opened_for_papers(request, dossier_id)
    found = documents.one(dossier_id, document_id)
    casework.view(dossier_id=dossier_id, what="paper", by=request.who, at=timezone.now())
    return pdf(documents.content(found.digest), name=found.name)


@officers_only(*READERS)
@require_GET
def picture(request: Request, dossier_id: UUID, document_id: UUID) -> HttpResponse:
    """The small picture of a paper: part of the page, whose opening was noted."""
    opened_for_papers(request, dossier_id)
    found = documents.one(dossier_id, document_id)
    if not found.picture_digest:
        raise NotThere()
    return picture_answer(documents.content(found.picture_digest))


@officers_only(*READERS)
@require_GET
def letter(request: Request, dossier_id: UUID, letter_id: UUID) -> HttpResponse:
    found = opened(request, dossier_id)
    one = notices.letter(dossier_id, letter_id)
    casework.view(dossier_id=dossier_id, what="letter", by=request.who, at=timezone.now())
    return pdf(notices.printed(one), name=f"{letter_words(one.name)} {found.code}.pdf")


@officers_only(*READERS)
@require_GET
def result(request: Request, dossier_id: UUID, result_id: UUID, stage: str) -> HttpResponse:
    found = opened(request, dossier_id)
    digest, name = result_file(dossier_id, result_id, stage)
    if not digest:
        raise NotThere()
    casework.view(dossier_id=dossier_id, what="result", by=request.who, at=timezone.now())
    return pdf(documents.content(digest), name=f"{name} {found.code}.pdf")

"""The counter's pages: what waits here, one dossier with everything about it, and its files."""

from datetime import datetime
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
from motcua.doors.counter.reading import ACTS, CLERKS, EVERYBODY, frame, open_acts, opened
from motcua.doors.lobby import lists
from motcua.doors.lobby.batches import MOST
from motcua.doors.lobby.casefile import STEPS, Casefile, buttons, letter_words, result_file
from motcua.doors.lobby.files import pdf
from motcua.doors.lobby.files import picture as picture_answer
from motcua.doors.lobby.requests import Request, officers_only
from motcua.doors.lobby.words import Chip, span_words
from motcua.dossiers import queries as dossiers
from motcua.notices import queries as notices
from motcua.people.models import Role

# The unit owes reception within eight working hours of submission (`clock.md`, start 1).
OWED_MINUTES, SOON_MINUTES = 480, 360


@officers_only(*EVERYBODY)
@require_GET
def worklist(request: Request) -> HttpResponse:
    """What waits at this counter, oldest first. Lists by `list`, filters by `procedure` and `q`, in the URL."""
    found = tabs(request)
    if not found:
        return redirect("counter:post")
    shown = lists.shown(request, found, url=reverse("counter:worklist"))
    now = timezone.now()
    act = {"incoming": "receive", "return": "hand_to_post"}.get(shown.name, "")
    context = frame(request, here="worklist") | {
        "batch_acts": [(act, STEPS[act].name)] if act and request.who.units(Role.COUNTER) else [],
        "batch_url": reverse("counter:batch"), "batch_most": MOST,
        "shown": shown, "page": shown.page, "rows": [_row(one, name=shown.name, now=now) for one in shown.page],
        "procedures": lists.procedures(request), "may_register": bool(request.who.units(Role.COUNTER)),
    }  # fmt: skip
    return render(request, "counter/worklist.html", context)


def tabs(request: Request) -> list[lists.Tab]:
    who, found = request.who, []
    if who.units(Role.COUNTER):
        found = [
            ("incoming", _("Chờ tiếp nhận"), dossiers.waiting_reception(who)),
            ("return", _("Chờ trả kết quả"), dossiers.waiting_return(who)),
            ("release", _("Xin rút hồ sơ"), dossiers.waiting_release(who)),
        ]
    if who.units(Role.CASHIER):
        found.append(("money", _("Chờ thu tiền"), dossiers.waiting_money(who)))
    return found


def _row(dossier: Any, *, name: str, now: datetime) -> dict[str, Any]:
    """One line of the list: `since` is the moment from which it waits here."""
    since = dossier.finished_at if name == "return" else dossier.submitted_at
    return {
        "id": dossier.pk, "url": reverse("counter:dossier", args=[dossier.pk]), "code": dossier.code,
        "procedure": dossier.about, "applicant": dossier.owner.full_name, "channel": dossier.get_channel_display(),
        "return_by": dossier.get_return_by_display(), "state": dossier.state,
        "state_label": dossier.get_state_display(), "since": since,
        "waited": waited_chip(dossiers.minutes_waited(dossier, now=now)) if name == "incoming" else None,
    }  # fmt: skip


def waited_chip(minutes: int) -> Chip:
    """How long an application waits for reception, against the eight working hours that the unit has."""
    if minutes > OWED_MINUTES:
        return Chip("late", "!", _("quá %(span)s") % {"span": span_words(minutes - OWED_MINUTES)})
    kind, sign = ("soon", "◔") if minutes >= SOON_MINUTES else ("plain", "○")
    return Chip(kind, sign, _("chờ %(span)s / 8 giờ") % {"span": span_words(minutes, day_minutes=OWED_MINUTES * 100)})


@officers_only(*CLERKS)
@require_GET
def find(request: Request) -> HttpResponse:
    """Open the dossier with this code."""
    found = dossiers.by_code(request.who, request.GET.get("code", ""))
    return redirect("counter:dossier", opened(request, found.pk).pk)


@officers_only(*CLERKS)
@require_GET
def dossier(request: Request, dossier_id: UUID) -> HttpResponse:
    """Everything about one dossier on one page, and the acts that are open now."""
    found = opened(request, dossier_id)
    now = timezone.now()
    casework.view(dossier_id=dossier_id, what="page", by=request.who, at=now)
    file, url = Casefile(found, request.LANGUAGE_CODE or "vi"), url_of(dossier_id)
    letters = file.letters(url)
    waits = found.state == 1
    context = frame(request, here="worklist") | {
        "dossier": found, "file": file, "minutes_left": dossiers.minutes_left(found, now=now),
        "waited": waited_chip(dossiers.minutes_waited(found, now=now)) if waits else None,
        "sections": file.sections(), "checklist": file.checklist(url), "entries": file.history(),
        "requests": file.asked(), "letters": letters, "bill": file.bill(), "decisions": _issued(file, url),
        "why": file.why_due(), "folder_url": url("folder"),
        "scan_url": url("scan"), "acts": buttons(open_acts(request, file), order=ACTS, url=url),
        "receipt": next((one for one in letters if one["kind"] == "receipt"), None),
        "crumbs": [(_("Việc cần làm"), reverse("counter:worklist")), (found.code, "")],
    }  # fmt: skip
    return render(request, "counter/dossier.html", context)


def _issued(file: Casefile, url: Any) -> list[dict[str, Any]]:
    """The counter sees a result once it is issued; drafts are the desk's."""
    issued = [one for one in file.decisions(url) if one["kind"] == "done"]
    return [one | {"files": [f for f in one["files"] if f["stage"] == "sealed"]} for one in issued]


def url_of(dossier_id: UUID) -> Any:
    return lambda name, *rest: reverse(f"counter:{name}", args=[dossier_id, *rest])


@officers_only(*CLERKS)
@require_GET
def paper(request: Request, dossier_id: UUID, document_id: UUID) -> HttpResponse:
    opened(request, dossier_id)
    found = documents.one(dossier_id, document_id)
    casework.view(dossier_id=dossier_id, what="paper", by=request.who, at=timezone.now())
    return pdf(documents.content(found.digest), name=found.name)


@officers_only(*CLERKS)
@require_GET
def picture(request: Request, dossier_id: UUID, document_id: UUID) -> HttpResponse:
    """The small picture of a paper: part of the page, whose opening was noted."""
    opened(request, dossier_id)
    found = documents.one(dossier_id, document_id)
    if not found.picture_digest:
        raise NotThere()
    return picture_answer(documents.content(found.picture_digest))


@officers_only(*CLERKS)
@require_GET
def letter(request: Request, dossier_id: UUID, letter_id: UUID) -> HttpResponse:
    found = opened(request, dossier_id)
    one = notices.letter(dossier_id, letter_id)
    casework.view(dossier_id=dossier_id, what="letter", by=request.who, at=timezone.now())
    return pdf(notices.printed(one), name=f"{letter_words(one.name)} {found.code}.pdf")


@officers_only(*CLERKS)
@require_GET
def result(request: Request, dossier_id: UUID, result_id: UUID, stage: str) -> HttpResponse:
    """The issued result; drafts stay at the desk."""
    found = opened(request, dossier_id)
    digest, name = result_file(dossier_id, result_id, stage) if stage == "sealed" else ("", "")
    if not digest:
        raise NotThere()
    casework.view(dossier_id=dossier_id, what="result", by=request.who, at=timezone.now())
    return pdf(documents.content(digest), name=f"{name} {found.code}.pdf")

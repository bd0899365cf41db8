"""Many dossiers at once: a page that says what will happen, then every dossier its own act and journal line.

An act is called for each dossier with a key made of the form's key and the dossier: sending the form again, or
going on after the time of one page is used up, does nothing twice. Those refused are told with the reason, the
rest is done.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.base.acts import Done
from motcua.base.patience import impatient
from motcua.base.refusals import Invalid, Refusal
from motcua.doors.lobby.requests import Request, key_of
from motcua.doors.lobby.views import own_path
from motcua.dossiers import selection as dossiers

MOST = 500
SECONDS_A_PAGE = 8.0
Act = Callable[..., Done]
# Why this dossier would be refused, "" when nothing speaks against it; many dossiers in few questions.
Judge = Callable[[Request, list[Any], str], dict[UUID, str]]


@dataclass(frozen=True)
class Batches:
    """What a door does to many dossiers at once: its acts, and who judges them beforehand."""

    acts: dict[str, Act]
    words: Callable[[str], str]
    judge: Judge
    home: Callable[[], str]
    frame: Callable[[Request], dict[str, Any]]


def answer(request: Request, batches: Batches, *, chosen: list[UUID]) -> HttpResponse:
    """The page before (`sure` is missing), or what came of it. Raises `Invalid` for an act of another door."""
    act = request.POST.get("act", "")
    if act not in batches.acts:
        raise Invalid(_("Việc này không làm được cho nhiều hồ sơ cùng lúc."))
    back = own_path(request, request.POST.get("next", ""), otherwise=batches.home())
    context = batches.frame(request) | {
        "act": act, "act_name": batches.words(act), "back_url": back, "most": MOST, "too_many": len(chosen) > MOST,
        "crumbs": [(_("Việc cần làm"), back), (batches.words(act), "")],
    }  # fmt: skip
    chosen = chosen[:MOST]
    known = {one.pk: one for one in dossiers.some(request.who, chosen)}
    if "sure" not in request.POST:
        return _before(request, batches, context, act=act, chosen=chosen, known=known)
    return _after(request, batches, context, act=act, chosen=chosen, known=known)


def chosen_in(request: Request) -> list[UUID]:
    """The dossiers that were ticked, each once, in their order; what is no id is left out."""
    found: dict[UUID, None] = {}
    for typed in request.POST.getlist("dossier")[: MOST + 1]:
        try:
            found[UUID(typed)] = None
        except ValueError:
            continue
    return list(found)


def _before(
    request: Request, batches: Batches, context: dict[str, Any], *, act: str, chosen: list[UUID],
    known: dict[UUID, Any],
) -> HttpResponse:  # fmt: skip
    against = batches.judge(request, list(known.values()), act)
    unknown = _("Không tìm thấy, hoặc bạn không được xem.")
    rows = [_row(known.get(one), why=against.get(one, "") if one in known else unknown) for one in chosen]
    context |= {
        "will": [row for row in rows if not row["why"]], "will_not": [row for row in rows if row["why"]],
        "chosen": chosen,
    }  # fmt: skip
    return render(request, "lobby/batch.html", context, status=200 if chosen else 422)


def _after(
    request: Request, batches: Batches, context: dict[str, Any], *, act: str, chosen: list[UUID],
    known: dict[UUID, Any],
) -> HttpResponse:  # fmt: skip
    done: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    rest, end = list(chosen), time.monotonic() + SECONDS_A_PAGE
    while rest and time.monotonic() < end:
        one = rest.pop(0)
        why = _acted(request, batches.acts[act], one)
        (refused if why else done).append(_row(known.get(one), why=why))
    context |= {"done": done, "refused": refused, "rest": rest, "chosen": chosen, "key_again": key_of(request)}
    return render(request, "lobby/batch_done.html", context)


def _acted(request: Request, act: Act, dossier_id: UUID) -> str:
    """Do it to one dossier; "" when it is done, else why not."""
    form = key_of(request)[:40]
    key = f"{form}:{dossier_id.hex}" if form else ""
    try:
        with impatient():
            act(dossier_id=dossier_id, by=request.who, at=timezone.now(), key=key)
    except Refusal as no:
        return str(no.said)
    return ""


def _row(dossier: Any, *, why: str) -> dict[str, Any]:
    if dossier is None:
        return {"code": "—", "procedure": "", "applicant": "", "why": why}
    return {"code": dossier.code, "procedure": dossier.about, "applicant": dossier.owner.full_name, "why": why}

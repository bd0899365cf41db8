"""Filters under a name, and a list as a file: what every list of officers offers besides its rows."""

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua import casework
from motcua.base.refusals import Invalid
from motcua.doors.lobby.requests import Request, key_of
from motcua.doors.lobby.tables import KINDS, Row, table
from motcua.doors.lobby.views import own_path
from motcua.people import queries as people


def views(request: Request, *, place: str) -> dict[str, Any]:
    """What `parts/views.html` shows: the officer's own filters, and which of them is open."""
    here = request.GET.urlencode()
    kept = [{"id": v.pk, "name": v.name, "query": v.query, "current": v.query == here} for v in _kept(request, place)]
    return {"saved_views": kept, "here_query": here}


def _kept(request: Request, place: str) -> list[Any]:
    return people.saved_views(request.who, place=place) if request.who.user_id else []


def keep(request: Request, *, place: str, home: str) -> HttpResponse:
    """Keep (`name`, `query`) or drop (`drop`) a view of this officer's, and show the list again."""
    now, query = timezone.now(), request.POST.get("query", "")[:500]
    if dropped := request.POST.get("drop", ""):
        try:
            casework.drop_view(view_id=UUID(dropped), by=request.who, at=now)
        except ValueError:
            raise Invalid(_("Không có bộ lọc này.")) from None
        return redirect(own_path(request, f"{home}?{query}", otherwise=home))
    try:
        casework.keep_view(place=place, name=request.POST.get("name", "")[:60], query=query, by=request.who, at=now)
        messages.success(request, _("Đã lưu bộ lọc."))
    except Invalid as refusal:
        messages.error(request, " ".join(str(said) for said in refusal.fields.values()))
    return redirect(own_path(request, f"{home}?{query}", otherwise=home))


def exported(
    request: Request, *, what: str, asked: dict[str, Any], head: list[str], rows: Iterable[Row], name: str
) -> HttpResponseBase:
    """The list as a file (`format`: csv or xlsx), after the journal has taken down who takes what.

    `asked` holds what narrows the list: codes and ids as they are, typed words as a digest.
    """
    kind = request.POST.get("format", "")
    if kind not in KINDS:
        raise Invalid(_("Chọn CSV hoặc XLSX."))
    key = key_of(request)
    subject = uuid5(NAMESPACE_URL, f"export:{request.who.actor}:{key}")
    casework.export(
        subject_id=subject, what=what, asked=asked | {"format": kind}, by=request.who, at=timezone.now(), key=key
    )
    return table(kind, name=name, head=head, rows=rows)


def unsaid(words: str) -> str:
    """Typed words as a digest: they may be somebody's name, which does not belong into the journal."""
    return hashlib.sha256(words.encode()).hexdigest() if words else ""

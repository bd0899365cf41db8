"""Messages: each on its own page; that it was opened is kept once, and staff see that it was."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua import casework
from motcua.doors.lobby.requests import Request, persons_only
from motcua.doors.portal.pages import show
from motcua.notices import queries as notices
from motcua.notices import words as said


def newest(request: Request, *, most: int) -> list[dict[str, Any]]:
    """Messages about dossiers and about none, newest first, without their bodies."""
    rows = [
        _row(one, url=reverse("portal:notice", args=[one.dossier_id, one.id]))
        for one in notices.of_person(request.who)[:most]
    ]
    rows += [_row(one, url=reverse("portal:message", args=[one.pk])) for one in notices.messages_of(request.who)[:most]]
    return sorted(rows, key=lambda row: row["at"], reverse=True)[:most]


def _row(one: Any, *, url: str) -> dict[str, Any]:
    return {
        "subject": one.subject,
        "at": one.owed_at,
        "read_at": one.read_at,
        "address": one.address if one.sent_at else "",
        "url": url,
    }


@require_safe
@persons_only
def notice(request: Request, dossier_id: UUID, notice_id: UUID) -> HttpResponse:
    casework.read(message_id=notice_id, dossier_id=dossier_id, by=request.who, at=timezone.now())
    found = notices.own_notice(request.who, dossier_id=dossier_id, notice_id=notice_id)
    return _page(request, found, url=reverse("portal:dossier", args=[dossier_id]))


@require_safe
@persons_only
def message(request: Request, message_id: UUID) -> HttpResponse:
    casework.read(message_id=message_id, dossier_id=None, by=request.who, at=timezone.now())
    return _page(request, notices.own_message(request.who, message_id), url="")


def _page(request: Request, found: Any, *, url: str) -> HttpResponse:
    words = {
        "here": "mine",
        "one": found,
        "body": said.with_link(found.body, link=""),
        "dossier_url": url,
        "crumbs": [(_("Hồ sơ của tôi"), reverse("portal:mine")), (_("Tin nhắn"), "")],
    }
    return show(request, "message", words)

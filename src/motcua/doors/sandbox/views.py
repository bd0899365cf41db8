"""The demo's own pages: the messages that citizens would receive, and the systems that are only imitated here.

The messages carry look-up secrets, so these pages exist for nobody where `DEMO` is off.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.base.refusals import NotThere
from motcua.doors.lobby.requests import Request
from motcua.doors.sandbox.systems import imitated
from motcua.notices import queries as notices

PAGE = 20


def demo_only(view: Callable[[Request], HttpResponse]) -> Callable[[Request], HttpResponse]:
    """Where `DEMO` is off there is no such page, even if somebody mounted it."""

    @wraps(view)
    def guarded(request: Request) -> HttpResponse:
        if not settings.DEMO:
            raise NotThere()
        return view(request)

    return guarded


@demo_only
@require_GET
def systems(request: Request) -> HttpResponse:
    """Which outside systems are imitated now, and what would take the place of each."""
    return render(request, "sandbox/systems.html", {"systems": imitated(), "crumbs": [(_("Bản trình diễn"), "")]})


@demo_only
@require_GET
def outbox(request: Request) -> HttpResponse:
    """Every message that was sent or is owed, newest first; `code` shows those of one dossier."""
    code = request.GET.get("code", "").strip().upper()[:60]
    found = notices.outbox().order_by("-owed_at", "-id")
    if code:
        found = found.filter(dossier__code=code)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "code": code, "messages_shown": _both(page, code=code),
        "crumbs": [(_("Bản trình diễn"), reverse("sandbox:systems")), (_("Hộp thư"), "")],
    }  # fmt: skip
    return render(request, "sandbox/outbox.html", context)


def _both(page: Any, *, code: str) -> list[dict[str, Any]]:
    """A page of messages about dossiers; on the first one also the newest that are about none."""
    first = page.number == 1 and not code
    found = [*page, *(notices.personal_outbox()[:PAGE] if first else [])]
    return [_shown(one) for one in sorted(found, key=lambda one: one.owed_at, reverse=True)]


def _shown(notice: Any) -> dict[str, Any]:
    """One message as the page shows it, with the way it went (`kind`, `sign`, `state` of its chip)."""
    kind, sign, state = _way(notice)
    code = notice.dossier.code if hasattr(notice, "dossier") else ""
    return {
        "to": notice.person.full_name, "address": notice.address, "code": code,
        "subject": notice.subject, "body": notice.body, "kind": kind, "sign": sign, "state": state,
        "owed_at": notice.owed_at, "sent_at": notice.sent_at if notice.address else None,
        "next_try_at": None if notice.sent_at else notice.next_try_at, "fault": notice.fault,
    }  # fmt: skip


def _way(notice: Any) -> tuple[str, str, str]:
    if not notice.address:
        return "plain", "○", _("chỉ đọc trên cổng")
    if notice.sent_at:
        return "done", "✓", _("đã gửi")
    return ("late", "!", _("gửi chưa được")) if notice.attempts else ("go", "◐", _("đang chờ gửi"))

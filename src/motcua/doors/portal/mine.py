"""My page: what I must do next, drafts, dossiers, messages, who has looked at my data."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.catalogue import queries as catalogue
from motcua.doors.lobby.requests import Request, persons_only
from motcua.doors.portal.inbox import newest
from motcua.doors.portal.pages import language, show, unit_name
from motcua.dossiers import drafts
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import queries as notices
from motcua.people import queries as people

PAGE, MESSAGES, LOOKS = 20, 10, 20


@require_safe
@persons_only
def mine(request: Request) -> HttpResponse:
    now = timezone.now()
    page = Paginator(dossiers.of_person(request.who), PAGE).get_page(request.GET.get("page"))
    rows = [_row(found, minutes) for found, minutes in dossiers.with_minutes_left(page, now=now)]
    words = {
        "here": "mine",
        "drafts": [_draft(d) for d in dossiers.drafts(request.who)],
        "rows": rows,
        "page": page,
        "waiting": [row for row in rows if row["todo"]],
        "messages_kept": newest(request, most=MESSAGES),
        "draft_days": settings.DRAFT_DAYS,
        "ways": _ways(request),
        "looks": [_look(v) for v in dossiers.viewings_of(request.who)[:LOOKS]],
    }
    return show(request, "mine", words)


def _row(found: Any, minutes: int | None) -> dict[str, Any]:
    todo = {
        State.SUPPLEMENT: _("Bổ sung hồ sơ"),
        State.OBLIGATION: _("Nộp tiền"),
        State.DONE: _("Nhận kết quả"),
    }.get(State(found.state), "")
    ended = found.closed_at is not None
    return {
        "url": reverse("portal:dossier", args=[found.pk]),
        "code": found.code,
        "name": _name(found.version_id),
        "state": found.state,
        "state_label": found.get_state_display(),
        "sent_at": found.submitted_at,
        "due_at": found.due_at,
        "minutes_left": None if ended or found.finished_at else minutes,
        "paused": found.paused_at is not None,
        "todo": todo,
        "owner": found.owner.full_name if found.owner_id != found.submitter_id else "",
    }


def _ways(request: Request) -> list[tuple[str, str]]:
    """How a link to a draft can be sent: only to the account's own addresses."""
    assert request.who.person_id is not None
    person = people.person(request.who.person_id)
    found = [("email", _("Gửi đường dẫn vào thư điện tử"))] if person.email else []
    if person.phone and notices.texts_are_sent():
        found.append(("sms", _("Gửi đường dẫn bằng tin nhắn")))
    return found


def _draft(kept: Any) -> dict[str, Any]:
    return {
        "name": _name(kept.version_id),
        "unit": unit_name(kept.unit) if kept.unit else "",
        "updated_at": kept.updated_at,
        "expires_at": drafts.expires_at(kept),
        "soon": kept.warned_at is not None and kept.warned_at >= kept.updated_at,
        "link_url": reverse("portal:send_link", args=[kept.pk]),
        "url": reverse("portal:draft", args=[kept.pk]),
        "discard_url": reverse("portal:discard", args=[kept.pk]),
    }


def _look(viewing: Any) -> dict[str, Any]:
    what = {"page": _("trang hồ sơ"), "paper": _("giấy tờ"), "letter": _("văn bản"), "result": _("kết quả")}
    return {
        "who": viewing.by.full_name,
        "title": viewing.by.title,
        "what": what.get(viewing.what, viewing.what),
        "at": viewing.at,
        "code": viewing.dossier.code,
        "url": reverse("portal:dossier", args=[viewing.dossier_id]),
    }


def _name(version_id: Any) -> str:
    found = catalogue.definition(version_id)
    return (found.short_name or found.name).into(language())

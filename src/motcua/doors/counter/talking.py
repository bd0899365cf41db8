"""Messages to applicants: drafted at the desk, read and sent here (NĐ 61/2018 art. 5.1)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua import casework
from motcua.doors.counter.reading import frame
from motcua.doors.lobby.requests import Request, key_of, officers_only
from motcua.notices import queries as notices
from motcua.people.models import Role


@officers_only(Role.COUNTER)
@require_GET
def waiting(request: Request) -> HttpResponse:
    """What waits to be sent, the oldest first."""
    context = frame(request, here="talk") | {"waiting": notices.waiting_messages(request.who)[:200]}
    return render(request, "counter/talking.html", context)


@officers_only(Role.COUNTER)
@require_POST
def send(request: Request, dossier_id: UUID, message_id: UUID) -> HttpResponse:
    done = casework.send_message(
        dossier_id=dossier_id, message_id=message_id, by=request.who, at=timezone.now(), key=key_of(request)
    )
    messages.success(request, _("%(code)s: đã gửi tin cho người nộp hồ sơ.") % {"code": done.code})
    return redirect("counter:talking")

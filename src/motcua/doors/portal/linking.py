"""A draft on another device: the link that is sent, and the page that it opens."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua import casework
from motcua.doors.lobby.brake import brake
from motcua.doors.lobby.requests import Request
from motcua.doors.portal.drafts import RESUMED, Writing, only_its_writer, with_draft
from motcua.doors.portal.pages import show, typed

LINKS, OPENINGS = 5, 20


@require_POST
@with_draft
def send_link(request: Request, writing: Writing) -> HttpResponse:
    only_its_writer(request)
    brake(request, what="link", most=LINKS)
    way = request.POST.get("way", "")
    casework.send_link(dossier_id=writing.kept.pk, way=way, by=request.who, at=timezone.now())
    messages.success(request, _("Đã gửi đường dẫn. Nó mở bản nháp một lần, trong 24 giờ, ở máy nào cũng được."))
    return redirect("portal:mine")


@require_http_methods(["GET", "POST"])
def opening(request: Request, secret: str) -> HttpResponse:
    """A program that looks into mail only loads the page; the link is spent by the button on it."""
    brake(request, what="opening", most=OPENINGS)
    if request.method != "POST":
        return show(request, "open_link", {"here": "mine"})
    done = casework.open_link(secret=typed(secret, most=80), by=request.who, at=timezone.now())
    if str(request.who.person_id) != done.said["person"]:
        request.session.flush()
        request.session[RESUMED] = {"draft": str(done.subject), "person": done.said["person"]}
    return redirect("portal:draft", done.subject)

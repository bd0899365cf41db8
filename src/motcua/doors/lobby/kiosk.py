"""A shared machine at an information point: what one person leaves behind, the next must not find.

The machine is marked by a cookie of its browser's session (`/kiosk/` sets it). While it is marked: no cookie outlives
the browser, a login ends after `IDLE` without a request, and files with personal data are not handed over to the disk.
"""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.doors.lobby.answers import page
from motcua.doors.lobby.middleware import SESSION_KEY

Next = Callable[[HttpRequest], HttpResponse]
COOKIE, SEEN = "kiosk", "kiosk_seen"
# The page asks after ASK whether somebody is there, and wipes a minute later; the server wipes by itself after IDLE.
ASK, IDLE = timedelta(minutes=2), timedelta(minutes=4)
OWN = (settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "theme", "size", "contrast", "messages")


def is_kiosk(request: HttpRequest) -> bool:
    """Whether this browser is marked as a shared machine."""
    return request.COOKIES.get(COOKIE) == "yes"


def nothing_stays(then: Next) -> Next:
    """No cookie of a shared machine outlives its browser; no personal file lands on its disk."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = then(request)
        if not is_kiosk(request):
            return response
        for cookie in response.cookies.values():
            if cookie["max-age"] != 0:  # nought is how a cookie is taken away
                cookie["max-age"] = cookie["expires"] = ""
        who = getattr(request, "who", None)
        handed_over = response.get("Content-Disposition", "").startswith("attachment")
        if handed_over and who is not None and who.user_id is not None:
            said = _("Máy này là máy dùng chung nên không giữ tệp của bạn. Hãy mở trên máy riêng, hoặc nhờ cán bộ in.")
            return page(request, status=403, title=_("Không tải tệp về máy dùng chung"), said=said)
        return response

    return middleware


def ends_by_itself(then: Next) -> Next:
    """Whoever was logged in and did nothing for `IDLE` is gone; what they had saved is theirs on any machine."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not is_kiosk(request) or SESSION_KEY not in request.session:
            return then(request)
        now = timezone.now().timestamp()
        if now - request.session.get(SEEN, now) > IDLE.total_seconds():
            return wiped(request)
        request.session[SEEN] = now
        request.session.set_expiry(0)
        return then(request)

    return middleware


def wiped(request: HttpRequest) -> HttpResponse:
    """Forget who was here, and begin again for the next person."""
    request.session.flush()
    response = redirect("portal:kiosk")
    for name in OWN:
        response.delete_cookie(name)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def marked(request: HttpRequest, *, kiosk: bool) -> HttpResponse:
    """Mark this browser as a shared machine, or take the mark away; whoever was logged in is gone either way."""
    response = wiped(request)
    if kiosk:
        response.set_cookie(
            COOKIE, "yes", httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    else:
        response.delete_cookie(COOKIE)
    return response


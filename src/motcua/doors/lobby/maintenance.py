"""Work on the system, announced in advance: a banner on every page before, one page instead of all others during.

The law asks for the announcement at least one working day before (TT 32/2017/TT-BTTTT art. 11.2); since NĐ 224/2026
(art. 13) it asks for seven.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from math import ceil

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.doors.lobby.answers import page
from motcua.doors.lobby.words import HANOI, moment_words

Next = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("motcua")

# Who watches the house goes on watching it.
ALWAYS = ("/healthz", "/readyz", "/metrics")


@dataclass(frozen=True)
class Window:
    """From `since` until just before `until`."""

    since: datetime
    until: datetime


def announced(*, at: datetime) -> Window | None:
    """The window that is announced and not over: from MOTCUA_MAINTENANCE, else from the file `maintenance` in
    MOTCUA_HOME, which is looked at anew for every request. What cannot be understood is logged and ignored."""
    text = settings.MAINTENANCE
    if not text:
        try:
            text = (settings.HOME / "maintenance").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None
    window = _understood(text.strip())
    return window if window and at < window.until else None


@lru_cache(maxsize=8)
def _understood(text: str) -> Window | None:
    """`2026-12-01T22:00/2026-12-02T02:00` (ISO 8601), in Hà Nội's time unless an offset stands there."""
    try:
        since, until = (datetime.fromisoformat(part.strip()) for part in text.split("/"))
    except ValueError:
        log.error("MOTCUA_MAINTENANCE is not understood: %r", text[:100])
        return None
    window = Window(since=_placed(since), until=_placed(until))
    if window.since >= window.until:
        log.error("MOTCUA_MAINTENANCE ends before it begins: %r", text[:100])
        return None
    return window


def _placed(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=HANOI)


def closed(then: Next) -> Next:
    """During the window every page is this one: 503, and when to come back. Static files come before this."""

    def middleware(request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        window = announced(at=now)
        if window is None or now < window.since or request.path in ALWAYS:
            return then(request)
        said = _(
            "Hệ thống tạm dừng để bảo trì đến %(until)s. Chưa có gì thay đổi: hồ sơ đã nộp được giữ nguyên, còn dữ "
            "liệu bạn vừa nhập vẫn ở trang trước, hãy gửi lại sau giờ đó."
        ) % {"until": moment_words(window.until)}
        left = ceil((window.until - now).total_seconds())
        return page(request, status=503, title=_("Đang bảo trì"), said=said, retry_after=left)

    return middleware

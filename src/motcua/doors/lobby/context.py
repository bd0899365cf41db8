"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from motcua.doors.lobby import kiosk
from motcua.doors.lobby.maintenance import announced

THEMES, SIZES, CONTRASTS = ("light", "dark"), ("large",), ("high",)


def house(request: HttpRequest) -> dict[str, Any]:
    """Who is here, how they like to see things, and a fresh key for each form on the page."""
    return {
        "who": getattr(request, "who", None),
        "key": getattr(request, "new_key", ""),
        "demo": settings.DEMO,
        "maintenance": announced(at=timezone.now()),
        "kiosk": kiosk.is_kiosk(request),
        "kiosk_ask_seconds": int(kiosk.ASK.total_seconds()),
        "theme": _one_of(request, "theme", THEMES),
        "size": "large" if kiosk.is_kiosk(request) else _one_of(request, "size", SIZES),
        "contrast": _one_of(request, "contrast", CONTRASTS),
        "language": getattr(request, "LANGUAGE_CODE", "vi"),
    }


def _one_of(request: HttpRequest, name: str, known: tuple[str, ...]) -> str:
    chosen = request.COOKIES.get(name, "")
    return chosen if chosen in known else ""

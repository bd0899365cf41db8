"""What the control door may show, and what stands around its pages."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.base.refusals import NotThere
from motcua.doors.lobby.lists import unit_of
from motcua.doors.lobby.requests import Request
from motcua.people.models import Role
from motcua.people.who import Who
from motcua.reporting import wall as walls

DESK_ROLES = (Role.SPECIALIST, Role.HEAD, Role.LEADER, Role.SEAL, Role.INSPECTOR)


def frame(request: Request, *, here: str) -> dict[str, Any]:
    who: Who = request.who
    around: list[dict[str, Any]] = []
    if who.units(*walls.WATCHERS):
        around.append(_place(_("Theo dõi"), "control:wall", here == "wall"))
    around.append(_place(_("Sổ theo dõi"), "control:book", here == "book"))
    if who.units(*DESK_ROLES):
        around.append(_place(_("Bàn xử lý"), "desk:worklist", False))
    if who.units(Role.COUNTER):
        around.append(_place(_("Quầy Một cửa"), "counter:worklist", False))
    return {"unit": unit_of(request), "places": around, "find_url": ""}


def _place(label: str, name: str, current: bool) -> dict[str, Any]:
    return {"label": label, "url": reverse(name), "current": current, "count": None}


def one_of(wanted: str, allowed: frozenset[UUID]) -> UUID | None:
    """The unit that the address names, if it is in sight; None when it names none. Raises `NotThere`."""
    if not wanted:
        return None
    try:
        found = UUID(wanted)
    except ValueError:
        raise NotThere() from None
    if found not in allowed:
        raise NotThere()
    return found

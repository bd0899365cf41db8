"""The route on the desk's pages: the panel that tells where a dossier was, is and goes, and the lists it makes."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.doors.lobby import lists
from motcua.doors.lobby.casefile import Casefile
from motcua.people.models import Role
from motcua.people.who import Who
from motcua.routing import queries as routing

SIGNS = {"done": ("done", "✓"), "now": ("go", "◐"), "todo": ("plain", "○")}


def route_panel(file: Casefile, *, now: datetime) -> dict[str, Any]:
    """`{legs, account, opinions}`; no legs for a dossier without a route."""
    legs = routing.way(file.dossier, now=now)
    return {
        "legs": [
            {
                "name": leg.name.get(file.language) or leg.name["vi"], "role": str(Role(leg.role).label),
                "unit": leg.unit.name, "inside": leg.inside, "state": leg.state, "kind": SIGNS[leg.state][0],
                "sign": SIGNS[leg.state][1], "who": leg.who, "since": leg.since_at, "due": leg.due_at,
                "ended": leg.ended_at, "hours": hours(leg.minutes), "allowed": hours(round(leg.hours * 60)),
                "late": hours(leg.late_minutes) if leg.late_minutes else "", "note": leg.note,
            }
            for leg in legs
        ],
        "account": {name: hours(n) if n else "" for name, n in routing.account(legs).items()},
        "opinions": [
            {
                "unit": one.unit.name, "state": one.get_state_display(), "content": one.content, "due": one.due_at,
                "answer": one.answer, "at": one.answered_at, "pauses": one.pauses,
                "kind": {"given": "done", "silent": "late", "asked": "go"}.get(one.state, "plain"),
                "sign": {"given": "✓", "silent": "!", "asked": "◐"}.get(one.state, "○"),
            }
            for one in routing.opinions(file.dossier.pk)
        ],
    }  # fmt: skip


def hours(minutes: int) -> str:
    """`3 giờ 20`: working time as people say it."""
    whole, rest = divmod(minutes, 60)
    return _("%(h)d giờ %(m)02d") % {"h": whole, "m": rest} if rest else _("%(h)d giờ") % {"h": whole}


def route_tabs(who: Who) -> list[lists.Tab]:
    """The lists that hand-overs, absences and questions make, for those whom they concern."""
    found: list[lists.Tab] = []
    if who.units(Role.HEAD):
        found.append(("assign", _("Chờ phân công"), routing.to_assign(who)))
    if who.units(Role.HEAD, Role.LEADER):
        found.append(("silent", _("Quá hạn ý kiến"), routing.silent_at(who)))
    if who.decides() and who.units(*routing.ANSWERERS):
        found.append(("here", _("Nơi khác chuyển đến"), routing.at_my_step(who)))
        found.append(("asked", _("Được hỏi ý kiến"), routing.asked_of(who)))
    if who.colleagues:
        found.append(("colleagues", _("Làm thay đồng nghiệp"), routing.for_colleagues(who)))
    return found

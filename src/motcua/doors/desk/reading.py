"""What the desk may open, and what stands around every page of it."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.base.lifecycle import Step
from motcua.base.refusals import NotThere
from motcua.doors.lobby.casefile import Casefile
from motcua.doors.lobby.lists import unit_of
from motcua.doors.lobby.requests import Request
from motcua.dossiers import queries as dossiers
from motcua.dossiers import selection
from motcua.people.models import Role
from motcua.people.who import Who
from motcua.results import queries as results
from motcua.results.lifecycle import DECIDED

WORKERS = (Role.SPECIALIST, Role.HEAD, Role.LEADER, Role.SEAL)
READERS = (*WORKERS, Role.INSPECTOR)
WATCHERS = (Role.INSPECTOR, Role.LEADER, Role.HEAD)
COUNTER_ROLES = (Role.COUNTER, Role.CASHIER, Role.POSTAL)
# The acts of this door, the main one first: done at once, after a page that asks, or grave.
ACTS = {
    "take": "plain", "propose": "page", "approve": "plain", "sign": "plain", "seal": "plain", "ask": "page",
    "charge": "page", "send_back": "grave", "stop": "grave",
}  # fmt: skip
# Told by the dossier's lifecycle and by the result's; the result's says when.
OF_RESULTS = frozenset({"seal"})
# Once a decision exists nothing is asked of the applicant any more, and nothing is stopped (TT 03/2025 art. 7).
NOT_AFTER_A_DECISION = frozenset({"ask", "charge", "stop"})


def opened(request: Request, dossier_id: UUID) -> Any:
    """A dossier that this officer settles, inspects, or, leading a unit above, may read. Raises `NotThere`, as for
    one that does not exist."""
    who = request.who
    found = selection.readable(who, dossier_id)
    if dossiers.roles_on(who, found) & set(WORKERS) or who.units(Role.INSPECTOR, Role.LEADER):
        return found
    raise NotThere()


def open_acts(request: Request, file: Casefile) -> list[Step]:
    """What this officer may do now, from the two lifecycles and nothing else."""
    return steps_open(request.who, file.dossier, file.result)


def steps_open(who: Who, dossier: Any, result: Any) -> list[Step]:
    """The same for a dossier and the result in hand (or None): what a batch asks of each of its dossiers."""
    decided = result is not None and result.state in DECIDED
    hidden = OF_RESULTS | (NOT_AFTER_A_DECISION if decided else frozenset())
    of_dossier = [s for s in dossiers.open_acts(who, dossier) if s.act not in hidden]
    return [s for s in (*of_dossier, *results.open_acts(who, dossier, result)) if s.act in ACTS]


def frame(request: Request) -> dict[str, Any]:
    """Bar, places and search of every page of the desk."""
    around = [{"label": _("Việc cần làm"), "url": reverse("desk:worklist"), "current": True, "count": None}]
    if request.who.units(*WATCHERS):
        around.append({"label": _("Theo dõi"), "url": reverse("control:wall"), "current": False, "count": None})
    if request.who.units(*COUNTER_ROLES):
        counter = {"label": _("Quầy Một cửa"), "url": reverse("counter:worklist"), "current": False, "count": None}
        around = [*around, counter]
    return {"unit": unit_of(request, *READERS), "places": around, "find_url": reverse("desk:find")}

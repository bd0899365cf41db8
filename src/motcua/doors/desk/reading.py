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
from motcua.dossiers import corrections, selection
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.feedback import queries as feedback
from motcua.people.models import Role
from motcua.people.who import Who
from motcua.results import queries as results
from motcua.results.lifecycle import DECIDED
from motcua.routing import queries as routing
from motcua.routing.lifecycle import OPINIONS

WORKERS = (Role.SPECIALIST, Role.HEAD, Role.LEADER, Role.SEAL)
READERS = (*WORKERS, Role.INSPECTOR)
WATCHERS = (Role.INSPECTOR, Role.LEADER, Role.HEAD)
COUNTER_ROLES = (Role.COUNTER, Role.CASHIER, Role.POSTAL)
# The acts of this door, the main one first: done at once, after a page that asks, or grave.
ACTS = {
    "take": "plain", "propose": "page", "approve": "plain", "sign": "plain", "seal": "plain", "ask": "page",
    "charge": "page", "claim": "plain", "assign": "page", "hand_on": "page", "ask_opinion": "page",
    "reassign": "page", "apologise": "page", "extend": "page", "consent": "page", "resume": "page", "pause": "page",
    "send_back": "grave", "stop": "grave", "ask_revocation": "grave", "revoke": "grave",
}  # fmt: skip
# Told by the dossier's lifecycle and by the result's; the result's says when.
OF_RESULTS = frozenset({"seal"})
# While the clock stands for an opinion.
NOT_WHILE_WAITING = frozenset({"ask", "charge", "propose", "ask_opinion"})
# Once a decision exists nothing is asked of the applicant any more, and nothing is stopped (TT 03/2025 art. 7).
NOT_AFTER_A_DECISION = frozenset({"ask", "charge", "stop", "consent"})


def opened(request: Request, dossier_id: UUID) -> Any:
    """A dossier that this officer settles, inspects, or, leading a unit above, may read. Raises `NotThere`, as for
    one that does not exist."""
    who = request.who
    found = selection.readable(who, dossier_id)
    if dossiers.roles_on(who, found) & set(WORKERS) or who.units(Role.INSPECTOR, Role.LEADER):
        return found
    # What lies with a guest stays open to the unit that will settle it; and the guest's head gives it out.
    if found.settling_unit_id in who.units(*WORKERS) or found.step_unit_id in who.units(Role.HEAD):
        return found
    raise NotThere()


def opened_for_papers(request: Request, dossier_id: UUID) -> Any:
    """Like `opened`, and also for an agency that is asked for its opinion now."""
    if routing.may_read_for_opinion(request.who, dossier_id):
        return dossiers.one(request.who, dossier_id)
    return opened(request, dossier_id)


def open_acts(request: Request, file: Casefile) -> list[Step]:
    """What this officer may do now, from the two lifecycles and nothing else."""
    return steps_open(request.who, file.dossier, file.result, route=file.route)


def steps_open(who: Who, dossier: Any, result: Any, *, route: Any) -> list[Step]:
    """The same for a dossier, the result in hand and its route (or None): what a batch asks of each of its dossiers."""
    decided = result is not None and result.state in DECIDED
    hidden = OF_RESULTS | (NOT_AFTER_A_DECISION if decided else frozenset())
    of_dossier = [s for s in dossiers.open_acts(who, dossier) if s.act not in hidden]
    found = [*of_dossier, *results.open_acts(who, dossier, result), *routing.open_acts(who, dossier, route)]
    if routing.may_ask_opinion(who, dossier, route) and not decided:
        found += [s for s in OPINIONS.steps if s.act == "ask_opinion"]
    waiting = dossier.state == State.PROCESSING and dossier.paused_at is not None
    hidden = hidden | (NOT_WHILE_WAITING if waiting else frozenset())
    return [
        s
        for s in found
        if s.act in ACTS and s.act not in hidden - OF_RESULTS and routing.allowed(dossier, route, s.act)
    ]


def frame(request: Request) -> dict[str, Any]:
    """Bar, places and search of every page of the desk."""
    around = [{"label": _("Việc cần làm"), "url": reverse("desk:worklist"), "current": True, "count": None}]
    if owed := len(feedback.to_answer(request.who)):
        hearing = {"label": _("Ý kiến chưa hài lòng"), "url": reverse("desk:grievances"), "current": False}
        around = [*around, hearing | {"count": str(owed)}]
    if request.who.units(*WORKERS):
        away = {"label": _("Lịch vắng mặt"), "url": reverse("desk:absences"), "current": False, "count": None}
        around = [*around, away]
    if request.who.units(*WATCHERS):
        around.append({"label": _("Theo dõi"), "url": reverse("control:wall"), "current": False, "count": None})
    if request.who.units(*COUNTER_ROLES):
        counter = {"label": _("Quầy Một cửa"), "url": reverse("counter:worklist"), "current": False, "count": None}
        around = [*around, counter]
    return {"unit": unit_of(request, *READERS), "places": around, "find_url": reverse("desk:find")}


def correcting(request: Request, dossier: Any) -> dict[str, Any]:
    """Whether this officer may say that something kept is wrong, and whether they are the second person."""
    roles = dossiers.roles_on(request.who, dossier)
    url = reverse("desk:correct", args=[dossier.pk]) if roles & corrections.DRAFT else ""
    return {"correct_url": url, "may_agree": bool(roles & corrections.AGREE)}

"""What the counter may open, and what stands around every page of it."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.base.lifecycle import Step
from motcua.base.refusals import NotThere
from motcua.doors.lobby.casefile import STEPS, Casefile
from motcua.doors.lobby.lists import unit_of
from motcua.doors.lobby.requests import Request
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.people.models import Role
from motcua.post import queries as post
from motcua.results import queries as results

CLERKS = (Role.COUNTER, Role.CASHIER)
EVERYBODY = (*CLERKS, Role.POSTAL)
DESK_ROLES = (Role.SPECIALIST, Role.HEAD, Role.LEADER, Role.SEAL, Role.INSPECTOR)
# The acts of this door, the main one first: done at once, after a page that asks, or grave.
ACTS = {
    "receive": "plain", "complete": "page", "acquit": "page", "collect": "page", "hand_back": "page",
    "hand_to_post": "plain", "release": "plain", "give_back": "page", "hand_again": "page", "guide": "page",
    "decline": "grave",
}  # fmt: skip
# While money stands between the applicant and the dossier, it is taken by the act that also starts the clock again.
NOT_COLLECTED_IN = frozenset({State.OBLIGATION, State.DECLINED, State.STOPPED, State.RETURNED})


def opened(request: Request, dossier_id: UUID) -> Any:
    """A dossier that this officer's unit took in. Raises `NotThere`, as for one that does not exist.

    The post's staff have a page of their own that shows no more than the label.
    """
    found = dossiers.one(request.who, dossier_id)
    if not dossiers.roles_on(request.who, found) & set(CLERKS):
        raise NotThere()
    return found


def open_acts(request: Request, file: Casefile) -> list[Step]:
    """What this officer may do now: the steps of the dossier and of its parcel, and taking money that is owed."""
    who, dossier = request.who, file.dossier
    found = [*dossiers.open_acts(who, dossier), *post.open_acts(who, dossier, file.parcel)]
    owed = file.account.due_vnd > 0
    names = {s.act for s in found}
    if owed or file.parcel_on_its_way:
        names -= {"hand_back", "hand_to_post"}
    if dossier.state != State.DONE:
        names -= {"hand_to_post"}
    if dossier.state == State.RETURNED and Role.COUNTER in dossiers.roles_on(who, dossier):
        names |= {"hand_again"} if results.waits_to_be_handed(dossier.pk) else set()
    if owed and dossier.state not in NOT_COLLECTED_IN and dossiers.roles_on(who, dossier) & set(CLERKS):
        names |= {"collect"}
    return [STEPS[name] for name in ACTS if name in names]


def frame(request: Request, *, here: str) -> dict[str, Any]:
    """Bar, places and search of every page of the counter."""
    who = request.who
    around = []
    if who.units(*CLERKS):
        around.append(_place(_("Việc cần làm"), "counter:worklist", here == "worklist"))
        around.append(_place(_("Quỹ"), "counter:drawer", here == "money"))
    if who.units(Role.COUNTER):
        around.append(_place(_("Tiếp nhận tại quầy"), "counter:register", here == "register"))
        around.append(_place(_("Gọi số"), "counter:room", here == "tickets"))
    if who.units(Role.COUNTER, *DESK_ROLES[:4]):
        around.append(_place(_("Sổ giao nhận"), "counter:folders", here == "folders"))
    if who.units(Role.COUNTER):
        around.append(_place(_("Tin nhắn"), "counter:talking", here == "talk"))
        around.append(_place(_("Sổ theo dõi"), "control:book", False))
    if who.units(Role.POSTAL):
        around.append(_place(_("Bưu chính"), "counter:post", here == "post"))
    if who.units(*DESK_ROLES):
        around.append(_place(_("Bàn xử lý"), "desk:worklist", False))
    find_url = reverse("counter:find") if who.units(*CLERKS) else ""
    return {"unit": unit_of(request, *EVERYBODY, *DESK_ROLES), "places": around, "find_url": find_url}


def _place(label: str, name: str, current: bool) -> dict[str, Any]:
    return {"label": label, "url": reverse(name), "current": current, "count": None}

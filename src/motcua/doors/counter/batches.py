"""Up to 500 dossiers at once at the counter: received, or handed to the post; each by itself."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua import casework
from motcua.doors.counter.reading import CLERKS, frame
from motcua.doors.counter.views import tabs
from motcua.doors.lobby import lists
from motcua.doors.lobby.batches import MOST, Batches, answer, chosen_in
from motcua.doors.lobby.casefile import STEPS
from motcua.doors.lobby.requests import Request, officers_only
from motcua.dossiers import queries as dossiers
from motcua.post import queries as post

ACTS = {"receive": casework.receive, "hand_to_post": casework.hand_to_post}


@officers_only(*CLERKS)
@require_POST
def batch(request: Request) -> HttpResponse:
    """One act on the dossiers that were ticked, or on the whole list as it is filtered now."""
    chosen = chosen_in(request)
    if "whole" in request.POST and "sure" not in request.POST:
        asked = QueryDict(request.POST.get("next", "").partition("?")[2])
        rows = lists.asked_for(asked, tabs(request))[1]
        chosen = list(rows.values_list("pk", flat=True)[:MOST])
    return answer(request, BATCHES, chosen=chosen)


def _judge(request: Request, found: list[Any], act: str) -> dict[UUID, str]:
    """By the lifecycles, as on each dossier's own page; what is owed shows when the act is done."""
    against = {}
    for one in found:
        steps = dossiers.open_acts(request.who, one)
        if act == "hand_to_post":
            steps = post.open_acts(request.who, one, post.parcel(one.pk))
        if act not in {step.act for step in steps}:
            against[one.pk] = _("Không làm được lúc này: hồ sơ đang “%(state)s”.") % {"state": one.get_state_display()}
    return against


BATCHES = Batches(
    acts=ACTS, words=lambda act: str(STEPS[act].name), judge=_judge, home=lambda: reverse("counter:worklist"),
    frame=lambda request: frame(request, here="worklist"),
)  # fmt: skip

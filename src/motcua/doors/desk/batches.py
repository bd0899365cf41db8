"""Up to 500 dossiers at once at the desk: chosen on the list, shown first, then each done by itself."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua import casework
from motcua.doors.desk.reading import WORKERS, frame, steps_open
from motcua.doors.desk.views import rows_of
from motcua.doors.lobby.batches import MOST, Batches, answer, chosen_in
from motcua.doors.lobby.casefile import STEPS
from motcua.doors.lobby.requests import Request, officers_only
from motcua.results import queries as results
from motcua.routing import queries as routing

ACTS = {"take": casework.take, "approve": casework.approve, "sign": casework.sign, "seal": casework.seal}


@officers_only(*WORKERS)
@require_POST
def batch(request: Request) -> HttpResponse:
    """One act on the dossiers that were ticked, or on the whole list as it is filtered now."""
    chosen = chosen_in(request)
    if "whole" in request.POST and "sure" not in request.POST:
        chosen = rows_of(request, request.POST.get("next", ""), most=MOST)
    return answer(request, BATCHES, chosen=chosen)


def _judge(request: Request, found: list[Any], act: str) -> dict[UUID, str]:
    """By the lifecycles alone, as the buttons of each dossier's own page; nobody approves or signs their own draft."""
    ids = [one.pk for one in found]
    running, routes = results.running_of(ids), routing.running_of(ids)
    against = {}
    for one in found:
        result = running.get(one.pk)
        if act not in {step.act for step in steps_open(request.who, one, result, route=routes.get(one.pk))}:
            state = result.get_state_display() if result and act != "take" else one.get_state_display()
            against[one.pk] = _("Không làm được lúc này: hồ sơ đang “%(state)s”.") % {"state": state}
        elif act in {"approve", "sign"} and result is not None and result.preparer_id == request.who.user_id:
            against[one.pk] = _("Người soạn không tự duyệt, tự ký kết quả của mình.")
    return against


BATCHES = Batches(
    acts=ACTS, words=lambda act: str(STEPS[act].name), judge=_judge, home=lambda: reverse("desk:worklist"), frame=frame
)

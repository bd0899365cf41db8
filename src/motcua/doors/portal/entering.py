"""How citizens come in: by whatever fills the identity port."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.base.ports import plugged
from motcua.doors.lobby.brake import brake
from motcua.doors.lobby.requests import Request
from motcua.doors.lobby.views import enter, own_path
from motcua.doors.portal.drafts import CARRIED, MOST_CARRIED
from motcua.doors.portal.pages import show, typed
from motcua.people.ports import Identity

TRIES = 30


@require_http_methods(["GET", "POST"])
def login(request: Request) -> HttpResponse:
    """The demo's identity offers people to choose from; a token that proves nobody gets a sentence and 422."""
    identity: Identity = plugged("identity")
    wanted = request.POST.get("next") or request.GET.get("next", "")
    fault = ""
    if request.method == "POST":
        brake(request, what="login", most=TRIES)
        account = identity.account(typed(request.POST.get("token", ""), most=200))
        if account is not None:
            enter(request, account)
            _bring(request, wanted)
            return redirect(own_path(request, wanted, otherwise=reverse("portal:mine")))
        fault = _("Không đăng nhập được bằng lựa chọn này. Hãy chọn lại.")
    kept = request.POST.get("kept", "")[:MOST_CARRIED]
    words = {"kept": kept, "choices": identity.choices(), "next": wanted, "fault": fault}
    return show(request, "login", words, status=422 if fault else 200)


def _bring(request: Request, path: str) -> None:
    """Lay what was typed before the old session ended into the new one; the page shows it, and has not saved it."""
    try:
        typed_so_far = json.loads(request.POST.get("kept", "")[:MOST_CARRIED])
    except ValueError:
        return
    if isinstance(typed_so_far, dict) and all(isinstance(v, list) for v in typed_so_far.values()):
        request.session[CARRIED] = {"path": path, "typed": typed_so_far}
        messages.warning(request, _("Bạn đã đăng nhập lại. Việc bạn vừa bấm chưa được thực hiện: xem lại rồi bấm nữa."))

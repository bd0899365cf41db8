"""An officer who works the portal with somebody beside them: what is sent so is never counted as online."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.base.ports import plugged
from motcua.doors.lobby.brake import brake
from motcua.doors.lobby.requests import Request, officers_only
from motcua.doors.lobby.views import enter
from motcua.doors.portal.drafts import ASSISTED
from motcua.doors.portal.pages import show, typed
from motcua.people.models import Role
from motcua.people.ports import Identity

TRIES = 30


@require_http_methods(["GET", "POST"])
@officers_only(Role.COUNTER)
def assist(request: Request) -> HttpResponse:
    """The person proves who they are at this device; the officer's own session ends, their name stays with it."""
    identity: Identity = plugged("identity")
    fault = ""
    if request.method == "POST":
        brake(request, what="assist", most=TRIES)
        account = identity.account(typed(request.POST.get("token", ""), most=200))
        if account is not None:
            officer = {"id": str(request.who.account_id), "name": request.who.name}
            enter(request, account)
            request.session[ASSISTED] = officer
            return redirect(reverse("portal:search"))
        fault = _("Không đăng nhập được bằng lựa chọn này. Hãy chọn lại.")
    words = {"choices": identity.choices(), "fault": fault}
    return show(request, "assist", words, status=422 if fault else 200)

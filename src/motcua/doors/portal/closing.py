"""Closing one's account: what stays, what goes, and a button that cannot be pressed by chance."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua import casework
from motcua.base.refusals import OutOfOrder
from motcua.doors.lobby.requests import Request, key_of, persons_only
from motcua.doors.portal.pages import show


@require_http_methods(["GET", "POST"])
@persons_only
def close(request: Request) -> HttpResponse:
    fault = ""
    if request.method == "POST" and request.POST.get("sure") != "yes":
        fault = _("Hãy đánh dấu rằng bạn đã đọc và muốn đóng.")
    elif request.method == "POST":
        try:
            casework.close_account(
                subject_id=request.who.account_id, by=request.who, at=timezone.now(), key=key_of(request)
            )
        except OutOfOrder as refusal:
            fault = str(refusal.said)
        else:
            request.session.flush()
            messages.success(request, _("Tài khoản đã đóng. Hồ sơ cũ vẫn tra cứu được bằng mã trên giấy tiếp nhận."))
            return redirect("portal:home")
    words = {
        "here": "mine",
        "fault": fault,
        "crumbs": [(_("Hồ sơ của tôi"), reverse("portal:mine")), (_("Đóng tài khoản"), "")],
    }
    return show(request, "close_account", words, status=422 if fault else 200)

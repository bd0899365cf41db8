"""The portal on a shared machine: begin, "are you still there?", done."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.doors.lobby.kiosk import is_kiosk, marked, wiped
from motcua.doors.lobby.requests import Request
from motcua.doors.lobby.views import own_path
from motcua.doors.portal.front import code_field
from motcua.doors.portal.pages import show


@require_http_methods(["GET", "POST"])
def kiosk(request: Request) -> HttpResponse:
    """Where every person begins. A post marks this browser as a shared machine, or takes the mark away."""
    if request.method == "POST":
        return marked(request, kiosk="leave" not in request.POST)
    if not is_kiosk(request):
        return show(request, "kiosk_set_up", {})
    words = {
        "ways": [
            (_("Tìm thủ tục"), _("Cần giấy tờ gì, hết bao nhiêu tiền, bao lâu."), reverse("portal:search"), "search"),
            (_("Nộp hồ sơ"), _("Đăng nhập rồi trả lời từng phần ngắn."), reverse("portal:mine"), "paper"),
            (_("Hồ sơ đang ở đâu?"), _("Gõ mã in trên giấy tiếp nhận."), reverse("portal:track"), "place"),
            (
                _("Kiểm tra một kết quả"),
                _("Giấy tờ bạn nhận được có thật không?"),
                reverse("portal:verify_file"),
                "stamp",
            ),
        ],
        "code_field": code_field(),
    }
    return show(request, "kiosk", words)


@require_http_methods(["GET", "POST"])
def ask(request: Request) -> HttpResponse:
    """Somebody is there: the clock begins anew, which any request does. Without a script, the page that asks."""
    if request.method == "POST":
        return redirect(own_path(request, request.POST.get("next", ""), otherwise=reverse("portal:mine")))
    came_from = own_path(request, request.headers.get("Referer", ""), otherwise=reverse("portal:mine"))
    return show(request, "kiosk_ask", {"next": came_from, "asking": True})


@require_POST
def finish(request: Request) -> HttpResponse:
    """Done: nothing personal stays here."""
    return wiped(request)

"""Logging in and out, language and display: what all doors share."""

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.base.refusals import NotThere
from motcua.doors.lobby.answers import page, refused
from motcua.doors.lobby.context import CONTRASTS, SIZES, THEMES
from motcua.doors.lobby.middleware import SESSION_KEY
from motcua.doors.lobby.requests import Request
from motcua.people.models import Role

YEAR = 365 * 24 * 3600
COUNTER_ROLES = (Role.COUNTER, Role.CASHIER, Role.POSTAL)


@require_http_methods(["GET", "POST"])
def login(request: Request) -> HttpResponse:
    """Officers log in with a password. A wrong one and an unknown name get the same answer, equally slowly."""
    fault = ""
    if request.method == "POST":
        user = authenticate(
            request, username=request.POST.get("username", ""), password=request.POST.get("password", "")
        )
        if user is not None:
            enter(request, str(user.pk))
            return redirect(own_path(request, request.POST.get("next", ""), otherwise=reverse("lobby:home")))
        fault = _("Tên đăng nhập hoặc mật khẩu không đúng. Sau 8 lần sai, hãy đợi 5 phút.")
    words = {"fault": fault, "next": request.POST.get("next") or request.GET.get("next", "")}
    return render(request, "lobby/login.html", words, status=422 if fault else 200)


@require_POST
def logout(request: Request) -> HttpResponse:
    request.session.flush()
    return redirect("/")


def home(request: Request) -> HttpResponse:
    """Where this person's work is."""
    if request.who.units(*COUNTER_ROLES):
        return redirect("counter:worklist")
    if request.who.units(Role.CATALOGUE) and not request.who.units(Role.INSPECTOR):
        return redirect("authors:procedures")
    return redirect("desk:worklist" if request.who.is_officer else "portal:mine")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("language", "")
    response = redirect(own_path(request, request.POST.get("next", ""), otherwise="/"))
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, max_age=YEAR, samesite="Lax")
    return response


@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Theme, size of text, contrast: kept in cookies, so that the server renders them from the first byte."""
    response = redirect(own_path(request, request.POST.get("next", ""), otherwise="/"))
    for name, known in (("theme", THEMES), ("size", SIZES), ("contrast", CONTRASTS)):
        if name in request.POST:
            chosen = request.POST[name]
            if chosen in known:
                response.set_cookie(name, chosen, max_age=YEAR, samesite="Lax")
            else:
                response.delete_cookie(name)
    return response


def enter(request: HttpRequest, user_id: str) -> None:
    """Open a session for this account; an old session's id is never carried over."""
    request.session.flush()
    request.session[SESSION_KEY] = user_id


def own_path(request: HttpRequest, wanted: str, *, otherwise: str) -> str:
    """A path of this site, never an address elsewhere."""
    own, https = {request.get_host()}, request.is_secure()
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=own, require_https=https)
    return wanted if wanted and safe else otherwise


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    said = _("Biểu mẫu này đã quá hạn hoặc không đến từ trang của chúng tôi. Hãy tải lại trang và gửi lại.")
    return page(request, status=403, title=_("Không nhận được biểu mẫu"), said=said)


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refused(request, NotThere())


def broken(request: HttpRequest) -> HttpResponse:
    said = _(
        "Có lỗi ở phía chúng tôi, và chưa có gì thay đổi. "
        "Hãy thử lại; nếu vẫn lỗi, báo mã dưới đây cho Bộ phận Một cửa."
    )
    return page(request, status=500, title=_("Hệ thống gặp lỗi"), said=said)

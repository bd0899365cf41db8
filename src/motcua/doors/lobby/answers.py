"""How a refusal looks: a page in the reader's language, or problem+json (RFC 9457), with the same status."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.base import journal
from motcua.base.refusals import LogInFirst, Refusal, TooMany


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer to a request that was refused. Somebody who only has to log in is sent there first."""
    if isinstance(refusal, LogInFirst) and not wants_json(request):
        officers = request.path.startswith(("/counter", "/desk"))
        door = "lobby:login" if officers else "portal:login"
        return redirect(f"{reverse(door)}?next={quote(request.get_full_path())}")
    if wants_json(request):
        problem = {
            "type": f"urn:motcua:{refusal.kind}",
            "title": str(refusal.title),
            "status": refusal.status,
            "detail": str(refusal.said),
            "fields": {name: str(said) for name, said in refusal.fields.items()},
            "request": journal.request_id.get(),
        }
        return JsonResponse(problem, status=refusal.status, content_type="application/problem+json")
    return page(
        request, status=refusal.status, title=str(refusal.title), said=str(refusal.said), fields=refusal.fields,
        retry_after=60 if isinstance(refusal, TooMany) else None,
    )  # fmt: skip


def busy(request: HttpRequest) -> HttpResponse:
    """Too much at once: nothing was done, and the browser may send the same form again (its key makes that safe)."""
    return page(
        request, status=503, title=_("Hệ thống đang bận"), retry_after=10,
        said=_("Chưa có gì thay đổi. Hãy đợi vài giây rồi gửi lại: dữ liệu bạn đã nhập vẫn còn trên trang trước."),
    )  # fmt: skip


def page(
    request: HttpRequest, *, status: int, title: str, said: str, fields: dict[str, str] | None = None,
    retry_after: int | None = None,
) -> HttpResponse:  # fmt: skip
    words = {
        "title": title, "said": said, "fields": fields or {}, "status": status,
        "reference": journal.request_id.get(), "back": _own_page(request),
    }  # fmt: skip
    response = HttpResponse(render_to_string("lobby/refusal.html", words, request=request), status=status)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response


def wants_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/") or request.headers.get("Accept", "").startswith("application/json")


def _own_page(request: HttpRequest) -> str:
    """Where the person came from, if that was one of our own pages."""
    came_from = request.headers.get("Referer", "")
    own = f"{request.scheme}://{request.get_host()}/"
    return came_from if came_from.startswith(own) else ""

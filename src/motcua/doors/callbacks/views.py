"""Server to server: a gateway says what became of an order. No session and no CSRF token; a signature instead."""

import json
from collections.abc import Mapping

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from motcua.base.refusals import Invalid
from motcua.doors.lobby.paying import hear
from motcua.doors.lobby.requests import Request
from motcua.payments import queries as payments

MOST = 20_000  # bytes


@csrf_exempt
@require_http_methods(["GET", "POST"])
def callback(request: Request, name: str) -> HttpResponse:
    """Answer in the gateway's own words, so that it knows whether to come again."""
    gateway = payments.gateway(name)
    outcome, _order = hear(name, _message(request), at=timezone.now())
    return JsonResponse(dict(gateway.reply(outcome)))


def _message(request: Request) -> Mapping[str, str]:
    """The query, the form or the JSON object that came."""
    if request.method == "GET":
        return request.GET.dict()
    if len(request.body) > MOST:
        raise Invalid()
    if request.content_type != "application/json":
        return request.POST.dict()
    try:
        found = json.loads(request.body)
    except ValueError as fault:
        raise Invalid() from fault
    if not isinstance(found, dict):
        raise Invalid()
    return {str(k): str(v) for k, v in found.items() if isinstance(v, str | int)}

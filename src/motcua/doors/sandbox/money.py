"""The other side, as the demo imitates it: the page of a gateway, its API, and a bank where transfers are made.

What is decided here leaves by the same roads as in life: a signed callback from server to server, a signed return in
the payer's browser, a statement that the worker fetches.
"""

import json
import logging
import urllib.request
from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.base.ports import plugged
from motcua.base.refusals import Invalid, NotThere
from motcua.doors.lobby import asking
from motcua.doors.lobby.requests import Request
from motcua.payments import vietqr
from motcua.payments.ports import Forged, Imitation

log = logging.getLogger("motcua.sandbox")
PATIENCE = 5.0


def twin(name: str = "") -> Imitation:
    """The imitation. Raises `NotThere` outside the demo, and for a gateway that is not imitated."""
    if not settings.DEMO or (name and name not in settings.GATEWAYS):
        raise NotThere()
    found: Imitation = plugged("imitation")
    return found


def call(url: str) -> None:
    """Tell the city, from server to server. In life it is tried again for hours; here the page can send it again."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE):
            return
    except OSError as fault:
        log.warning("the callback did not arrive: %s", fault)


@require_GET
def gateway(request: Request, name: str) -> HttpResponse:
    """The gateway's page: what is to be paid, and the choice; without an order, all orders that it knows."""
    other = twin(name)
    try:
        reference = request.GET.get("reference", "")
        if "vnp_SecureHash" in request.GET:
            reference = str(other.enter(name, request.GET.dict())["reference"])
    except (Forged, KeyError, ValueError) as fault:
        raise NotThere() from fault
    order = other.gateway_order(name, reference=reference) if reference else {}
    if reference and not order:
        raise NotThere()
    words = {
        "name": name, "title": _title(name), "order": order, "orders": other.gateway_orders(name)[:50],
        "crumbs": [(_("Bản trình diễn"), reverse("sandbox:systems")), (_title(name), "")],
    }  # fmt: skip
    return render(request, "sandbox/gateway.html", words)


@require_POST
def decide(request: Request, name: str) -> HttpResponse:
    """Pay or break off; tell the city unless the callback is to get lost; show the way back."""
    other, reference = twin(name), request.POST.get("reference", "")[:40]
    query = other.decide(name, reference=reference, paid=request.POST.get("do") == "pay", at=timezone.now())
    order = other.gateway_order(name, reference=reference)
    if not order:
        raise NotThere()
    if not request.POST.get("lose"):
        call(f"{settings.PUBLIC_URL}{reverse('callbacks:callback', args=[name])}?{query}")
    words = {
        "name": name, "title": _title(name), "order": order, "back_url": f"{order['return_url']}?{query}",
        "lost": bool(request.POST.get("lose")), "crumbs": [],
    }  # fmt: skip
    return render(request, "sandbox/gateway.html", words)


@csrf_exempt
@require_POST
def api(request: Request, name: str) -> HttpResponse:
    """INIT and QUERY of the platform, `querydr` of VNPay, as JSON."""
    try:
        message = json.loads(request.body)
        return JsonResponse(dict(twin(name).query(name, message)))
    except Forged:
        return JsonResponse({"MaLoi": "97", "vnp_ResponseCode": "97"})
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Invalid() from fault


@require_http_methods(["GET", "POST"])
def bank(request: Request) -> HttpResponse:
    """A bank's app: make a transfer, by hand or by the text of a QR code; and the account's movements."""
    other = twin()
    if request.method == "POST":
        amount, memo = asking.amount(request.POST.get("amount", "")), request.POST.get("memo", "")[:200]
        if text := request.POST.get("qr", "").strip():
            found = vietqr.read(text)
            amount, memo = int(found.get("54") or 0), found.get("62.08", "")
        if amount > 0:
            other.transfer(amount_vnd=amount, memo=memo, at=timezone.now())
        return redirect("sandbox:bank")
    words = {
        "transfers": other.transfers()[:50], "amount": request.GET.get("amount", "")[:20],
        "memo": request.GET.get("memo", "")[:200], "bank": settings.BANK,
        "crumbs": [(_("Bản trình diễn"), reverse("sandbox:systems")), (_("Ngân hàng mô phỏng"), "")],
    }  # fmt: skip
    return render(request, "sandbox/bank.html", words)


@require_GET
def statement(request: Request) -> HttpResponse:
    """The account's statement as the CSV that the counter's page takes in."""
    answer = HttpResponse(twin().statement(""), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="sao-ke.csv"'
    return answer


def _title(name: str) -> str:
    known: dict[str, Any] = {"platform": _("Nền tảng thanh toán quốc gia"), "vnpay": "VNPay"}
    return _("%(name)s (mô phỏng)") % {"name": known[name]}

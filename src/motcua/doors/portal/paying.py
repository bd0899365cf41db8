"""Pay a bill online: choose a way, go there, come back; and the same for whoever has a link."""

from typing import Any
from uuid import UUID

import segno
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua import casework
from motcua.base.refusals import NotThere, OutOfOrder
from motcua.doors.lobby.brake import brake
from motcua.doors.lobby.paying import ask_again, asked_of, hear, way_words
from motcua.doors.lobby.requests import Request, key_of, persons_only
from motcua.doors.portal.files import own
from motcua.doors.portal.following import head
from motcua.doors.portal.pages import show
from motcua.payments import queries as payments
from motcua.payments import vietqr
from motcua.payments.ports import Silent

LINKS_A_MINUTE = 20


@require_http_methods(["GET", "POST"])
@persons_only
def pay(request: Request, dossier_id: UUID) -> HttpResponse:
    """The applicant's own bill: what is owed, and the ways to pay it."""
    found = own(request, dossier_id)
    if request.method == "POST":
        return _begin(request, dossier_id, token="")
    crumbs = [
        (_("Hồ sơ của tôi"), reverse("portal:mine")), (found.code, reverse("portal:dossier", args=[found.pk])),
        (_("Nộp tiền"), ""),
    ]  # fmt: skip
    return show(request, "pay", {**_bill(found), "here": "mine", "crumbs": crumbs})


@require_http_methods(["GET", "POST"])
def by_link(request: Request, token: str) -> HttpResponse:
    """Whoever has the link pays this one bill, without logging in; it shows the bill and nothing else."""
    brake(request, what="pay-link", most=LINKS_A_MINUTE)
    try:
        link = payments.link(token[:60], at=timezone.now())
    except NotThere:
        return show(request, "pay_link_gone", {"here": "track"}, status=404)
    if request.method == "POST":
        return _begin(request, link.dossier_id, token=token)
    return show(request, "pay", {**_bill(link.dossier), "here": "track", "by_link": True})


def _begin(request: Request, dossier_id: UUID, *, token: str) -> HttpResponse:
    done = casework.begin_payment(
        dossier_id=dossier_id, way=request.POST.get("way", "")[:20], token=token, by=request.who, at=timezone.now(),
        key=key_of(request),
    )  # fmt: skip
    found = next(o for o in payments.orders(dossier_id) if str(o.id) == done.said["order"])
    return redirect("portal:order", found.reference)


@require_safe
def order(request: Request, reference: str) -> HttpResponse:
    """One order: its QR picture, or the way to the gateway; and how it ended. The reference opens it, like a ticket."""
    brake(request, what="order", most=60)
    found = payments.order_by_reference(reference[:40])
    outcome = payments.outcome_of(found)
    late = timezone.now() >= found.until
    words: dict[str, Any] = {
        "order": found, "outcome": outcome, "late": late, "way": way_words(found.way), "here": "mine",
        "code": found.dossier.code, "again_url": _again(request, found), "account": settings.BANK,
    }  # fmt: skip
    if outcome == "open" and found.way == payments.VIETQR:
        text = vietqr.code(
            bin=settings.BANK["bin"], account=settings.BANK["account"], amount_vnd=found.amount_vnd,
            memo=found.reference,
        )  # fmt: skip
        words |= {"qr": segno.make(text, error="m").svg_data_uri(scale=5, border=2), "qr_text": text}
    elif outcome == "open" and not late:
        try:
            words["gateway_url"] = payments.gateway(found.way).address(asked_of(found, ip=_ip(request)))
        except (Silent, NotThere):
            words["silent"] = True
    return show(request, "order", words, status=503 if words.get("silent") else 200)


@require_http_methods(["GET", "POST"])
def paid(request: Request, way: str) -> HttpResponse:
    """Where the gateway sends people back to. What it says is verified; if nothing came yet, the gateway is asked."""
    said = (request.GET if request.method == "GET" else request.POST).dict()
    outcome, found = hear(way, said, at=timezone.now())
    if found is None:
        return show(request, "pay_unknown", {"here": "mine", "forged": outcome == "forged"}, status=404)
    if payments.outcome_of(found) == "open":
        ask_again(found, at=timezone.now())
    return redirect("portal:order", found.reference)


@require_http_methods(["POST"])
def look_again(request: Request, reference: str) -> HttpResponse:
    """Ask the gateway what became of this order, now."""
    brake(request, what="order", most=60)
    found = payments.order_by_reference(reference[:40])
    if found.way != payments.VIETQR and payments.outcome_of(found) == "open":
        ask_again(found, at=timezone.now())
    return redirect("portal:order", found.reference)


def _bill(found: Any) -> dict[str, Any]:
    account = payments.account(found.pk)
    if account.due_vnd <= 0 and not account.entries:
        raise OutOfOrder(_("Hồ sơ này không còn khoản nào phải nộp."))
    rows = [
        {"label": e.label, "amount_vnd": e.amount_vnd if e.kind == "charge" else -e.amount_vnd, "mark": e.mark == "R"}
        for e in account.entries
        if e.kind in {"charge", "waiver"}
    ]
    hints = {
        "vietqr": _("Mở ứng dụng ngân hàng, quét mã, số tiền và nội dung đã điền sẵn. Vài phút sau được ghi nhận."),
        "platform": _("Bạn được đưa tới trang của nền tảng để chọn ngân hàng hoặc ví, rồi quay lại đây."),
        "vnpay": _("Bạn được đưa tới trang của VNPay để chọn ngân hàng, thẻ hoặc ví, rồi quay lại đây."),
    }
    ways = [{"name": w, "label": way_words(w), "hint": hints.get(w, "")} for w in payments.ways()]
    return {**head(found), "account": account, "bill": rows, "ways": ways}


def _again(request: Request, found: Any) -> str:
    """Where another order can be opened: the applicant's own page; whoever came by a link has the link."""
    if request.who.person_id in {found.dossier.submitter_id, found.dossier.owner_id}:
        return reverse("portal:pay", args=[found.dossier_id])
    return ""


def _ip(request: Request) -> str:
    return str(request.META.get("REMOTE_ADDR", "127.0.0.1"))[:45]

"""Money from outside, as doors and jobs hear of it: verified, booked by one act, the same however often it comes."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua import casework
from motcua.base.ids import new_id
from motcua.base.refusals import NotThere, Refusal
from motcua.dossiers import queries as dossiers
from motcua.payments import matching
from motcua.payments import queries as payments
from motcua.payments.ports import Asked, Forged, Said, Silent
from motcua.people.who import SYSTEM, Who

log = logging.getLogger("motcua.payments")


def way_words(way: str) -> str:
    known = {
        "vietqr": _("Chuyển khoản bằng mã VietQR"),
        "platform": _("Nền tảng thanh toán quốc gia"),
        "vnpay": "VNPay",
        "bank": _("Tài khoản ngân hàng"),
        "cash": _("Tiền mặt"),
    }
    return known.get(way, way)


def hear(name: str, message: Mapping[str, str], *, at: datetime) -> tuple[str, Any]:
    """What to answer a callback with (`done`, `again`, `unknown`, `differs`, `forged`), and the order."""
    try:
        said = payments.gateway(name).read(message)
    except Forged as fault:
        log.warning("a forged message came in the name of %s: %s", name, fault)
        return "forged", None
    return heard(name, said, at=at)


def heard(name: str, said: Said, *, at: datetime) -> tuple[str, Any]:
    """Keep what a gateway says, once. The sum that it names never decides how much is booked."""
    try:
        order = payments.order_by_reference(said.reference, way=name)
    except NotThere:
        log.warning("%s speaks of an order that is not ours: %s", name, said.reference)
        return "unknown", None
    digest = payments.digest_of(
        order, outcome=said.outcome, amount_vnd=said.amount_vnd, transaction=said.transaction
    )
    again = payments.is_heard(order, digest)
    if not again:
        casework.book_payment(
            dossier_id=order.dossier_id, order_id=order.id, outcome=said.outcome, amount_vnd=said.amount_vnd,
            transaction=said.transaction, by=SYSTEM, at=at, key=f"heard:{digest}",
        )  # fmt: skip
    if said.amount_vnd != order.amount_vnd:
        return "differs", order
    return "again" if again else "done", order


def asked_of(order: Any, *, ip: str = "127.0.0.1") -> Asked:
    """The order as a gateway needs it."""
    dossier = order.dossier
    code = dossier.code
    person = dossier.submitter
    return Asked(
        reference=order.reference, amount_vnd=order.amount_vnd, at=order.at, until=order.until,
        about=f"Nop phi ho so {code}", return_url=settings.PUBLIC_URL + reverse("portal:paid", args=[order.way]),
        ip=ip,
        receipt={
            "MaHoSo": code, "HoTenNguoiNop": person.full_name, "SoCMNDNguoiNop": person.personal_number,
            "DiaChiNguoiNop": person.address, "TKThuHuong": settings.BANK["account"],
            "MaNHThuHuong": settings.BANK["bin"], "TenTKThuHuong": settings.BANK["name"],
            "NoiDungThanhToan": f"Nop phi ho so {code}",
            "DSKhoanNop": [{"NoiDung": f"Nop phi ho so {code}", "SoTien": str(order.amount_vnd)}],
        },
    )  # fmt: skip


def ask_again(order: Any, *, at: datetime) -> str:
    """Ask the gateway what became of an order. `silent` when it does not answer, `open` while it is undecided."""
    try:
        said = payments.gateway(order.way).ask(asked_of(order))
    except (Silent, Forged, NotThere) as fault:
        log.warning("%s does not say what became of %s: %s", order.way, order.reference, fault)
        return "silent"
    return "open" if said is None else heard(order.way, said, at=at)[0]


def keep_statement(account: str, text: str, *, by: Who, at: datetime, key: str, subject_id: UUID | None = None) -> int:
    """Keep a statement, and book every line that is one order's to the đồng. Returns how many lines were new."""
    done = casework.keep_statement(
        subject_id=subject_id or new_id(), account=account or settings.BANK["account"] or "bank", text=text, by=by,
        at=at, key=key,
    )  # fmt: skip
    book_lines(at=at)
    return int(done.said["new"])


def book_lines(*, at: datetime) -> int:
    """Book the lines that need no person. What is refused stays on the list for one."""
    booked = 0
    for found in matching.waiting():
        if found.order is None:
            continue
        try:
            casework.book_transfer(
                dossier_id=found.order.dossier_id, line_id=found.line.pk, by=SYSTEM, at=at, key=f"line:{found.line.pk}"
            )
            booked += 1
        except Refusal as refusal:
            log.warning("the bank's line %s stays on the list: %s", found.line.reference, refusal.said)
    return booked


def code_of(dossier_id: UUID | None) -> str:
    """The code of a dossier on a bookkeeper's list."""
    return str(dossiers.one(SYSTEM, dossier_id).code) if dossier_id else ""

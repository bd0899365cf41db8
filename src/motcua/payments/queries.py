"""Questions about money: sums of the ledger, orders and what was heard of them, ways to pay."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.conf import settings

from motcua.base.asking import Asked
from motcua.base.ports import plugged
from motcua.base.refusals import NotThere
from motcua.payments.models import Account, Entry, Hearing, Invoice, Order, PayLink, Refund
from motcua.payments.ports import Gateway, Gateways


@dataclass(frozen=True)
class State:
    """A dossier's account: its entries, and the sums that follow from them."""

    entries: tuple[Entry, ...]

    @property
    def charged_vnd(self) -> int:
        return self._balance(Account.REVENUE, sign=-1)

    @property
    def due_vnd(self) -> int:
        """What the applicant still owes; negative when too much was paid."""
        return self._balance(Account.OWED, sign=1)

    @property
    def paid_vnd(self) -> int:
        return sum(e.amount_vnd for e in self.entries if e.kind == Entry.Kind.PAYMENT)

    @property
    def paid_online_vnd(self) -> int:
        """What settled orders that the applicant opened online, and nothing else."""
        return sum(e.amount_vnd for e in self.entries if e.kind == Entry.Kind.PAYMENT and e.line)

    @property
    def refunded_vnd(self) -> int:
        return sum(e.amount_vnd for e in self.entries if e.kind == Entry.Kind.REFUND)

    @property
    def waived_vnd(self) -> int:
        return sum(e.amount_vnd for e in self.entries if e.kind == Entry.Kind.WAIVER)

    @property
    def overpaid_vnd(self) -> int:
        return max(0, -self.due_vnd)

    @property
    def standing(self) -> str:
        """`free`, `unpaid`, `underpaid`, `paid`, `overpaid` or `refunded`: what the sums make, kept nowhere."""
        if self.due_vnd < 0:
            return "overpaid"
        if self.due_vnd > 0:
            return "underpaid" if self.paid_vnd > self.refunded_vnd else "unpaid"
        if self.refunded_vnd:
            return "refunded"
        return "paid" if self.paid_vnd else "free"

    @property
    def receipts(self) -> list[Entry]:
        return [e for e in self.entries if e.kind == Entry.Kind.PAYMENT]

    def _balance(self, account: str, *, sign: int) -> int:
        debits = sum(e.amount_vnd for e in self.entries if e.debit == account)
        credits = sum(e.amount_vnd for e in self.entries if e.credit == account)
        return sign * (debits - credits)


def account(dossier_id: UUID) -> State:
    return State(tuple(_entries(dossier_id=dossier_id)))


_entries = Asked(lambda *, dossier_id: Entry.objects.filter(dossier_id=dossier_id).order_by("seq"))


VIETQR = "vietqr"


def gateways() -> Mapping[str, Gateway]:
    """The gateways that are configured, by name."""
    return cast(Gateways, plugged("gateways")).all()


def gateway(name: str) -> Gateway:
    found = gateways().get(name)
    if found is None:
        raise NotThere()
    return found


def ways() -> list[str]:
    """The ways to pay online that are configured here: the level of every service with a fee follows from it."""
    return [*([VIETQR] if settings.BANK["bin"] and settings.BANK["account"] else []), *gateways()]


def order_by_reference(reference: str, *, way: str = "") -> Order:
    """The order that bears this reference. Raises `NotThere`."""
    found = [o for o in _named(reference=reference) if way in {"", o.way}] if reference else []
    if not found:
        raise NotThere()
    return found[0]


_named = Asked(
    lambda *, reference: Order.objects.filter(reference=reference).select_related(
        "dossier", "dossier__submitter", "dossier__owner"
    )
)


def orders(dossier_id: UUID) -> list[Order]:
    """Newest first."""
    return list(Order.objects.filter(dossier_id=dossier_id).order_by("-at", "-id"))


def orders_with(references: Iterable[str]) -> list[Order]:
    return list(Order.objects.filter(reference__in=list(references), way=VIETQR))


def undecided(*, since: datetime, until: datetime) -> list[Order]:
    """Orders at a gateway of which nothing was heard and that are old enough to be asked for."""
    heard = set(Hearing.objects.filter(at__gte=since).values_list("order_id", flat=True))
    found = Order.objects.filter(at__gte=since, at__lte=until).exclude(way=VIETQR).order_by("at")
    return [order for order in found if order.id not in heard]


def external_of(order: Order) -> str:
    return f"{order.way}:{order.reference}"


def digest_of(order: Order, *, outcome: str, amount_vnd: int, transaction: str) -> str:
    """What makes two messages the same: about which order they say what."""
    return hashlib.sha256(f"{order.id}|{outcome}|{amount_vnd}|{transaction}".encode()).hexdigest()


def is_heard(order: Order, digest: str) -> bool:
    return bool(_heard(dossier_id=order.dossier_id, digest=digest))


_heard = Asked(lambda *, dossier_id, digest: Hearing.objects.filter(dossier_id=dossier_id, digest=digest))


def outcome_of(order: Order) -> str:
    """`paid` (the ledger has it), `differs` (said to be paid, but not booked), `failed`, or `open`."""
    if any(e.line == order.reference for e in account(order.dossier_id).entries if e.kind == Entry.Kind.PAYMENT):
        return "paid"
    said = Hearing.objects.filter(dossier_id=order.dossier_id, order_id=order.id).values_list("outcome", flat=True)
    return "differs" if "paid" in said else "failed" if said else "open"


def refunds(dossier_id: UUID) -> list[Refund]:
    return list(Refund.objects.filter(dossier_id=dossier_id).select_related("asked_by").order_by("asked_at"))


def secret_digest(token: str) -> str:
    return hashlib.sha256(f"pay:{token}".encode()).hexdigest()


def link(token: str, *, at: datetime) -> PayLink:
    """The link with this secret, while it may be used: in time, and nothing was paid since it was sent.

    Raises `NotThere`.
    """
    found = PayLink.objects.filter(digest=secret_digest(token)).select_related("dossier").first()
    if found is None or at >= found.until or _paid_since(found.dossier_id, found.at):
        raise NotThere()
    return found


def _paid_since(dossier_id: UUID, at: datetime) -> bool:
    return Entry.objects.filter(dossier_id=dossier_id, kind=Entry.Kind.PAYMENT, at__gt=at).exists()


def unpaid_since(moment: datetime) -> list[UUID]:
    """Dossiers that owed money already then and owe it still."""
    rows: Any = Entry.objects.raw(
        "SELECT dossier_id, 1 AS seq FROM payments_entry GROUP BY dossier_id "
        "HAVING sum(CASE WHEN debit = 'owed' THEN amount_vnd WHEN credit = 'owed' THEN -amount_vnd ELSE 0 END) > 0 "
        "AND max(at) < %s LIMIT 500",
        [moment],
    )
    return [row.dossier_id for row in rows]


def links(dossier_id: UUID) -> list[PayLink]:
    """Newest first."""
    return list(PayLink.objects.filter(dossier_id=dossier_id).order_by("-at"))


def without_invoice(*, since: datetime) -> list[Entry]:
    """Receipts since then for which no electronic invoice is kept, oldest first."""
    issued = set(Invoice.objects.filter(at__gte=since).values_list("dossier_id", "seq"))
    found = Entry.objects.filter(kind=Entry.Kind.PAYMENT, at__gte=since).order_by("at")[:2000]
    return [e for e in found if (e.dossier_id, e.seq) not in issued][:200]

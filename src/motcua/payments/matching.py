"""The bank's statement against the bills: what was kept of it, and which line is for which order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.ids import new_id
from motcua.base.language import for_the_record
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.dossiers.models import Dossier
from motcua.payments import queries, vietqr
from motcua.payments.models import Order, StatementLine
from motcua.payments.statements import Line
from motcua.people.models import Role
from motcua.people.who import SYSTEM, Who


@dataclass(frozen=True)
class Found:
    """A line and the orders whose memo stands in it. `order` is the one that it settles without anybody's doing."""

    line: StatementLine
    orders: tuple[Order, ...]

    @property
    def order(self) -> Order | None:
        if len(self.orders) == 1 and self.orders[0].amount_vnd == self.line.amount_vnd:
            return self.orders[0]
        return None

    @property
    def why(self) -> str:
        """Why a person must look at it."""
        if self.line.amount_vnd < 0:
            return _("Tiền ra khỏi tài khoản.")
        if not self.orders:
            return _("Nội dung chuyển khoản không chỉ ra khoản nào.")
        if len(self.orders) > 1:
            return _("Nội dung chuyển khoản chỉ ra nhiều khoản.")
        return _("Số tiền khác với khoản phải nộp.")


def only_bookkeepers(*, by: Who) -> None:
    if by is not SYSTEM and not by.units(Role.CASHIER):
        raise NotAllowed(_("Chỉ thủ quỹ làm được việc này."))


def keep(*, account: str, lines: Sequence[Line], at: datetime) -> int:
    """Keep the lines that are new; a statement may come again and overlap. Returns how many were new."""
    known = set(
        StatementLine.objects.filter(account=account, reference__in=[one.reference for one in lines]).values_list(
            "reference", flat=True
        )
    )
    new = [one for one in lines if one.reference not in known]
    for one in new:
        record.add(
            StatementLine(
                id=new_id(), account=account, reference=one.reference, day=one.day, amount_vnd=one.amount_vnd,
                memo=one.memo, kept_at=at,
            )
        )  # fmt: skip
    return len(new)


def waiting() -> list[Found]:
    """The lines that are nobody's yet, oldest first, with the orders that their memos name."""
    lines = list(
        StatementLine.objects.filter(booked_for__isnull=True, aside="")
        .exclude(account__in=settings.GATEWAYS)
        .order_by("day", "id")[:1000]
    )
    return match(lines)


def match(lines: Iterable[StatementLine]) -> list[Found]:
    lines = list(lines)
    named = {line.pk: vietqr.memos(line.memo) for line in lines}
    orders: dict[str, list[Order]] = {}
    for order in queries.orders_with({memo for memos in named.values() for memo in memos}):
        orders.setdefault(order.reference, []).append(order)
    return [
        Found(line, tuple(o for memo in sorted(named[line.pk]) for o in orders.get(memo, ()))) for line in lines
    ]


def hold_line(*, line_id: UUID) -> StatementLine:
    """Lock a line that is nobody's yet. Raises `NotThere`, `OutOfOrder`."""
    line = StatementLine.objects.select_for_update().filter(pk=line_id).first()
    if line is None or line.account in settings.GATEWAYS:
        raise NotThere()
    if line.booked_for is not None or line.aside:
        raise OutOfOrder(_("Dòng sao kê này đã được xử lý."))
    return line


def order_of(*, line: StatementLine, dossier: Dossier, by: Who) -> Order | None:
    """The order of this dossier that the line settles to the đồng, or None.

    Raises `OutOfOrder` for the system when there is none, or more than one: that is for a person to say.
    """
    (found,) = match([line])
    if found.order is not None and found.order.dossier_id == dossier.pk:
        return found.order
    if by is SYSTEM:
        raise OutOfOrder(found.why)
    return None


@for_the_record
def paid_by(order: Order | None) -> str:
    """How a receipt says that it was paid: online when the transfer settles an order, else by transfer."""
    return _("Chuyển khoản trực tuyến (VietQR)") if order else _("Chuyển khoản ngân hàng")


def book_line(*, line: StatementLine, dossier: Dossier, by: Who, at: datetime) -> None:
    if line.amount_vnd <= 0:
        raise Invalid(_("Tiền ra khỏi tài khoản không phải là khoản nộp."))
    record.change(line, booked_for=dossier.pk, settled_by=by.actor, settled_at=at)


def set_aside(*, line: StatementLine, reason: str, by: Who, at: datetime) -> None:
    """A line that is for no bill. Raises `Invalid` without a reason."""
    if not reason.strip():
        raise Invalid(fields={"reason": _("Ghi rõ khoản này là gì.")})
    record.change(line, aside=reason.strip()[:300], settled_by=by.actor, settled_at=at)
    record.write(
        subject=line.pk, kind="bank.aside", actor=by.actor, at=at, data={"amount_vnd": line.amount_vnd, "why": reason}
    )

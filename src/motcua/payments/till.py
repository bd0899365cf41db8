"""The cashier's day: what was taken, what was counted, who took it over."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.ids import new_id
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.dossiers.clock import TZ, local
from motcua.payments.models import Account, CashDay, Entry
from motcua.people.models import Role
from motcua.people.who import Who


@dataclass(frozen=True)
class Taken:
    """What the ledger says of one cashier's day at one unit: receipts, and cash and card less what was given back."""

    entries: tuple[Entry, ...]

    @property
    def cash_vnd(self) -> int:
        return self._sum(Account.CASH)

    @property
    def card_vnd(self) -> int:
        return self._sum(Account.CARD)

    def _sum(self, name: str) -> int:
        return sum(e.amount_vnd for e in self.entries if e.debit == name) - sum(
            e.amount_vnd for e in self.entries if e.credit == name
        )


def taken(unit_id: UUID, *, actor: str, day: date) -> Taken:
    start = datetime.combine(day, time.min, TZ)
    found = Entry.objects.filter(
        actor=actor, at__gte=start, at__lt=start + timedelta(days=1), dossier__receiving_unit_id=unit_id,
        kind__in=[Entry.Kind.PAYMENT, Entry.Kind.REFUND],
    ).select_related("dossier").order_by("at")  # fmt: skip
    own = (Account.CASH, Account.CARD)
    return Taken(tuple(e for e in found if e.debit in own or e.credit in own))


def closed(unit_id: UUID, *, cashier_id: UUID, day: date) -> CashDay | None:
    return CashDay.objects.filter(unit_id=unit_id, cashier_id=cashier_id, day=day).first()


def waiting(unit_id: UUID) -> list[CashDay]:
    """Days of this unit that are closed and not taken over, oldest first."""
    found = CashDay.objects.filter(unit_id=unit_id, taken_by__isnull=True)
    return list(found.select_related("cashier").order_by("day", "closed_at"))


def recent(unit_id: UUID) -> list[CashDay]:
    found = CashDay.objects.filter(unit_id=unit_id).select_related("cashier", "taken_by")
    return list(found.order_by("-day", "-closed_at")[:20])


def one(day_id: UUID) -> CashDay:
    found = CashDay.objects.filter(pk=day_id).first()
    if found is None:
        raise NotThere()
    return found


def refuse_when_closed(unit_id: UUID, *, by: Who, at: datetime) -> None:
    """Raises `OutOfOrder`: who has counted the drawer takes no more money on that day."""
    if by.user_id is not None and closed(unit_id, cashier_id=by.user_id, day=local(at).date()):
        raise OutOfOrder(_("Bạn đã chốt quỹ hôm nay tại đơn vị này. Hãy để người khác thu, hoặc thu vào ngày mai."))


def close(*, unit_id: UUID, counted_vnd: int, note: str, by: Who, at: datetime) -> CashDay:
    """Close the day with what was counted. Raises `NotAllowed`, `OutOfOrder` (closed), `Invalid` (unexplained)."""
    if unit_id not in by.units(Role.CASHIER, Role.COUNTER):
        raise NotAllowed(_("Chỉ thủ quỹ hoặc cán bộ tiếp nhận của đơn vị này thu được tiền."))
    refuse_when_closed(unit_id, by=by, at=at)
    day = local(at).date()
    found = taken(unit_id, actor=by.actor, day=day)
    if counted_vnd < 0 or (counted_vnd != found.cash_vnd and not note.strip()):
        raise Invalid(fields={"note": _("Số đếm được khác sổ. Ghi rõ vì sao.")})
    row = record.add(
        CashDay(
            id=new_id(), unit_id=unit_id, cashier_id=by.account_id, day=day, cash_vnd=found.cash_vnd,
            card_vnd=found.card_vnd, counted_vnd=counted_vnd, note=note.strip()[:500], closed_at=at,
        )
    )  # fmt: skip
    record.write(
        subject=row.pk, kind="till.close", actor=by.actor, at=at,
        data={"cash_vnd": found.cash_vnd, "card_vnd": found.card_vnd, "counted_vnd": counted_vnd},
    )  # fmt: skip
    return row


def take_over(*, day_id: UUID, by: Who, at: datetime) -> CashDay:
    """Take the counted money over. Raises `NotThere` at another unit, `NotAllowed` for the cashier, `OutOfOrder`."""
    row = CashDay.objects.select_for_update().filter(pk=day_id, unit_id__in=by.units()).first()
    if row is None:
        raise NotThere()
    if row.cashier_id == by.user_id or not by.decides():
        raise NotAllowed(_("Người thu không tự nhận bàn giao quỹ của mình: cần người thứ hai."))
    if row.taken_by_id is not None:
        raise OutOfOrder(_("Quỹ ngày này đã được bàn giao."))
    record.change(row, taken_by_id=by.account_id, taken_at=at)
    record.write(
        subject=row.pk, kind="till.take_over", actor=by.actor, at=at, data={"counted_vnd": row.counted_vnd}
    )
    return row

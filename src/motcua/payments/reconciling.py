"""One day's money three times: in the ledger, in the gateways' lists, on the statement; what differs is named."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.base.refusals import Invalid
from motcua.dossiers.clock import TZ
from motcua.payments import statements
from motcua.payments.models import Account, CashDay, Entry, Hearing, Order, StatementLine


@dataclass(frozen=True)
class Difference:
    """`what` is wrong, in words; the two sums; the dossier, where it is known."""

    what: str
    where: str
    reference: str
    ours_vnd: int | None
    theirs_vnd: int | None
    dossier_id: UUID | None = None


@dataclass(frozen=True)
class Day:
    """Sums by account, ours and theirs (None: no list has come), and every difference."""

    day: date
    sums: tuple[tuple[str, int, int | None], ...]
    differences: tuple[Difference, ...]


def reconciled(day: date) -> Day:
    """Compare one day (Hà Nội's). Lines and entries are compared whatever day the other side wrote them down."""
    start = datetime.combine(day, time.min, TZ)
    entries = list(
        Entry.objects.filter(
            kind__in=[Entry.Kind.PAYMENT, Entry.Kind.REFUND], at__gte=start, at__lt=start + timedelta(days=1)
        ).order_by("at")
    )
    lines = list(StatementLine.objects.filter(day=day))
    sums: list[tuple[str, int, int | None]] = []
    found: list[Difference] = []
    for name in settings.GATEWAYS:
        ours = [e for e in entries if e.debit == Account.ONLINE and e.external.startswith(f"{name}:")]
        theirs = [line for line in lines if line.account == name]
        if ours or theirs:
            sums.append((name, _sum(ours), sum(one.amount_vnd for one in theirs) if theirs else None))
            found += _of_gateway(name, ours=ours, theirs=theirs)
    banked = [e for e in entries if Account.BANK in {e.debit, e.credit}]
    moved = [line for line in lines if line.account not in settings.GATEWAYS]
    if banked or moved:
        sums.append((Account.BANK, _sum(banked), sum(one.amount_vnd for one in moved) if moved else None))
        found += _of_bank(ours=banked, theirs=moved)
    found += _heard_otherwise(start)
    found += _of_drawers(day, entries)
    return Day(day=day, sums=tuple(sums), differences=tuple(found))


def _sum(entries: list[Entry]) -> int:
    return sum(-e.amount_vnd if e.kind == Entry.Kind.REFUND else e.amount_vnd for e in entries)


def _of_gateway(name: str, *, ours: list[Entry], theirs: list[StatementLine]) -> Iterator[Difference]:
    booked = {e.external: e for e in Entry.objects.filter(external__in=[f"{name}:{t.reference}" for t in theirs])}
    for line in theirs:
        entry = booked.get(f"{name}:{line.reference}")
        if entry is None:
            known = Order.objects.filter(reference=line.reference, way=name).first()
            yield Difference(
                _("Cổng báo đã thu, sổ không có"), name, line.reference, None, line.amount_vnd,
                known.dossier_id if known else None,
            )  # fmt: skip
        elif entry.amount_vnd != line.amount_vnd:
            yield Difference(
                _("Số tiền khác nhau"), name, line.reference, entry.amount_vnd, line.amount_vnd, entry.dossier_id
            )
    listed = set(
        StatementLine.objects.filter(account=name, reference__in=[e.line for e in ours]).values_list(
            "reference", flat=True
        )
    )
    for entry in ours:
        if entry.line not in listed:
            yield Difference(
                _("Sổ có, danh sách của cổng chưa có"), name, entry.line, entry.amount_vnd, None, entry.dossier_id
            )


def _of_bank(*, ours: list[Entry], theirs: list[StatementLine]) -> Iterator[Difference]:
    for line in theirs:
        if line.booked_for is None and not line.aside:
            yield Difference(
                _("Ngân hàng có, chưa rõ là khoản nào"), Account.BANK, line.reference, None, line.amount_vnd
            )
    kept = {
        f"bank:{account}:{reference}"
        for account, reference in StatementLine.objects.filter(
            reference__in=[e.external.rpartition(":")[2] for e in ours if e.external]
        ).values_list("account", "reference")
    }
    for entry in ours:
        if entry.kind == Entry.Kind.REFUND:
            plain = entry.reference.replace("/", "")
            if not StatementLine.objects.filter(amount_vnd=-entry.amount_vnd, memo__icontains=plain).exists():
                yield Difference(
                    _("Hoàn tiền chưa thấy ra khỏi tài khoản (nội dung chuyển cần có %(code)s)") % {"code": plain},
                    Account.BANK, entry.reference, -entry.amount_vnd, None, entry.dossier_id,
                )  # fmt: skip
        elif entry.external not in kept:
            yield Difference(
                _("Sổ có, sao kê không có"), Account.BANK, entry.reference, entry.amount_vnd, None, entry.dossier_id
            )


def _heard_otherwise(start: datetime) -> Iterator[Difference]:
    """What gateways said that day and was not booked: another sum, or the same order paid a second time."""
    said = Hearing.objects.filter(outcome="paid", at__gte=start, at__lt=start + timedelta(days=1)).order_by("at")
    for one in said:
        order = Order.objects.get(dossier_id=one.dossier_id, id=one.order_id)
        if one.amount_vnd != order.amount_vnd:
            yield Difference(
                _("Cổng báo số tiền khác với lệnh nộp"), order.way, order.reference, order.amount_vnd, one.amount_vnd,
                one.dossier_id,
            )  # fmt: skip
        elif Hearing.objects.filter(
            dossier_id=one.dossier_id, order_id=one.order_id, outcome="paid", at__lt=one.at, amount_vnd=one.amount_vnd
        ).exists():
            yield Difference(
                _("Một lệnh nộp được báo trả hai lần"), order.way, order.reference, order.amount_vnd, one.amount_vnd,
                one.dossier_id,
            )  # fmt: skip


def _of_drawers(day: date, entries: list[Entry]) -> Iterator[Difference]:
    for row in CashDay.objects.filter(day=day).select_related("cashier"):
        if row.counted_vnd != row.cash_vnd:
            yield Difference(
                _("Tiền mặt đếm được khác sổ"), row.cashier.full_name, row.note, row.cash_vnd, row.counted_vnd
            )
    counted = {f"officer:{pk}" for pk in CashDay.objects.filter(day=day).values_list("cashier_id", flat=True)}
    open_ones: dict[str, int] = {}
    for entry in entries:
        if Account.CASH in {entry.debit, entry.credit} and entry.actor not in counted:
            open_ones[entry.actor] = open_ones.get(entry.actor, 0) + _sum([entry])
    for _actor, amount in sorted(open_ones.items()):
        yield Difference(_("Quỹ tiền mặt chưa chốt"), Account.CASH, "", amount, None)


def has_news(account: str, text: str) -> bool:
    """Whether a statement has lines that are not kept yet; one that cannot be read counts as news, and is refused."""
    try:
        named = {line.reference for line in statements.read(text)}
    except Invalid:
        return True
    own = account or settings.BANK["account"] or "bank"
    return StatementLine.objects.filter(account=own, reference__in=named).count() < len(named)

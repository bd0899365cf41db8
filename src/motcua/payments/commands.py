"""What may be written about money. Called by casework, inside an act."""

from datetime import datetime

from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.language import for_the_record
from motcua.base.models import Counter
from motcua.base.money import spoken
from motcua.base.refusals import Invalid, NotAllowed, OutOfOrder
from motcua.catalogue.application import Charge
from motcua.dossiers import queries as dossiers
from motcua.dossiers.clock import local
from motcua.dossiers.models import Dossier
from motcua.organisation import queries as organisation
from motcua.payments import queries
from motcua.payments.models import Account, Entry
from motcua.people.models import Role
from motcua.people.who import Who


def open_bill(*, dossier: Dossier, charges: list[Charge], by: Who, at: datetime, after: int = 0) -> int:
    """Charge these lines. `after` entries are in the ledger already. Returns the sum charged."""
    lines = [c for c in charges if c.amount_vnd > 0]
    for place, charge in enumerate(lines, start=after + 1):
        record.add(
            Entry(
                dossier=dossier, seq=place, kind=Entry.Kind.CHARGE, debit=Account.OWED, credit=Account.REVENUE,
                amount_vnd=charge.amount_vnd, label=charge.label, line=charge.line, mark=charge.mark,
                at=at, actor=by.actor,
            )
        )  # fmt: skip
    total = sum(c.amount_vnd for c in lines)
    if total:
        record.write(
            subject=dossier.pk, kind="payments.charge", actor=by.actor, at=at,
            data={"lines": [[c.line, c.amount_vnd] for c in lines]},
        )  # fmt: skip
    return total


def take_cash(*, dossier: Dossier, amount_vnd: int, by: Who, at: datetime) -> Entry:
    """Book cash against what is owed, with a numbered receipt. Raises `Invalid` when it is not what is owed."""
    account = queries.account(dossier.pk)
    if amount_vnd <= 0 or amount_vnd != account.due_vnd:
        raise Invalid(
            _("Số tiền phải thu là %(due)s. Hãy thu đúng số này rồi xác nhận lại.") % {"due": spoken(account.due_vnd)},
            fields={"amount_vnd": _("Nhập đúng %(due)s.") % {"due": spoken(account.due_vnd)}},
        )
    unit, year = organisation.unit(dossier.receiving_unit_id), local(at).year
    number = Counter.next(f"fee_receipt:{unit.code}:{year}")
    entry = record.add(
        Entry(
            dossier=dossier, seq=len(account.entries) + 1, kind=Entry.Kind.PAYMENT, debit=Account.CASH,
            credit=Account.OWED, amount_vnd=amount_vnd, label=_in_cash(), reference=f"{number:06d}/{year}",
            at=at, actor=by.actor,
        )
    )  # fmt: skip
    record.write(
        subject=dossier.pk, kind="payments.cash", actor=by.actor, at=at,
        data={"amount_vnd": amount_vnd, "receipt": entry.reference},
    )  # fmt: skip
    return entry


def charge_obligation(*, dossier: Dossier, amount_vnd: int, reason: str, by: Who, at: datetime) -> None:
    """Charge what the examination found to be owed. Raises `Invalid` for nothing or less."""
    if amount_vnd <= 0:
        raise Invalid(fields={"amount_vnd": _("Nhập số tiền lớn hơn 0, bằng đồng.")})
    after = len(queries.account(dossier.pk).entries)
    line = Charge(line="obligation", label=reason[:300], amount_vnd=amount_vnd)
    open_bill(dossier=dossier, charges=[line], by=by, at=at, after=after)


def only_cashiers(*, dossier: Dossier, by: Who) -> None:
    """Money is taken by a cashier, or at a counter that has none, by the officer who stands there."""
    if not dossiers.roles_on(by, dossier) & {Role.CASHIER, Role.COUNTER}:
        raise NotAllowed(_("Chỉ thủ quỹ hoặc cán bộ tiếp nhận của đơn vị này thu được tiền."))


def refuse_while_owed(*, dossier: Dossier) -> None:
    due = queries.account(dossier.pk).due_vnd
    if due > 0:
        raise OutOfOrder(_("Còn phải thu %(due)s trước khi trả kết quả.") % {"due": spoken(due)})


@for_the_record
def _in_cash() -> str:
    return _("Thu tiền mặt")

"""What may be written about money. Called by casework, inside an act."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.language import for_the_record
from motcua.base.models import Counter
from motcua.base.money import spoken
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.catalogue.application import Charge
from motcua.dossiers import queries as dossiers
from motcua.dossiers.clock import local
from motcua.dossiers.models import Dossier
from motcua.organisation import queries as organisation
from motcua.payments import queries, till
from motcua.payments.models import Account, Entry, Invoice, Refund
from motcua.people.models import Role
from motcua.people.who import SYSTEM, Who


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


def charge_stage(*, dossier: Dossier, charges: list[Charge], by: Who, at: datetime) -> int:
    """Charge the lines of a later stage; what the bill has already is not charged again. Returns the sum charged."""
    entries = queries.account(dossier.pk).entries
    known = {e.line for e in entries if e.kind == Entry.Kind.CHARGE}
    new = [c for c in charges if c.line not in known]
    return open_bill(dossier=dossier, charges=new, by=by, at=at, after=len(entries))


def postage() -> list[Charge]:
    """What the post is paid for bringing the result: by the contract with the carrier, so never sure (R)."""
    return [Charge(line="postage", label=_postage(), amount_vnd=settings.POSTAGE_VND, mark="R")]


def take_cash(*, dossier: Dossier, amount_vnd: int, by: Who, at: datetime, way: str = "cash") -> Entry:
    """Book cash (or a card) against what is owed, with a numbered receipt.

    Raises `Invalid` when it is not what is owed, `OutOfOrder` when the cashier has closed this day already.
    """
    if way not in {Account.CASH, Account.CARD}:
        raise Invalid(fields={"way": _("Chọn tiền mặt hoặc thẻ.")})
    till.refuse_when_closed(dossier.receiving_unit_id, by=by, at=at)
    account = queries.account(dossier.pk)
    if amount_vnd <= 0 or amount_vnd != account.due_vnd:
        raise Invalid(
            _("Số tiền phải thu là %(due)s. Hãy thu đúng số này rồi xác nhận lại.") % {"due": spoken(account.due_vnd)},
            fields={"amount_vnd": _("Nhập đúng %(due)s.") % {"due": spoken(account.due_vnd)}},
        )
    reference = _receipt_number(dossier, at=at)
    entry = _book(
        dossier, Entry.Kind.PAYMENT, debit=way, credit=Account.OWED, amount_vnd=amount_vnd, after=account.entries,
        label=_in_cash() if way == Account.CASH else _by_card(), reference=reference, by=by, at=at,
    )  # fmt: skip
    kind = "payments.cash" if way == Account.CASH else "payments.paid"
    record.write(
        subject=dossier.pk, kind=kind, actor=by.actor, at=at, data={"amount_vnd": amount_vnd, "receipt": reference}
    )
    return entry


def book(
    *, dossier: Dossier, debit: str, amount_vnd: int, label: str, external: str, order: str, by: Who, at: datetime
) -> Entry | None:
    """Book what came from outside, once: None when `external` is in the ledger already.

    More or less than what is owed is booked, too: the money is there, and the account says what it makes.
    """
    account = queries.account(dossier.pk)
    if any(e.external == external for e in account.entries):
        return None
    reference = _receipt_number(dossier, at=at)
    entry = _book(
        dossier, Entry.Kind.PAYMENT, debit=debit, credit=Account.OWED, amount_vnd=amount_vnd, after=account.entries,
        label=label, reference=reference, external=external, line=order, by=by, at=at,
    )  # fmt: skip
    record.write(
        subject=dossier.pk, kind="payments.paid", actor=by.actor, at=at,
        data={"amount_vnd": amount_vnd, "receipt": reference, "external": external},
    )  # fmt: skip
    return entry


def waive(
    *, dossier: Dossier, line: str, exemption: str, percent: int, label: str, evidence: str, by: Who, at: datetime
) -> Entry:
    """Take an exemption off a line of the bill, on the paper that proves it. Raises `OutOfOrder`."""
    account = queries.account(dossier.pk)
    charged = sum(e.amount_vnd for e in account.entries if e.kind == Entry.Kind.CHARGE and e.line == line)
    amount = charged * percent // 100
    if amount <= 0 or any(e.kind == Entry.Kind.WAIVER and e.line == line for e in account.entries):
        raise OutOfOrder(_("Khoản này không có trong hóa đơn, hoặc đã được miễn, giảm."))
    entry = _book(
        dossier, Entry.Kind.WAIVER, debit=Account.REVENUE, credit=Account.OWED, amount_vnd=amount,
        after=account.entries, label=label[:300], line=line, reference=exemption, by=by, at=at,
    )  # fmt: skip
    record.write(
        subject=dossier.pk, kind="payments.waiver", actor=by.actor, at=at,
        data={"line": line, "exemption": exemption, "amount_vnd": amount, "evidence": evidence},
    )  # fmt: skip
    return entry


def ask_refund(
    *, dossier: Dossier, amount_vnd: int, way: str, to: str, reason: str, by: Who, at: datetime
) -> Refund:
    """Ask for money to be given back. Raises `Invalid` for more than was paid and is not asked for already."""
    account = queries.account(dossier.pk)
    asked = sum(r.amount_vnd for r in queries.refunds(dossier.pk) if r.granted_at is None)
    left = account.paid_vnd - account.refunded_vnd - asked
    faults = {}
    if not 0 < amount_vnd <= left:
        faults["amount_vnd"] = _("Hoàn được nhiều nhất %(most)s.") % {"most": spoken(max(0, left))}
    if way not in {Account.CASH, Account.BANK} or (way == Account.BANK and not to.strip()):
        faults["to"] = _("Chọn tiền mặt, hoặc ghi số tài khoản và ngân hàng nhận.")
    if not reason.strip():
        faults["reason"] = _("Ghi rõ lý do hoàn tiền.")
    if faults:
        raise Invalid(fields=faults)
    refund = record.add(
        Refund(
            dossier=dossier, amount_vnd=amount_vnd, way=way, to=to[:200], reason=reason[:500],
            asked_by_id=by.account_id, asked_at=at,
        )
    )  # fmt: skip
    record.write(
        subject=dossier.pk, kind="payments.refund_asked", actor=by.actor, at=at,
        data={"refund": str(refund.id), "amount_vnd": amount_vnd, "way": way},
    )  # fmt: skip
    return refund


def grant_refund(*, dossier: Dossier, refund_id: UUID, by: Who, at: datetime) -> Refund:
    """Grant a refund and book it. Raises `NotAllowed` for who asked for it, `OutOfOrder` when it is granted."""
    refund = next((r for r in queries.refunds(dossier.pk) if r.id == refund_id), None)
    if refund is None:
        raise NotThere()
    if refund.granted_at is not None:
        raise OutOfOrder(_("Khoản hoàn này đã được duyệt."))
    if refund.asked_by_id == by.user_id:
        raise NotAllowed(_("Người đề nghị hoàn tiền không tự duyệt được: cần người thứ hai."))
    if refund.way == Account.CASH:
        till.refuse_when_closed(dossier.receiving_unit_id, by=by, at=at)
    unit = organisation.unit(dossier.receiving_unit_id)
    number = f"HT{Counter.next(f'refund:{unit.code}:{local(at).year}'):06d}/{local(at).year}"
    record.change(refund, granted_by_id=by.account_id, granted_at=at, number=number)
    account = queries.account(dossier.pk)
    _book(
        dossier, Entry.Kind.REFUND, debit=Account.OWED, credit=refund.way, amount_vnd=refund.amount_vnd,
        after=account.entries, label=_given_back(), reference=number, by=by, at=at,
    )  # fmt: skip
    record.write(
        subject=dossier.pk, kind="payments.refund", actor=by.actor, at=at,
        data={"refund": str(refund.id), "amount_vnd": refund.amount_vnd, "number": number},
    )  # fmt: skip
    return refund


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


def holder_of_link(*, token: str, dossier_id: UUID, at: datetime) -> Who:
    """Whoever has a link may pay this one bill: for that the system acts. Raises `NotThere` for any other link."""
    if queries.link(token, at=at).dossier_id != dossier_id:
        raise NotThere()
    return SYSTEM


def pay_url(*, token: str) -> str:
    return f"{settings.PUBLIC_URL}/pay/{token}/"


def only_while_collected(*, dossier: Dossier) -> None:
    """Nothing is asked of a dossier that was declined or stopped, or is closed."""
    if dossier.closed_at is not None:
        raise OutOfOrder(_("Hồ sơ đã kết thúc, không thu thêm khoản nào."))


def keep_invoice(*, dossier: Dossier, receipt: str, number: str, by: Who, at: datetime) -> None:
    """Keep the number of the invoice of a receipt. Raises `Invalid`, and `OutOfOrder` for a second one."""
    entry = next((e for e in queries.account(dossier.pk).receipts if e.reference == receipt), None)
    if entry is None or not number:
        raise Invalid(_("Không có biên lai mang số này."))
    if Invoice.objects.filter(dossier_id=dossier.pk, seq=entry.seq).exists():
        raise OutOfOrder(_("Biên lai này đã có hóa đơn điện tử."))
    record.add(Invoice(dossier=dossier, seq=entry.seq, number=number[:80], at=at))
    record.write(
        subject=dossier.pk, kind="payments.invoice", actor=by.actor, at=at,
        data={"receipt": receipt, "number": number[:80]},
    )  # fmt: skip


def is_settled(*, dossier: Dossier, entry: Entry) -> bool:
    """Nothing is owed once this new entry counts."""
    return queries.account(dossier.pk).due_vnd - entry.amount_vnd <= 0


def _receipt_number(dossier: Dossier, *, at: datetime) -> str:
    unit, year = organisation.unit(dossier.receiving_unit_id), local(at).year
    return f"{Counter.next(f'fee_receipt:{unit.code}:{year}'):06d}/{year}"


def _book(
    dossier: Dossier, kind: str, *, debit: str, credit: str, amount_vnd: int, after: tuple[Entry, ...], label: str,
    by: Who, at: datetime, reference: str = "", line: str = "", external: str = "",
) -> Entry:  # fmt: skip
    return record.add(
        Entry(
            dossier=dossier, seq=len(after) + 1, kind=kind, debit=debit, credit=credit, amount_vnd=amount_vnd,
            label=label, reference=reference, line=line, external=external, at=at, actor=by.actor,
        )
    )  # fmt: skip


@for_the_record
def _in_cash() -> str:
    return _("Thu tiền mặt")


@for_the_record
def _by_card() -> str:
    return _("Thu bằng thẻ")


@for_the_record
def _given_back() -> str:
    return _("Hoàn tiền")


@for_the_record
def _postage() -> str:
    return _("Cước bưu chính công ích trả kết quả")

"""Book a line of the bank's statement for a dossier."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices
from motcua.notices import letters
from motcua.payments import commands as payments
from motcua.payments import matching
from motcua.payments.models import Account
from motcua.people.who import SYSTEM, Who


@act
def book_transfer(*, dossier_id: UUID, line_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Book money that came to the city's account (NĐ 61/2018 art. 22): once, as much as came.

    By itself (the system) only when the memo names one order of this dossier and the sum is the order's; else a
    cashier of the unit decides. A dossier that waits for this money goes on when nothing is owed any more.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    line = matching.hold_line(line_id=line_id)
    order = matching.order_of(line=line, dossier=dossier, by=by)
    if by is not SYSTEM:
        payments.only_cashiers(dossier=dossier, by=by)
    matching.book_line(line=line, dossier=dossier, by=by, at=at)
    entry = payments.book(
        dossier=dossier, debit=Account.BANK, amount_vnd=line.amount_vnd, label=matching.paid_by(order),
        external=f"bank:{line.account}:{line.reference}", order=order.reference if order else "", by=by, at=at,
    )  # fmt: skip
    if entry is not None:
        data = letters.fee_receipt(
            dossier, number=entry.reference, amount_vnd=entry.amount_vnd, how=entry.label, by=by, at=at
        )
        notices.write_letter(dossier=dossier, name="fee_receipt", data=data, by=by, at=at)
        if dossier.state == State.OBLIGATION and payments.is_settled(dossier=dossier, entry=entry):
            dossiers.move(dossier=dossier, act="acquit", by=by, at=at)
            dossiers.resume_clock(dossier=dossier, at=at)
            notices.owe(dossier=dossier, kind="acquitted", at=at)
        else:
            notices.owe(dossier=dossier, kind="paid", at=at, number=entry.reference)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"booked": entry is not None})

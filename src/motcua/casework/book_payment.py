"""Keep what a gateway says of an order, and book the money if it is the order's."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices
from motcua.notices import letters
from motcua.payments import commands as payments
from motcua.payments import orders
from motcua.payments import queries as ask_payments
from motcua.payments.models import Account
from motcua.people.who import Who


@act
def book_payment(
    *, dossier_id: UUID, order_id: UUID, outcome: str, amount_vnd: int, transaction: str, by: Who, at: datetime,
    key: str,
) -> Done:  # fmt: skip
    """Book an order as paid, once, when the verified message names the very sum that was ordered (NĐ 61/2018 art. 22).

    Another sum is kept as a difference and booked as nothing. A dossier that waits for this money goes on.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    order = orders.of_dossier(dossier=dossier, order_id=order_id)
    orders.hear(
        dossier=dossier, order=order, outcome=outcome, amount_vnd=amount_vnd, transaction=transaction, by=by, at=at
    )
    if outcome != "paid" or amount_vnd != order.amount_vnd:
        return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"booked": False})
    entry = payments.book(
        dossier=dossier, debit=Account.ONLINE, amount_vnd=order.amount_vnd, label=orders.paid_by(order),
        external=ask_payments.external_of(order), order=order.reference, by=by, at=at,
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

"""Take the fee in cash at the counter."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.notices import commands as notices
from motcua.notices import letters
from motcua.payments import commands as payments
from motcua.people.who import Who


@act
def collect(*, dossier_id: UUID, amount_vnd: int, by: Who, at: datetime, key: str, way: str = "cash") -> Done:
    """Book cash (or a card) against the bill and give a numbered receipt (NĐ 61/2018 art. 22).

    Raises `Invalid` on another sum.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    payments.only_cashiers(dossier=dossier, by=by)
    dossiers.not_while_obliged(dossier=dossier)
    payment = payments.take_cash(dossier=dossier, amount_vnd=amount_vnd, by=by, at=at, way=way)
    data = letters.fee_receipt(
        dossier, number=payment.reference, amount_vnd=amount_vnd, how=payment.label, by=by, at=at
    )
    notices.write_letter(dossier=dossier, name="fee_receipt", data=data, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"receipt": payment.reference})

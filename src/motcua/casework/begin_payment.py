"""Open an order to pay online."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.payments import commands as payments
from motcua.payments import orders
from motcua.people.who import SYSTEM, Who


@act
def begin_payment(*, dossier_id: UUID, way: str, token: str, by: Who, at: datetime, key: str) -> Done:
    """Order all that is owed now by this way (NĐ 61/2018 art. 22). The applicant, or whoever holds a link (`token`).

    Nothing is paid yet. Raises `OutOfOrder` when nothing is owed, `NotThere` for a link that was used or is too old.
    """
    who = payments.holder_of_link(token=token, dossier_id=dossier_id, at=at) if token else by
    dossier = dossiers.hold(dossier_id=dossier_id, by=who, at=at)
    if who is not SYSTEM:
        dossiers.only_the_applicant(dossier=dossier, by=who)
    payments.only_while_collected(dossier=dossier)
    order = orders.begin(dossier=dossier, way=way, by=who, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"order": str(order.id)})

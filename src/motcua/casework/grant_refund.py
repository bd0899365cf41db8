"""Grant a refund: the second person."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.base.money import spoken
from motcua.dossiers import commands as dossiers
from motcua.notices import commands as notices
from motcua.payments import commands as payments
from motcua.people.who import Who


@act
def grant_refund(*, dossier_id: UUID, refund_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Book a refund that somebody else asked for, with its number. Raises `NotAllowed` for who asked for it."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    payments.only_cashiers(dossier=dossier, by=by)
    refund = payments.grant_refund(dossier=dossier, refund_id=refund_id, by=by, at=at)
    notices.owe(dossier=dossier, kind="refunded", at=at, amount=spoken(refund.amount_vnd), number=refund.number)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"number": refund.number})

"""Ask for money to be given back."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.payments import commands as payments
from motcua.people.who import Who


@act
def ask_refund(
    *, dossier_id: UUID, amount_vnd: int, way: str, to: str, reason: str, by: Who, at: datetime, key: str
) -> Done:
    """Ask for a refund of what was paid; a second person grants it. Raises `Invalid` for more than was paid."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    payments.only_cashiers(dossier=dossier, by=by)
    refund = payments.ask_refund(dossier=dossier, amount_vnd=amount_vnd, way=way, to=to, reason=reason, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"refund": str(refund.id)})

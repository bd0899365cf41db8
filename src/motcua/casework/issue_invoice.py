"""Keep the number of an electronic invoice."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.payments import commands as payments
from motcua.people.who import Who


@act
def issue_invoice(*, dossier_id: UUID, receipt: str, number: str, by: Who, at: datetime, key: str) -> Done:
    """Keep the number that the invoice system gave for a receipt, once. Raises `Invalid` for an unknown receipt."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    payments.keep_invoice(dossier=dossier, receipt=receipt, number=number, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

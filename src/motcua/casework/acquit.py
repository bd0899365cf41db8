"""The financial obligation is met: the dossier goes on."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.notices import commands as notices
from motcua.payments import commands as payments
from motcua.people.who import Who
from motcua.routing import commands as routing


@act
def acquit(*, dossier_id: UUID, amount_vnd: int, by: Who, at: datetime, key: str, way: str = "cash") -> Done:
    """Take what is owed in cash (or by card); the clock goes on with what was left (`clock.md`, cause `payment`)."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.move(dossier=dossier, act="acquit", by=by, at=at)
    payment = payments.take_cash(dossier=dossier, amount_vnd=amount_vnd, by=by, at=at, way=way)
    dossiers.resume_clock(dossier=dossier, at=at)
    routing.resumed(dossier=dossier, at=at)
    notices.owe(dossier=dossier, kind="acquitted", at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"receipt": payment.reference})

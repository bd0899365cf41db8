"""Revoke an issued result."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.notices import commands as notices
from motcua.people.who import Who
from motcua.registers import commands as registers
from motcua.results import commands as results


@act
def revoke(*, dossier_id: UUID, reason: str, by: Who, at: datetime, key: str) -> Done:
    """Take back what was issued, when somebody else asked for it: its register line ends, and the holder is told why.

    A new result with a number of its own may be drafted in its place.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    result = results.revoke(dossier=dossier, reason=reason, by=by, at=at)
    registers.strike_off(dossier=dossier, result_id=result.id, reason=reason, by=by, at=at)
    notices.owe(dossier=dossier, kind="revoked", at=at, reason=reason, number=result.number)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"number": result.number})

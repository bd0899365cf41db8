"""The clock speaks: an apology is owed, or it is late again."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import alarms
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who


@act
def alarm(*, dossier_id: UUID, kind: str, by: Who, at: datetime, key: str) -> Done:
    """Ring once: `apology` to holder and leader a working day before it is due, `escalation` to the unit above.

    Called by the job of the clock. Raises `OutOfOrder` when there is nothing (any more) to ring for.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.only_the_system(by=by)
    dossiers.only_when_it_rings(dossier=dossier, kind=kind, at=at)
    alarms.ring(dossier=dossier, kind=kind, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

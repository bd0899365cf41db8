"""Draft the apology: it will be late, this is why, and this is the new date."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import apologies
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who


@act
def apologise(*, dossier_id: UUID, reason: str, new_due_at: datetime, by: Who, at: datetime, key: str) -> Done:
    """Put form 04 forward (NĐ 61/2018 art. 19.9). Nothing is promised before a leader signs it with `extend`.

    Raises `Invalid` for a date that is no working moment or not later than the one it replaces, `OutOfOrder` when a
    new date was given already, or the dossier is late already.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.need_reason(reason=reason)
    dossiers.move(dossier=dossier, act="apologise", by=by, at=at, note=reason)
    apologies.draft(dossier=dossier, reason=reason, new_due_at=new_due_at, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

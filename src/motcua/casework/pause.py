"""Let the clock stand still for what nobody in the house can hasten."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.notices import commands as notices
from motcua.people.who import Who


@act
def pause(*, dossier_id: UUID, cause: str, reason: str, by: Who, at: datetime, key: str) -> Done:
    """Pause for `inspection` or `force_majeure` (`clock.md`); a leader answers for it, and the applicant is told why.

    Raises `Invalid` for another cause or no reason, `OutOfOrder` while the clock stands still already.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.need_reason(reason=reason)
    dossiers.need_leaders_cause(cause=cause)
    dossiers.move(dossier=dossier, act="pause", by=by, at=at, note=reason, cause=cause)
    dossiers.pause_clock(dossier=dossier, cause=cause, at=at)
    notices.owe(dossier=dossier, kind="paused", at=at, reason=reason)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

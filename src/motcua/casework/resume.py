"""The clock goes on."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.notices import commands as notices
from motcua.people.who import Who


@act
def resume(*, dossier_id: UUID, reason: str, by: Who, at: datetime, key: str) -> Done:
    """End a pause that a leader began; what was left is counted on (`clock.md`).

    Raises `OutOfOrder` when no such pause runs: one for an opinion or a linked dossier ends with what it waits for.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.need_reason(reason=reason)
    dossiers.need_running_pause(dossier=dossier)
    dossiers.move(dossier=dossier, act="resume", by=by, at=at, note=reason)
    dossiers.resume_clock(dossier=dossier, at=at)
    notices.owe(dossier=dossier, kind="resumed", at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

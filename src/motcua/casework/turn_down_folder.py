"""Do not accept a paper folder."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.reception import commands as reception


@act
def turn_down_folder(*, dossier_id: UUID, reason: str, by: Who, at: datetime, key: str) -> Done:
    """It is not there or not complete: the giver still answers for it, and reads why. Raises `Invalid` without why."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    reception.turn_down_folder(dossier=dossier, reason=reason, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

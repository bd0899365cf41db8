"""Take a received dossier to work on it: from here somebody has it."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.routing import commands as routing


@act
def take(*, dossier_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Begin the examination; the dossier is this specialist's from now on (NĐ 61/2018 art. 18, 19)."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.move(dossier=dossier, act="take", by=by, at=at)
    dossiers.give_to(dossier=dossier, officer_id=by.user_id)
    routing.passed(dossier=dossier, act="take", by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

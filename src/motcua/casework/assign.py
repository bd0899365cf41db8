"""The head gives a dossier to a specialist."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.routing import commands as routing


@act
def assign(*, dossier_id: UUID, officer_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Give what waits to a specialist of the unit where the next step of examining lies (NĐ 61/2018 art. 18)."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    routing.assign(dossier=dossier, officer_id=officer_id, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

"""A specialist takes what lies in the pool."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.routing import commands as routing


@act
def claim(*, dossier_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Take a dossier that is examined and that nobody has now; for a new one it is `take` (NĐ 61/2018 art. 18)."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    routing.claim(dossier=dossier, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

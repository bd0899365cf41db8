"""Whoever held a step has left: it lies in the pool again."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.routing import commands as routing


@act
def fall_back(*, dossier_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Lay the running step in the pool, where its head sees it. Done by the machine (NĐ 61/2018 art. 18)."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    routing.fall_back(dossier=dossier, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

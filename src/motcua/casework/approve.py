"""Approve a drafted result."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.results import commands as results
from motcua.routing import commands as routing


@act
def approve(*, dossier_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """The head of division agrees with the draft; it goes to the leader for signing (NĐ 61/2018 art. 19)."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    result = results.move(dossier=dossier, act="approve", by=by, at=at)
    routing.passed(dossier=dossier, act="approve", by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"result": str(result.id)})

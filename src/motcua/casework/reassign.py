"""The head gives a dossier to another specialist."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.routing import commands as routing


@act
def reassign(*, dossier_id: UUID, officer_id: UUID, reason: str, by: Who, at: datetime, key: str) -> Done:
    """Take it from one specialist and give it to another, with a reason that is kept (NĐ 61/2018 art. 18)."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    routing.reassign(dossier=dossier, officer_id=officer_id, reason=reason, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

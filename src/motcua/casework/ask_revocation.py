"""Ask that an issued result be revoked."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.results import commands as results


@act
def ask_revocation(*, dossier_id: UUID, reason: str, by: Who, at: datetime, key: str) -> Done:
    """Say what is wrong with a result that was issued; a leader decides (NĐ 61/2018 art. 21: the authority's cost)."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    result = results.ask_revocation(dossier=dossier, reason=reason, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"result": str(result.id)})

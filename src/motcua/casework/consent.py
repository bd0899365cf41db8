"""Let the applicant be asked once more."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.dossiers import consents
from motcua.people.who import Who


@act
def consent(*, dossier_id: UUID, clause: str, reason: str, by: Who, at: datetime, key: str) -> Done:
    """A leader consents to a further request, citing the clause of the sector that allows it (NĐ 61/2018 art. 11.2c).

    Raises `Invalid` without clause or reason, or while the request that is allowed was not used yet.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.need_reason(reason=reason)
    dossiers.move(dossier=dossier, act="consent", by=by, at=at, note=reason, clause=clause.strip()[:300])
    consents.give(dossier=dossier, clause=clause, reason=reason, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

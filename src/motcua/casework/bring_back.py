"""The post could not deliver and brings the result back."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.post import commands as post


@act
def bring_back(*, dossier_id: UUID, reason: str, by: Who, at: datetime, key: str) -> Done:
    """Give the envelope back to the one-stop unit, where the applicant can fetch it (TT 17/2017/TT-BTTTT)."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.need_reason(reason=reason)
    post.move(dossier=dossier, act="bring_back", by=by, at=at, note=reason)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

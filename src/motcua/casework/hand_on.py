"""Hand a dossier on to the next step of its route, which may lie at another unit."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.routing import commands as routing


@act
def hand_on(*, dossier_id: UUID, note: str, by: Who, at: datetime, key: str) -> Done:
    """Close this step with a word on it and open the next one: up or down between the levels (NĐ 61/2018 art. 18).

    Raises `Invalid` without a word, `OutOfOrder` where another act leads on (propose, approve, sign).
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    routing.hand_on(dossier=dossier, note=note, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

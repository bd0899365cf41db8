"""An agency answers what it was asked."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.routing import commands as routing


@act
def give_opinion(*, dossier_id: UUID, opinion: int, answer: str, by: Who, at: datetime, key: str) -> Done:
    """Give the opinion of one's own unit, late or not; its sight of the dossier ends with it (NĐ 61/2018 art. 19).

    Raises `NotThere` for whoever was not asked, `OutOfOrder` when it was answered or called off.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    routing.give_opinion(dossier=dossier, seq=opinion, answer=answer, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"opinion": opinion})

"""Open a paper folder for a dossier that has none yet."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.reception import commands as reception


@act
def open_folder(*, dossier_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Originals were brought to a dossier that came online: from now on its folder is always somewhere.

    Raises `OutOfOrder` when there is one, `NotAllowed` for who does not stand at its counter.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    reception.open_folder(dossier=dossier, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

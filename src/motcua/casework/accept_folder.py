"""Confirm that a paper folder has arrived: the receiver's half."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.reception import commands as reception


@act
def accept_folder(*, dossier_id: UUID, batch: UUID | None, by: Who, at: datetime, key: str) -> Done:
    """From here the receiver answers for the folder (NĐ 61/2018 art. 18). Raises `NotAllowed` for the giver."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    reception.accept_folder(dossier=dossier, batch=batch, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

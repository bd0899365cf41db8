"""Give a paper folder into other hands: the giver's half."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.reception import commands as reception


@act
def hand_folder(
    *, dossier_id: UUID, toward: str, batch: UUID | None, note: str, by: Who, at: datetime, key: str
) -> Done:
    """Send the folder to the desk or back to the counter (NĐ 61/2018 art. 18). The giver answers for it until
    somebody there accepts it. Raises `OutOfOrder`, `NotAllowed`, `NotThere` without a folder."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    reception.hand_folder(dossier=dossier, toward=toward, batch=batch, note=note, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

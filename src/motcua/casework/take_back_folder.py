"""Take a paper folder back that nobody has accepted."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.reception import commands as reception


@act
def take_back_folder(*, dossier_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """The giver has it again, where it was before. Raises `NotAllowed` for others, `OutOfOrder` once accepted."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    reception.take_back_folder(dossier=dossier, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

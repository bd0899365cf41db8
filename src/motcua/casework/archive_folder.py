"""Lay a paper folder into the archive."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.reception import commands as reception


@act
def archive_folder(*, dossier_id: UUID, note: str, by: Who, at: datetime, key: str) -> Done:
    """The folder of an ended dossier, with the place where it stands. Raises `OutOfOrder` while it is worked on."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    reception.archive_folder(dossier=dossier, note=note, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

"""Look at a dossier's personal data: the person whose data it is can see who looked."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, private
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who


@private
def view(*, dossier_id: UUID, what: str, by: Who, at: datetime) -> Done:
    """Note that this officer opened the dossier (`what`: page, paper, letter, result). It never waits for a lock."""
    dossiers.note_viewing(dossier_id=dossier_id, by=by, what=what, at=at)
    return Done(dossier_id)

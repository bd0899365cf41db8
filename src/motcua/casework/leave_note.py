"""Leave a note for colleagues on a dossier."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who


@act
def leave_note(*, dossier_id: UUID, text: str, by: Who, at: datetime, key: str) -> Done:
    """Add a note that officers of this dossier read and nobody can change; it is not for the applicant.

    Raises `Invalid` without a text, `NotAllowed` for who has no part in the dossier as an officer.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.leave_note(dossier=dossier, text=text, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

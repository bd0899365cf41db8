"""The owner objects to what somebody sent in their name."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.dossiers import representation
from motcua.notices import commands as notices
from motcua.people.who import Who


@act
def object_to(*, dossier_id: UUID, reason: str, by: Who, at: datetime, key: str) -> Done:
    """Keep the owner's words for the officers and tell the submitter. The dossier's state does not change by it:
    an officer judges, and the owner may withdraw besides. Raises `NotThere`, `NotAllowed`, `Invalid`."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    representation.object_to(dossier=dossier, reason=reason, by=by, at=at)
    notices.owe(dossier=dossier, kind="objected", at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

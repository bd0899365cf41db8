"""Draft a message to the applicant, which the one-stop unit sends."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.notices import commands as notices
from motcua.people.who import Who


@act
def write_to_applicant(*, dossier_id: UUID, text: str, by: Who, at: datetime, key: str) -> Done:
    """Lay a message before the one-stop unit: who settles a dossier never deals with the applicant directly
    (NĐ 61/2018 art. 5.1). Nothing is sent yet. Raises `Invalid` without a text, `NotAllowed` for others."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    message = notices.draft_message(dossier=dossier, text=text, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"message": str(message.id)})

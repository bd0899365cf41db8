"""Send a drafted message to the applicant: the one-stop unit alone does it."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.notices import commands as notices
from motcua.people.who import Who


@act
def send_message(*, dossier_id: UUID, message_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Owe the applicant what a specialist has drafted (NĐ 61/2018 art. 5.1).

    Raises `NotThere` for a message of another dossier, `OutOfOrder` when it was sent, `NotAllowed` for whoever is
    not at the counter.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    message = notices.send_message(dossier=dossier, message_id=message_id, by=by, at=at)
    notices.owe(dossier=dossier, kind="message", at=at, text=message.text)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

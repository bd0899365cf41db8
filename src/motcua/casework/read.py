"""A person opens a message: that it was read is kept once."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, private
from motcua.notices import commands as notices
from motcua.notices import queries as ask_notices
from motcua.people.who import Who


@private
def read(*, message_id: UUID, dossier_id: UUID | None, by: Who, at: datetime) -> Done:
    """Of a message about a dossier, or (`dossier_id` None) about none. Only its addressee. Raises `NotThere`."""
    found = (
        ask_notices.own_notice(by, dossier_id=dossier_id, notice_id=message_id)
        if dossier_id
        else ask_notices.own_message(by, message_id)
    )
    notices.read(found=found, at=at)
    return Done(message_id)

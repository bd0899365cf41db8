"""Begin to serve whoever was called."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.people.who import Who
from motcua.reception import commands as reception


@act
def serve(*, subject_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """The person is there: from here the seconds count as served. Raises `OutOfOrder`, `NotAllowed`."""
    ticket = reception.hold_ticket(ticket_id=subject_id, by=by)
    reception.move_ticket(ticket=ticket, act="serve", by=by, at=at)
    return Done(ticket.pk, code=str(ticket), state=ticket.state)

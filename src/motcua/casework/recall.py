"""Call a ticket again."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.people.who import Who
from motcua.reception import commands as reception


@act
def recall(*, subject_id: UUID, desk: str, by: Who, at: datetime, key: str) -> Done:
    """Once more on the screen: who was just called, or who was missed or parked. Raises `OutOfOrder`, `NotAllowed`."""
    ticket = reception.hold_ticket(ticket_id=subject_id, by=by)
    reception.recall(ticket=ticket, desk=desk, by=by, at=at)
    return Done(ticket.pk, code=str(ticket), state=ticket.state)

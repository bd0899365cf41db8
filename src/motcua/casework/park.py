"""Set a ticket aside for a while."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.people.who import Who
from motcua.reception import commands as reception


@act
def park(*, subject_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Somebody fetches a copy or fills a form: neither waited nor served meanwhile. Raises `OutOfOrder`."""
    ticket = reception.hold_ticket(ticket_id=subject_id, by=by)
    reception.move_ticket(ticket=ticket, act="park", by=by, at=at)
    return Done(ticket.pk, code=str(ticket), state=ticket.state)

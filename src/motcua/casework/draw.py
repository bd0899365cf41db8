"""Draw a number in the waiting room."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.people.who import Who
from motcua.reception import commands as reception


@act
def draw(*, subject_id: UUID, field: str, by: Who, at: datetime, key: str) -> Done:
    """The next number of a field at the unit `subject_id`, without gaps in its day and series (NĐ 61/2018 art. 13).

    Raises `Invalid` for an unknown field, `OutOfOrder` once the day is closed.
    """
    ticket = reception.draw(unit_id=subject_id, field=field, by=by, at=at)
    return Done(ticket.pk, code=str(ticket), state=ticket.state)

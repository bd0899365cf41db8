"""Call whoever has waited longest."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.people.who import Who
from motcua.reception import commands as reception


@act
def call_next(*, subject_id: UUID, series: str, desk: str, by: Who, at: datetime, key: str) -> Done:
    """The next ticket of the unit `subject_id`, of one series or of all (`""`), for this officer alone.

    Raises `OutOfOrder` when nobody waits or the officer has somebody before them.
    """
    ticket = reception.call_next(unit_id=subject_id, series=series, desk=desk, by=by, at=at)
    return Done(ticket.pk, code=str(ticket), state=ticket.state)

"""Take a cashier's closed day over."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.payments import till
from motcua.people.who import Who


@act
def take_over_day(*, subject_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Receive what a colleague has counted: a second person of the unit, once."""
    row = till.take_over(day_id=subject_id, by=by, at=at)
    return Done(row.pk, said={"counted_vnd": row.counted_vnd})

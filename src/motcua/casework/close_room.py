"""Close the waiting room for the day."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.people.who import Who
from motcua.reception import commands as reception


@act
def close_room(*, subject_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """No more numbers at the unit `subject_id` today; whoever still waits is noted as not served.

    Raises `OutOfOrder` when it is closed already.
    """
    left = reception.close_day(unit_id=subject_id, by=by, at=at)
    return Done(subject_id, said={"left": left})

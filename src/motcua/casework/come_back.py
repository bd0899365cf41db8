"""An absent officer is back earlier."""

from datetime import date, datetime
from uuid import UUID

from motcua.base import record
from motcua.base.acts import Done, act
from motcua.people import commands as people
from motcua.people.who import Who


@act
def come_back(*, subject_id: UUID, on: date, by: Who, at: datetime, key: str) -> Done:
    """End the absence of `subject_id` that runs on this day: the work is theirs again (NĐ 61/2018 art. 18).

    Raises `NotThere` when none runs, `NotAllowed` for a stranger.
    """
    people.end_absence(officer_id=subject_id, on=on, by=by)
    record.write(subject=subject_id, kind="people.come_back", actor=by.actor, at=at, data={"on": on.isoformat()})
    return Done(subject_id)

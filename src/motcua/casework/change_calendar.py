"""Change the calendar of a unit: every open dossier that counts with it is counted again, in one operation."""

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import calendars
from motcua.dossiers import commands as dossiers
from motcua.organisation import commands as organisation
from motcua.people import commands as people
from motcua.people.who import Who


@act
def change_calendar(
    *, subject_id: UUID, unit_id: UUID, hours: dict[str, Any], reason: str, by: Who, at: datetime, key: str
) -> Done:
    """Announce working hours from tomorrow on (a swap of days, a new holiday) for a unit and who inherits from it.

    `hours` is the whole calendar in the shape of `worktime.Calendar.from_dict`; `subject_id` becomes the version's.
    Due moments of open dossiers follow at once, each with its event and its line; none that has passed moves
    (`clock.md`). Raises `Invalid` for a calendar without a working day.
    """
    people.only_catalogue(by=by)
    dossiers.need_reason(reason=reason)
    units = calendars.inheritors(unit_id, at=at)
    since = calendars.earliest_start(units, otherwise=at).date()
    _version, counted = organisation.announce_calendar(
        version_id=subject_id, unit_id=unit_id, hours=hours, since=since, at=at
    )
    tally = calendars.recount(units=units, version_id=subject_id, hours=counted, reason=reason, by=by, at=at)
    organisation.tell_change(
        version_id=subject_id, unit_id=unit_id, open=tally.open, moved=tally.moved, reason=reason, by=by.actor, at=at
    )
    return Done(subject_id, said={"open": tally.open, "moved": tally.moved})

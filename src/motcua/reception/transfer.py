"""When a folder has to leave the counter (NĐ 61/2018 art. 18): a matter of working time alone."""

from datetime import datetime, time, timedelta

from motcua import worktime
from motcua.dossiers.clock import local
from motcua.organisation import queries as organisation
from motcua.organisation.models import Unit

LATE_FROM = time(15, 0)
# "First thing" is not a time. The house counts the first working hour of the morning; not said by the law (R).
FIRST_THING_MINUTES = 60


def due(*, unit: Unit, received_at: datetime) -> datetime:
    """The moment until which it has to be on its way, on the office's wall.

    Received before 15:00 of a working day: the close of that day. At or after 15:00, or outside working days:
    within the first hour of the next working day.
    """
    at = local(received_at)
    hours = organisation.hours(organisation.calendar_at(unit.pk, at.date()))
    opening = worktime.next_working_moment(hours, at)
    if opening.date() == at.date() and at.time() < LATE_FROM:
        return worktime.close_of(hours, at.date())
    midnight = datetime.combine(at.date(), time(0)) + timedelta(days=1)
    morning = opening if opening.date() > at.date() else worktime.next_working_moment(hours, midnight)
    return worktime.add_working_minutes(hours, morning, FIRST_THING_MINUTES)

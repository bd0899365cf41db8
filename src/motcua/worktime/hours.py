"""Questions about working time, asked with naive local datetimes."""

from datetime import date, datetime

from .calendars import Calendar
from .errors import ClockError
from .moments import WORKING_DAY, date_of, day_of, minutes_of, moment_of, write_time


def is_working_moment(calendar: Calendar, moment: datetime) -> bool:
    """Whether the moment lies inside an interval; the end of an interval is outside it."""
    day, minute = divmod(minutes_of(moment), 1440)
    return any(start <= minute < end for start, end in calendar.hours(day))


def next_working_moment(calendar: Calendar, moment: datetime) -> datetime:
    """The moment itself if it is a working one, else the next opening. (Start rule 3)"""
    return moment_of(calendar.next_working(minutes_of(moment)))


def close_of(calendar: Calendar, day: date) -> datetime:
    """The end of the last interval of that date; ``ClockError`` when the date is off."""
    return moment_of(calendar.close(day_of(day)))


def office_spans(calendar: Calendar, day: date) -> list[tuple[datetime, datetime]]:
    """When the office is open on that date: (from, until), in order; empty when it is off."""
    number = day_of(day)
    return [(moment_of(number * 1440 + a), moment_of(number * 1440 + b)) for a, b in calendar.hours(number)]


def working_minutes_between(calendar: Calendar, a: datetime, b: datetime) -> int:
    """Working minutes from a to b; negative when b lies before a."""
    return calendar.elapsed(minutes_of(b)) - calendar.elapsed(minutes_of(a))


def add_working_minutes(calendar: Calendar, a: datetime, minutes: int) -> datetime:
    """The earliest moment at which so many working minutes have been consumed since a (0: a itself).

    With negative minutes the latest moment from which so many are left until a: a working moment.
    """
    start = minutes_of(a)
    if minutes > 0:
        return moment_of(calendar.earliest(calendar.elapsed(start) + minutes))
    if minutes < 0:
        return moment_of(calendar.latest(calendar.elapsed(start) + minutes))
    return moment_of(start)


def apology_at(calendar: Calendar, due_at: datetime) -> datetime:
    """When the apology is proposed: 480 working minutes before the due moment. (NĐ 61/2018 art. 19.9)"""
    return add_working_minutes(calendar, due_at, -WORKING_DAY)


def is_late(*, due_at: datetime, finished_at: datetime) -> bool:
    """Whether the result came after the due moment; both are cut down to the minute first."""
    return minutes_of(finished_at) > minutes_of(due_at)


def with_past_of(calendar: Calendar, before: Calendar, *, since: date, until: date) -> Calendar:
    """The calendar from the day after ``until`` on, and what ``before`` had on each date from ``since`` to it."""
    first, last = day_of(since), day_of(until)
    given = calendar.to_dict()
    off = given["off"] if isinstance(given["off"], dict) else dict.fromkeys(given["off"], "")
    working = given["working"]
    for day in range(first, last + 1):
        if calendar.hours(day) == before.hours(day) and calendar.off_name(day) == before.off_name(day):
            continue
        name = date_of(day).isoformat()
        off.pop(name, None)
        working.pop(name, None)
        hours = before.hours(day)
        if hours:
            working[name] = [[write_time(start), write_time(end)] for start, end in hours]
        else:
            off[name] = before.off_name(day) or ""
    return Calendar.from_dict({"weekly": given["weekly"], "off": off, "working": working})


def works_within(calendar: Calendar, *, first: date, days: int) -> bool:
    """Whether any of so many dates from the first on is a working one, and the week goes on working after them."""
    day = day_of(first)
    try:
        calendar.working_date_from(day + days)
    except ClockError:
        return False
    return calendar.working_dates(first=day, last=day + days - 1) > 0

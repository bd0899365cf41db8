"""Moments as whole minutes.

Inside this room a moment is an ``int``: minutes since 0001-01-01T00:00 local time (Asia/Ho_Chi_Minh has no
summer time, so local minutes are plain minutes). A day is an ``int`` too: days since 0001-01-01, which was a
Monday, so that ``day % 7`` is the weekday. Outside this room moments are naive ``datetime``, days ``date``.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache

from .errors import ClockError

DAY = 1440
"""Minutes of a calendar date."""
HOUR = 60
"""Minutes of an hour."""
WORKING_DAY = 480
"""Minutes of a working day: 1 ngày làm việc = 8 giờ làm việc, whatever the weekly hours are."""

_EPOCH = datetime(1, 1, 1)


def minutes_of(moment: datetime) -> int:
    """The moment cut down to its minute; ``ClockError`` when it carries a zone."""
    if moment.tzinfo is not None:
        raise ClockError(f"{moment.isoformat()}: moments are local times without a zone")
    return (moment.toordinal() - 1) * DAY + moment.hour * HOUR + moment.minute


def moment_of(minutes: int) -> datetime:
    """The datetime of that minute; ``ClockError`` outside the years 1 to 9999."""
    try:
        return _EPOCH + timedelta(minutes=minutes)
    except OverflowError:
        raise ClockError("the due moment lies outside the years 1 to 9999") from None


def day_of(day: date) -> int:
    """The number of that date."""
    return day.toordinal() - 1


def date_of(day: int) -> date:
    """The date of that number; ``ClockError`` outside the years 1 to 9999."""
    try:
        return date.fromordinal(day + 1)
    except (OverflowError, ValueError):
        raise ClockError("the due date lies outside the years 1 to 9999") from None


def read_moment(text: object) -> datetime:
    """``2020-06-09T14:30`` (seconds are cut off); ``ClockError`` for anything else, a zone included."""
    if not isinstance(text, str) or len(text) < 16 or text[4] != "-" or text[7] != "-" or text[10] != "T":
        raise ClockError(f"{text!r} is not a local moment such as 2020-06-09T14:30")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ClockError(f"{text!r} is not a local moment such as 2020-06-09T14:30") from None
    if moment.tzinfo is not None:
        raise ClockError(f"{text!r}: moments are local times without a zone")
    return moment.replace(second=0, microsecond=0)


def read_date(text: object) -> date:
    """``2020-09-02``; ``ClockError`` for anything else."""
    if isinstance(text, str) and len(text) == 10 and text[4] == text[7] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise ClockError(f"{text!r} is not a date such as 2020-09-02")


@lru_cache(maxsize=4096)
def _minute_of_day(text: str) -> int:
    hours, colon, minutes = text.partition(":")
    if len(hours) == len(minutes) == 2 and colon and text.isascii() and (hours + minutes).isdigit():
        value = int(hours) * HOUR + int(minutes)
        if int(minutes) < HOUR and value <= DAY:
            return value
    raise ClockError(f"{text!r} is not a time of day such as 08:00")


def read_time(text: object) -> int:
    """``08:00`` as minutes since midnight; ``24:00`` is the end of the date. ``ClockError`` otherwise."""
    if not isinstance(text, str):
        raise ClockError(f"{text!r} is not a time of day such as 08:00")
    return _minute_of_day(text)


def write_time(minutes: int) -> str:
    """Minutes since midnight as ``08:00``."""
    return f"{minutes // HOUR:02}:{minutes % HOUR:02}"

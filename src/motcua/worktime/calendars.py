"""The calendar of a unit: weekly hours, and dates that differ from them.

Nothing here walks from day to day. Working minutes before a date are whole weeks, a part of a week and the
sum of the exceptions before it (bisect), so that every question costs the same however far away the answer
is, and a calendar without any working time cannot make anything loop.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise
from typing import Any

from .errors import ClockError
from .moments import DAY, date_of, day_of, read_date, read_time, write_time

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Interval = tuple[int, int]
"""Half-open ``[start, end)`` in minutes since midnight."""
Hours = tuple[Interval, ...]


class _Tally:
    """How many working minutes (or dates) lie before a day, and where a total is reached."""

    __slots__ = ("_after", "_at", "_days", "_excess", "_week", "_whole")

    def __init__(self, *, week: Iterable[int], exceptions: Iterable[tuple[int, int]]) -> None:
        usual = list(week)
        self._week = list(accumulate(usual, initial=0))
        self._whole = self._week[7]
        amounts = sorted(exceptions)
        self._days = [day for day, _ in amounts]
        self._excess = list(accumulate((n - usual[day % 7] for day, n in amounts), initial=0))
        self._at = [self.before(day) for day in self._days]
        self._after = [at + n for at, (_, n) in zip(self._at, amounts, strict=True)]

    def before(self, day: int) -> int:
        weeks, rest = divmod(day, 7)
        return weeks * self._whole + self._week[rest] + self._excess[bisect_left(self._days, day)]

    def reaching(self, total: int) -> int:
        """The first day at whose end the total is reached; ``ClockError`` when it never is."""
        i = bisect_left(self._after, total)
        if i < len(self._after) and self._at[i] < total:
            return self._days[i]
        if not self._whole:
            raise ClockError("the calendar has no working day from here on")
        weeks, rest = divmod(total - self._excess[i] - 1, self._whole)
        return weeks * 7 + bisect_left(self._week, rest + 1) - 1


class Calendar:
    """Weekly hours and exceptions by date; immutable, cheap to ask, safe to keep and to share."""

    __slots__ = ("_dates", "_exceptions", "_known", "_minutes", "_off", "_weekly")

    def __init__(
        self, *, weekly: tuple[Hours, ...], off: Mapping[int, str], working: Mapping[int, Hours]
    ) -> None:
        """Seven weekdays from Monday on; days off with their name (or ``""``); days with hours of their own.

        Use ``from_dict``, which checks what it is given.
        """
        self._weekly = weekly
        self._off = dict(off)
        self._exceptions: dict[int, Hours] = {**dict.fromkeys(off, ()), **working}
        # Days asked for before: their hours and the working minutes before them. It only saves time.
        self._known: dict[int, tuple[int, Hours]] = {}
        self._minutes = _Tally(
            week=map(_length, weekly),
            exceptions=[(day, _length(hours)) for day, hours in self._exceptions.items()],
        )
        self._dates = _Tally(
            week=map(bool, weekly),
            exceptions=[(day, bool(hours)) for day, hours in self._exceptions.items()],
        )

    @classmethod
    def from_dict(cls, given: object) -> "Calendar":
        """Read ``{"weekly": {"mon": [["08:00", "12:00"], …]}, "off": …, "working": {date: [[…], …]}}``.

        ``off`` is a list of dates, or an object from date to name. A weekday that is not named has no hours;
        ``off`` and ``working`` may be missing. ``ClockError`` for an unknown key, a bad or overlapping
        interval, a date that is off and working at once.
        """
        if not isinstance(given, dict) or "weekly" not in given:
            raise ClockError('a calendar is an object with "weekly"')
        unknown = given.keys() - {"weekly", "off", "working"}
        if unknown:
            raise ClockError(f"a calendar has no {sorted(map(str, unknown))}")
        weekly = given["weekly"]
        if not isinstance(weekly, dict) or weekly.keys() - set(WEEKDAYS):
            raise ClockError(f'"weekly" is an object whose keys are among {", ".join(WEEKDAYS)}')
        working = given.get("working") or {}
        if not isinstance(working, dict):
            raise ClockError('"working" is an object: date to list of intervals')
        off = _read_off(given.get("off") or ())
        hours = {day_of(read_date(day)): _read_hours(intervals, of=day) for day, intervals in working.items()}
        both = off.keys() & hours.keys()
        if both:
            raise ClockError(f"{date_of(min(both))} is off and working at once")
        week = tuple(_read_hours(weekly.get(name, ()), of=name) for name in WEEKDAYS)
        return cls(weekly=week, off=off, working=hours)

    def to_dict(self) -> dict[str, Any]:
        """What ``from_dict`` reads back to an equal calendar; ``off`` is a list when no day has a name."""
        days = sorted(self._off)
        off: Any = [date_of(day).isoformat() for day in days]
        if any(self._off.values()):
            off = {date_of(day).isoformat(): self._off[day] for day in days}
        return {
            "weekly": {name: _write_hours(self._weekly[i]) for i, name in enumerate(WEEKDAYS)},
            "off": off,
            "working": {
                date_of(day).isoformat(): _write_hours(hours)
                for day, hours in sorted(self._exceptions.items())
                if day not in self._off
            },
        }

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Calendar):
            return NotImplemented
        return self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((self._weekly, tuple(sorted(self._exceptions.items()))))

    def __repr__(self) -> str:
        return f"Calendar.from_dict({self.to_dict()!r})"

    # Below, moments and days are numbers (see moments.py): for the other modules of this room only.

    def hours(self, day: int) -> Hours:
        """The intervals of that day, in order; empty when it is off."""
        exception = self._exceptions.get(day)
        return self._weekly[day % 7] if exception is None else exception

    def off_name(self, day: int) -> str | None:
        """The name of a day off by exception (``""`` when it has none); ``None`` for every other day."""
        return self._off.get(day)

    def is_make_up(self, day: int) -> bool:
        """Whether that day works by exception although its weekday does not."""
        return bool(self._exceptions.get(day)) and not self._weekly[day % 7]

    def close(self, day: int) -> int:
        """The end of the last interval of that day; ``ClockError`` when it is off."""
        hours = self.hours(day)
        if not hours:
            raise ClockError(f"{date_of(day)} is off and has no close")
        return day * DAY + hours[-1][1]

    def elapsed(self, moment: int) -> int:
        """Working minutes before that moment, counted from the first day of all."""
        day = moment // DAY
        total, hours = self._known.get(day) or self._know(day)
        minute = moment - day * DAY
        for start, end in hours:
            if minute <= start:
                break
            total += (minute if minute < end else end) - start
        return total

    def earliest(self, elapsed: int) -> int:
        """The earliest moment before which so many working minutes lie: an end, not the next opening."""
        day = self._minutes.reaching(elapsed)
        before, hours = self._known.get(day) or self._know(day)
        left = elapsed - before
        for start, end in hours:
            if left <= end - start:
                return day * DAY + start + left
            left -= end - start
        raise AssertionError("the tally and the hours disagree")

    def _know(self, day: int) -> tuple[int, Hours]:
        if len(self._known) >= 10_000:
            self._known.clear()
        known = self._known[day] = self._minutes.before(day), self.hours(day)
        return known

    def latest(self, elapsed: int) -> int:
        """The latest moment before which so many working minutes lie: always a working moment."""
        return self.earliest(elapsed + 1) - 1

    def next_working(self, moment: int) -> int:
        """That moment if it is a working one, else the next opening. (Start rule 3)"""
        day = moment // DAY
        minute = moment - day * DAY
        for start, end in (self._known.get(day) or self._know(day))[1]:
            if minute < end:
                return moment if minute >= start else day * DAY + start
        return self.latest(self.elapsed(moment))

    def working_date_from(self, day: int) -> int:
        """That day if it is a working date, else the next one."""
        if self.hours(day):
            return day
        return self._dates.reaching(self._dates.before(day) + 1)

    def working_date_after(self, *, day: int, n: int) -> int:
        """The n-th working date after that day."""
        return self._dates.reaching(self._dates.before(day + 1) + n)

    def working_dates(self, *, first: int, last: int) -> int:
        """How many working dates lie from the first day to the last, both counted."""
        return self._dates.before(last + 1) - self._dates.before(first)


def _length(hours: Hours) -> int:
    return sum(end - start for start, end in hours)


def _read_off(given: object) -> dict[int, str]:
    if isinstance(given, dict):
        if not all(isinstance(name, str) for name in given.values()):
            raise ClockError('"off" names a day with a text')
        return {day_of(read_date(day)): name for day, name in given.items()}
    if not isinstance(given, list | tuple):
        raise ClockError('"off" is a list of dates or an object: date to name')
    return {day_of(read_date(day)): "" for day in given}


def _read_hours(given: object, *, of: object) -> Hours:
    if not isinstance(given, list | tuple):
        raise ClockError(f"{of}: the hours are a list of intervals")
    hours = []
    for interval in given:
        if not isinstance(interval, list | tuple) or len(interval) != 2:
            raise ClockError(f'{of}: an interval is a pair such as ["08:00", "12:00"]')
        start, end = read_time(interval[0]), read_time(interval[1])
        if start >= end:
            raise ClockError(f"{of}: the interval {interval[0]}–{interval[1]} does not end after it starts")
        hours.append((start, end))
    hours.sort()
    for (_, end), (start, _) in pairwise(hours):
        if start < end:
            raise ClockError(f"{of}: two intervals overlap at {write_time(start)}")
    return tuple(hours)


def _write_hours(hours: Hours) -> list[list[str]]:
    return [[write_time(start), write_time(end)] for start, end in hours]


_OFFICE_HOURS = ((8 * 60, 12 * 60), (13 * 60, 17 * 60))
DEFAULT_CALENDAR = Calendar(weekly=(_OFFICE_HOURS,) * 5 + ((), ()), off={}, working={})
"""Hà Nội's usual hours, Monday to Friday 08:00–12:00 and 13:00–17:00, without any holiday."""

"""The clock once more, naive and slow: it walks from minute to minute and from date to date.

Written from the rules and not from the code, so that the two can disagree. It reads the calendar's dict.
"""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

MINUTE = timedelta(minutes=1)
ONE = timedelta(days=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FARTHEST = 250 * 1440


class Refused(Exception):
    """The events contradict each other."""


class TooFar(Exception):
    """The walk would take too long to be worth it."""


class Twin:
    def __init__(self, calendar: dict[str, Any]) -> None:
        self.calendar = calendar
        self.kept: dict[date, frozenset[int]] = {}

    def intervals(self, day: date) -> list[list[str]]:
        name = day.isoformat()
        if name in self.calendar["off"]:
            return []
        if name in self.calendar["working"]:
            return self.calendar["working"][name]
        return self.calendar["weekly"].get(WEEKDAYS[day.weekday()], [])

    def minutes(self, day: date) -> frozenset[int]:
        if day not in self.kept:
            worked: set[int] = set()
            for start, end in self.intervals(day):
                worked.update(range(number(start), number(end)))
            self.kept[day] = frozenset(worked)
        return self.kept[day]

    def working(self, moment: datetime) -> bool:
        return moment.hour * 60 + moment.minute in self.minutes(moment.date())

    def next_working(self, moment: datetime) -> datetime:
        for _ in range(FARTHEST):
            if self.working(moment):
                return moment
            moment += MINUTE
        raise TooFar

    def close(self, day: date) -> datetime:
        last = max(number(end) for _, end in self.intervals(day))
        return datetime.combine(day, time()) + last * MINUTE

    def is_close(self, moment: datetime) -> bool:
        before = (moment - MINUTE).date()
        return bool(self.minutes(before)) and self.close(before) == moment

    def date_off_or_next(self, day: date) -> date:
        for _ in range(400):
            if self.minutes(day):
                return day
            day += ONE
        raise TooFar

    def consume(self, moment: datetime, minutes: int) -> datetime:
        """The earliest moment at which so many working minutes have been consumed."""
        for _ in range(FARTHEST):
            if not minutes:
                return moment
            minutes -= self.working(moment)
            moment += MINUTE
        raise TooFar

    def between(self, a: datetime, b: datetime) -> int:
        counted = 0
        while a < b:
            counted += self.working(a)
            a += MINUTE
        return counted

    def later_working_date(self, day: date, n: int) -> date:
        for _ in range(400):
            if not n:
                return day
            day += ONE
            n -= bool(self.minutes(day))
        raise TooFar

    def start(self, received: datetime, cutoff: str | None) -> datetime:
        day = received.date()
        if cutoff and self.minutes(day):
            limit = datetime.combine(day, time()) + number(cutoff) * MINUTE if ":" in cutoff else None
            if received >= (limit or self.close(day) - 60 * MINUTE):
                return self.next_working(datetime.combine(day + ONE, time()))
        return self.next_working(received)

    def due(self, limit: dict[str, Any], start: datetime) -> tuple[datetime, date | None]:
        """The due moment of the whole limit and, for limits in dates, the date before off days move it."""
        if "hours" in limit:
            return self.consume(start, 60 * limit["hours"]), None
        if "clock_hours" in limit:
            return start + 60 * limit["clock_hours"] * MINUTE, None
        day = start.date()
        if "working_days" in limit:
            if limit.get("counting") != "whole_days":
                return self.consume(start, 480 * limit["working_days"]), None
            day = self.later_working_date(day, limit["working_days"])
        elif "days" in limit:
            day += limit["days"] * ONE
        elif "months" in limit:
            day = same_day_later(day, limit["months"])
        return self.close(self.date_off_or_next(day)), day

    def line(self, asked: dict[str, Any], start: datetime, restarts: bool) -> datetime | None:
        """One due moment; the events one after another."""
        limit, pauses = asked["limit"], sorted(asked["pauses"], key=lambda p: (p[1], p[2] or datetime.max))
        for one, other in pairwise(pauses):
            if one[2] is None or other[1] < one[2]:
                raise Refused("overlap")
        due, base = self.due(limit, start)
        extension, promised, held = asked["extension"], False, datetime.min
        for cause, begins, ends in [*pauses, (None, datetime.max, None)]:
            if extension and extension[0] <= begins:
                due, extension, promised = self.extend(extension, due, held), None, True
                base = (due - MINUTE).date() if self.is_close(due) else due.date()
            if begins >= due or (ends is not None and ends <= start):
                continue
            if ends is None:
                if extension:
                    raise Refused("extended while paused")
                return None
            went_on = self.go_on(limit, due, base, max(begins, start), ends)
            if cause == "supplement" and restarts:
                start = ends if "clock_hours" in limit else self.next_working(ends)
                again = self.due(limit, start)
                due, base = went_on if promised and went_on[0] > again[0] else again
                promised = promised and due == went_on[0] and due != again[0]
            else:
                due, base = went_on
            held = ends
        return due

    def extend(self, extension: tuple[datetime, datetime], due: datetime, held: datetime) -> datetime:
        at, new = extension
        if at < held or new <= due or new <= at or not (self.working(new) or self.is_close(new)):
            raise Refused("extension")
        return new

    def go_on(
        self, limit: dict[str, Any], due: datetime, base: date | None, begins: datetime, ends: datetime
    ) -> tuple[datetime, date | None]:
        if "clock_hours" in limit:
            return due + (ends - begins), base
        if "hours" in limit or limit.get("counting") == "to_the_hour":
            left = self.between(begins, due)
            return self.consume(self.next_working(ends), left), base
        touched, day = 0, begins.date()
        in_working = "at_once" in limit or "working_days" in limit
        while day <= ends.date():
            touched += bool(self.minutes(day)) if in_working else 1
            day += ONE
        assert base is not None
        if touched < 2:
            return due, base
        moved = self.later_working_date(base, touched - 1) if in_working else base + (touched - 1) * ONE
        return self.close(self.date_off_or_next(moved)), moved

    def run(self, asked: dict[str, Any]) -> tuple[datetime, datetime | None, datetime | None]:
        """Start, legal due moment, indicator due moment."""
        received = asked["from"]
        start = received if "clock_hours" in asked["limit"] else self.start(received, asked["cutoff"])
        if any(p[1] < received or (p[2] is not None and p[2] < p[1]) for p in asked["pauses"]):
            raise Refused("a pause")
        if asked["extension"] and asked["extension"][0] < received:
            raise Refused("an extension")
        return start, self.line(asked, start, True), self.line(asked, start, False)

    def simulate(self, asked: dict[str, Any], restarts: bool) -> datetime:
        """Limits in working minutes, lived through: each minute is paused, worked or idle."""
        limit = asked["limit"]
        whole = 60 * limit["hours"] if "hours" in limit else 480 * limit["working_days"]
        now = start = self.start(asked["from"], asked["cutoff"])
        left, coming = whole, sorted(asked["pauses"], key=lambda p: p[1:])
        for _ in range(FARTHEST):
            while coming and coming[0][1] <= now:
                cause, _, ends = coming.pop(0)
                if ends > start:
                    now = ends
                    left = whole if cause == "supplement" and restarts else left
            left -= self.working(now)
            now += MINUTE
            if not left:
                return now
        raise TooFar


def number(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def same_day_later(day: date, months: int) -> date:
    month = day.replace(day=1)
    for _ in range(months):
        month = (month + 31 * ONE).replace(day=1)
    return month.replace(day=min(day.day, monthrange(month.year, month.month)[1]))

"""How long a unit may take: one limit, written as a dict, counted in minutes or in dates."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from .errors import ClockError
from .moments import HOUR, WORKING_DAY

Kind = Literal["at_once", "hours", "working_days", "days", "months", "clock_hours"]
Counting = Literal["to_the_hour", "whole_days"]

_MINUTES = {"hours": HOUR, "working_days": WORKING_DAY, "clock_hours": HOUR}
_KINDS = ("at_once", "hours", "working_days", "days", "months", "clock_hours")


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of ``n`` units; ``at_once`` has ``n`` 0. Equal limits are equal values. Use ``from_dict``.

    ``minutes`` is the limit in working minutes (plain ones for ``clock_hours``), 0 for a limit in dates.
    """

    kind: Kind
    n: int | float = 0
    counting: Counting = "to_the_hour"
    minutes: int = 0

    @property
    def in_dates(self) -> bool:
        """Whether the limit is counted in dates and so ends at a close."""
        return not self.minutes

    @property
    def in_working_dates(self) -> bool:
        """Whether those dates are working ones (``whole_days``, ``at_once``) and not calendar ones."""
        return self.kind in ("at_once", "working_days")

    @property
    def most_working_minutes(self) -> int:
        """No start gives the limit more working minutes than this, at eight working hours a day.

        Exact for ``hours`` and ``working_days``; for calendar dates the bound that holds without any day off.
        """
        if self.minutes:
            return self.minutes
        days = {"at_once": 1, "months": 31 * self.n}.get(self.kind, self.n)
        return int(days * WORKING_DAY)

    @classmethod
    def from_dict(cls, given: object) -> "Limit":
        """Read one row of the table of limits, e.g. ``{"working_days": 3, "counting": "whole_days"}``.

        ``ClockError`` for anything else: an unknown key, two limits at once, an ``n`` that is not above zero,
        a part of a unit that does not come to whole minutes (half a working day is 240).
        """
        if not isinstance(given, dict):
            raise ClockError(f"{given!r} is not a limit: an object with one of {', '.join(_KINDS)}")
        kinds = [kind for kind in _KINDS if kind in given]
        unknown = given.keys() - {*_KINDS, "counting"}
        if len(kinds) != 1 or unknown:
            raise ClockError(f"a limit has exactly one of {', '.join(_KINDS)}: {given!r}")
        kind: Any = kinds[0]
        n, counting = given[kind], given.get("counting", "to_the_hour")
        if counting not in ("to_the_hour", "whole_days") or ("counting" in given and kind != "working_days"):
            raise ClockError('"counting" is to_the_hour or whole_days, and goes with working_days only')
        if kind == "at_once":
            if n is not True:
                raise ClockError('"at_once" is true or is left out')
            return cls("at_once")
        return cls(kind, n, counting, _minutes(kind=kind, n=n, counting=counting))

    def to_dict(self) -> dict[str, Any]:
        """What ``from_dict`` reads back to an equal limit."""
        if self.kind == "at_once":
            return {"at_once": True}
        if self.kind == "working_days":
            return {"working_days": self.n, "counting": self.counting}
        return {self.kind: self.n}


def _minutes(*, kind: str, n: object, counting: str) -> int:
    if isinstance(n, bool) or not isinstance(n, int | float) or not 0 < n < 1e9:
        raise ClockError(f'"{kind}" is a number above zero, not {n!r}')
    if kind not in _MINUTES or counting == "whole_days":
        if not isinstance(n, int):
            raise ClockError(f'"{kind}" counts whole dates, not {n!r}')
        return 0
    exact = n * _MINUTES[kind]
    minutes = round(exact)
    # 0.7 hours is 42 minutes although the nearest binary fraction is not.
    if not minutes or abs(exact - minutes) > 1e-6:
        raise ClockError(f"{n!r} {kind} do not come to whole minutes")
    return minutes


def months_after(*, day: date, n: int) -> date:
    """The same day of the month n months later, or that month's last day. (BLDS 2015 art. 148)"""
    years, month = divmod(day.month - 1 + n, 12)
    year = day.year + years
    if year > 9999:
        raise ClockError("the due date lies outside the years 1 to 9999")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

"""The clocks of a route's steps and of the counter, in working hours."""

from collections.abc import Iterable
from datetime import datetime

from .calendars import Calendar
from .clock import Pause, run
from .limits import Limit

RECEPTION_HOURS = 8
"""A dossier submitted online is received within so many working hours."""


def step_due_at(
    *, calendar: Calendar, handed_over_at: datetime, hours: int | float, pauses: Iterable[Pause] = ()
) -> datetime | None:
    """When a step of ``hours`` working hours is due, counted from the hand-over to its holder.

    A pause, a supplement too, never restarts a step: it goes on with what was left. ``None`` while one runs.
    """
    limit = Limit.from_dict({"hours": hours})
    return run(calendar=calendar, start=handed_over_at, limit=limit, pauses=pauses).indicator_due_at


def reception_due_at(*, calendar: Calendar, submitted_at: datetime) -> datetime:
    """Until when the counter owes the reception of an online dossier; later counts as received late."""
    due_at = step_due_at(calendar=calendar, handed_over_at=submitted_at, hours=RECEPTION_HOURS)
    assert due_at is not None
    return due_at


def steps_fit(*, limit: Limit, step_hours: Iterable[int | float]) -> bool:
    """Whether the steps' working hours together stay within the procedure's limit. (Checked on publication.)

    Exact for limits in working hours and days; for calendar days and months what is refused could never fit.
    """
    minutes = sum(Limit.from_dict({"hours": hours}).minutes for hours in step_hours)
    return minutes <= limit.most_working_minutes


def due_after_new_calendar(*, was: datetime, becomes: datetime, at: datetime) -> datetime:
    """The due moment after a new calendar version put in at ``at``: one that has passed never moves."""
    return was if was <= at else becomes

"""How a due date follows from events: pure arithmetic of working time, no Django, no wall clock.

Moments are naive local datetimes (Asia/Ho_Chi_Minh), cut down to the minute.
"""

from .calendars import DEFAULT_CALENDAR, Calendar
from .clock import CAUSES, Clock, Extension, Pause, run
from .errors import ClockError
from .explain import explain
from .hours import (
    add_working_minutes,
    apology_at,
    close_of,
    is_late,
    is_working_moment,
    next_working_moment,
    office_spans,
    with_past_of,
    working_minutes_between,
    works_within,
)
from .limits import Limit
from .route import due_after_new_calendar, reception_due_at, step_due_at, steps_fit
from .words import said_shortly

__all__ = [
    "CAUSES",
    "DEFAULT_CALENDAR",
    "Calendar",
    "Clock",
    "ClockError",
    "Extension",
    "Limit",
    "Pause",
    "add_working_minutes",
    "apology_at",
    "close_of",
    "due_after_new_calendar",
    "explain",
    "is_late",
    "is_working_moment",
    "next_working_moment",
    "office_spans",
    "reception_due_at",
    "run",
    "said_shortly",
    "step_due_at",
    "steps_fit",
    "with_past_of",
    "working_minutes_between",
    "works_within",
]

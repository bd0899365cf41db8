"""What happened to a clock, in order: enough to say it aloud, nothing that is a sentence yet."""

from datetime import date, datetime
from typing import Literal, NamedTuple

Why = Literal["in_hours", "cut_off", "before_opening", "break", "after_close", "day_off", "plain_time"]
Effect = Literal["goes_on", "restarts", "same_date", "promised", "too_late", "before_start", "running"]


class Started(NamedTuple):
    """The clock started at ``starts_at``; ``why`` says what moved it from the moment of reception."""

    received_at: datetime
    starts_at: datetime
    why: Why


class Counted(NamedTuple):
    """Minutes consumed from one moment to another: working minutes, or plain ones when ``plain``."""

    from_at: datetime
    to_at: datetime
    minutes: int
    plain: bool


class CountedDates(NamedTuple):
    """Dates counted from the start (which is not counted, except for ``at_once``) to the date that is due."""

    start_date: date
    due_date: date


class Paused(NamedTuple):
    """A pause and what it did. ``left`` is in minutes, ``moved`` in dates; 0 where it does not apply."""

    cause: str
    from_at: datetime
    to_at: datetime | None
    effect: Effect
    resumes_at: datetime | None = None
    left: int = 0
    moved: int = 0
    from_date: date | None = None
    to_date: date | None = None


class Extended(NamedTuple):
    """A leader gave a new due moment."""

    at: datetime
    replaced_at: datetime
    due_at: datetime


class Due(NamedTuple):
    """The due moment in force. ``due_date``, for a limit in dates, is the date before off days moved it."""

    due_at: datetime
    due_date: date | None


Step = Started | Counted | CountedDates | Paused | Extended | Due

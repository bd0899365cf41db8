"""From events to due moments: start, pauses, extension. Pure: the same events give the same minute.

Where the rules leave a question open, this module answers so:

- A pause stops a running clock. One recorded between reception and the start that rules 2 and 3 gave is
  counted from that start; when it ended before it, it moved nothing. The same after a restart. A pause that
  begins before reception is refused.
- A pause touches every date from the one on which it begins to the one on which it ends, whatever the hour;
  one that touches no working date moves no working date.
- Pauses may be given in any order and may meet; one that lasts less than a minute is empty and still a pause.
- An open pause leaves no due moment, unless it began too late to move one.
- A leader's new due moment replaces both dates, since the appointment is one (NĐ 61/2018 art. 19.9). It lies
  after the moment at which it is given, and is not given while a pause holds the clock.
- After it, a limit counted in dates that a pause moves is due at the close again; a clock with no working
  minute left when a pause begins is due when work goes on; a restart is due no earlier than the extended
  moment, moved as if nothing restarted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Literal, NamedTuple

from .calendars import Calendar
from .errors import ClockError
from .limits import Limit
from .line import NEVER, Line, Span
from .moments import DAY, HOUR, minutes_of, moment_of, read_time
from .trace import Started, Step, Why

Cause = Literal["supplement", "payment", "opinion", "linked", "inspection", "force_majeure"]
CAUSES = frozenset(("supplement", "payment", "opinion", "linked", "inspection", "force_majeure"))


@dataclass(frozen=True, slots=True)
class Pause:
    """An interval with a cause, ``[from_, to)``; ``to`` is ``None`` while it is running."""

    cause: Cause
    from_: datetime
    to: datetime | None


@dataclass(frozen=True, slots=True)
class Extension:
    """A leader's new due moment, given at ``at``. (NĐ 61/2018 art. 19.9: once)"""

    at: datetime
    due_at: datetime


class Events(NamedTuple):
    """What a clock follows from, in whole minutes: checked, pauses in the order of their beginning."""

    calendar: Calendar
    limit: Limit
    received: int
    cutoff: int | Literal["last_hour"] | None
    spans: Sequence[Span]
    extension: tuple[int, int] | None


class Moments(NamedTuple):
    """What follows, in whole minutes; ``None`` as in ``Clock``."""

    starts: int
    legal_due: int | None
    indicator_due: int | None
    paused_since: int | None


@dataclass(frozen=True)
class Clock:
    """What follows from the events; moments are naive local datetimes, whole minutes.

    A due moment is ``None`` while a pause holds it; ``paused_since`` is then (and for a late dossier too) the
    moment at which the running pause began. ``steps`` is what ``explain`` makes sentences of.
    """

    starts_at: datetime
    legal_due_at: datetime | None
    indicator_due_at: datetime | None
    paused_since: datetime | None
    events: Events = field(repr=False)

    @property
    def limit(self) -> Limit:
        """The limit that it counts."""
        return self.events.limit

    @property
    def calendar(self) -> Calendar:
        """The calendar that it counts with."""
        return self.events.calendar

    @property
    def steps(self) -> tuple[Step, ...]:
        """What happened on the way to the legal due moment; replayed when asked for, since few ask."""
        return _steps(self.events, restarts=True)

    @property
    def indicator_steps(self) -> tuple[Step, ...]:
        """What happened on the way to the indicator's due moment."""
        return _steps(self.events, restarts=False)


def run(
    *,
    calendar: Calendar,
    start: datetime,
    limit: Limit,
    cutoff: str | None = None,
    pauses: Iterable[Pause] = (),
    extension: Extension | None = None,
) -> Clock:
    """The due moments of a dossier received at ``start``.

    ``cutoff`` is ``None``, ``"HH:MM"`` or ``"last_hour"``. ``ClockError`` for events that contradict each
    other: overlapping pauses, an event before reception, an extension that is no working moment or is not
    later than what it replaces; and when the calendar has no working time left.
    """
    received = minutes_of(start)
    spans: list[Span] = [
        (minutes_of(p.from_), NEVER if p.to is None else minutes_of(p.to), p.cause) for p in pauses
    ]
    events = Events(
        calendar=calendar,
        limit=limit,
        received=received,
        cutoff=read_cutoff(cutoff),
        spans=in_order(spans, received=received),
        extension=None if extension is None else (minutes_of(extension.at), minutes_of(extension.due_at)),
    )
    found = reckon(events)
    return Clock(
        starts_at=moment_of(found.starts),
        legal_due_at=None if found.legal_due is None else moment_of(found.legal_due),
        indicator_due_at=None if found.indicator_due is None else moment_of(found.indicator_due),
        paused_since=None if found.paused_since is None else moment_of(found.paused_since),
        events=events,
    )


def reckon(events: Events) -> Moments:
    """The arithmetic of ``run`` in whole minutes, for who has many to do."""
    calendar, limit, received, _, spans, extension = events
    started, _ = _start(events)
    if extension and extension[0] < received:
        raise ClockError("the extension is given before the dossier was received")
    legal = Line(calendar=calendar, limit=limit, started=started, restarts=True)
    indicator = legal
    if spans or extension:
        legal.follow(spans=spans, extension=extension)
        if any(cause == "supplement" for _, _, cause in spans):
            indicator = Line(calendar=calendar, limit=limit, started=started, restarts=False)
            indicator.follow(spans=spans, extension=extension)
    return Moments(
        started,
        None if legal.held_until == NEVER else legal.due,
        None if indicator.held_until == NEVER else indicator.due,
        spans[-1][0] if spans and spans[-1][1] == NEVER else None,
    )


def in_order(spans: list[Span], *, received: int) -> list[Span]:
    """Pauses in the order of their beginning; ``ClockError`` when they overlap or contradict themselves."""
    for begins, ends, cause in spans:
        if cause not in CAUSES:
            raise ClockError(f"{cause!r} is not a cause of a pause: {', '.join(sorted(CAUSES))}")
        if ends < begins:
            raise ClockError(f"the pause of {moment_of(begins):%Y-%m-%dT%H:%M} ends before it begins")
        if begins < received:
            raise ClockError(f"the pause of {moment_of(begins):%Y-%m-%dT%H:%M} begins before reception")
    if len(spans) > 1:
        spans.sort()
        for (_, ends, _), (begins, _, _) in pairwise(spans):
            if begins < ends:
                raise ClockError(f"a pause begins at {moment_of(begins):%Y-%m-%dT%H:%M} while another runs")
    return spans


def read_cutoff(cutoff: str | None) -> int | Literal["last_hour"] | None:
    """The cut-off as minutes since midnight, ``"last_hour"`` or ``None``; ``ClockError`` otherwise."""
    if cutoff is None:
        return None
    return "last_hour" if cutoff == "last_hour" else read_time(cutoff)


def _start(events: Events) -> tuple[int, Why]:
    """Start rules 2 and 3; the moment at which the clock starts, and why it is not the one of reception."""
    calendar, limit, received, cutoff, _, _ = events
    if limit.kind == "clock_hours":
        return received, "plain_time"
    day, minute = divmod(received, DAY)
    hours = calendar.hours(day)
    if not hours:
        return calendar.next_working(received), "day_off"
    close = hours[-1][1]
    if minute >= close:
        return calendar.next_working(received), "after_close"
    if cutoff is not None and minute >= (close - HOUR if cutoff == "last_hour" else cutoff):
        return calendar.next_working(day * DAY + close), "cut_off"
    started = calendar.next_working(received)
    if started == received:
        return started, "in_hours"
    return started, "before_opening" if minute < hours[0][0] else "break"


def _steps(events: Events, *, restarts: bool) -> tuple[Step, ...]:
    started, why = _start(events)
    line = Line(calendar=events.calendar, limit=events.limit, started=started, restarts=restarts, traced=True)
    line.follow(spans=events.spans, extension=events.extension)
    return (Started(moment_of(events.received), moment_of(started), why), *(line.steps or ()))

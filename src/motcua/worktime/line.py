"""One due moment on its way through the events, in whole minutes (see moments.py)."""

from collections.abc import Sequence

from .calendars import Calendar
from .errors import ClockError
from .limits import Limit, months_after
from .moments import DAY, date_of, day_of, moment_of
from .trace import Counted, CountedDates, Due, Effect, Extended, Paused, Step

NEVER = 1 << 62
"""The end of a pause that is still running."""

Span = tuple[int, int, str]
"""A pause: from, to (or ``NEVER``), cause."""


class Line:
    """One due moment on its way through the events: the legal one, or the indicator's (never restarts)."""

    __slots__ = (
        "calendar",
        "counted_from",
        "day",
        "due",
        "extended",
        "held_until",
        "limit",
        "restarts",
        "started",
        "steps",
    )

    def __init__(
        self, *, calendar: Calendar, limit: Limit, started: int, restarts: bool, traced: bool = False
    ) -> None:
        """``traced`` keeps the steps in ``steps``; without it the arithmetic is all that is done."""
        self.calendar = calendar
        self.limit = limit
        self.restarts = restarts
        self.steps: list[Step] | None = [] if traced else None
        self.extended = False
        self.held_until = 0
        self._begin(started)

    def follow(self, *, spans: Sequence[tuple[int, int, str]], extension: tuple[int, int] | None) -> None:
        """Apply the events in order."""
        for span in spans:
            if extension and span[0] >= extension[0]:
                self._extend(at=extension[0], due=extension[1])
                extension = None
            self._pause(begins=span[0], ends=span[1], cause=span[2])
        if extension:
            self._extend(at=extension[0], due=extension[1])
        if self.steps is not None and self.held_until != NEVER:
            self._flush(self.due)
            due_date = date_of(self.day) if self.limit.in_dates and not self.extended else None
            self.steps.append(Due(moment_of(self.due), due_date))

    def _begin(self, started: int) -> None:
        """Count the whole limit from there."""
        self.started = started
        self.due, self.day = self._whole(started)
        self.counted_from: int | None = started
        if self.steps is not None and self.limit.in_dates:
            self.counted_from = None
            self.steps.append(CountedDates(date_of(started // DAY), date_of(self.day)))

    def _whole(self, started: int) -> tuple[int, int]:
        """The due moment of the whole limit, and its date before off days move it (0 for minutes)."""
        limit, calendar = self.limit, self.calendar
        if limit.kind == "clock_hours":
            return started + limit.minutes, 0
        if limit.minutes:
            return calendar.earliest(calendar.elapsed(started) + limit.minutes), 0
        day = _due_day(calendar=calendar, limit=limit, day=started // DAY)
        return calendar.close(calendar.working_date_from(day)), day

    def _flush(self, until: int) -> None:
        """Note the minutes counted since the clock last went on."""
        if self.steps is None:
            return
        since, self.counted_from = self.counted_from, None
        if since is None or until <= since:
            return
        plain = self.limit.kind == "clock_hours"
        minutes = until - since if plain else self.calendar.elapsed(until) - self.calendar.elapsed(since)
        self.steps.append(Counted(moment_of(since), moment_of(until), minutes, plain))

    def _pause(self, *, begins: int, ends: int, cause: str) -> None:
        traced = self.steps is not None
        if begins >= self.due:
            if traced:
                self._flush(self.due)
                self._note(cause=cause, begins=begins, ends=ends, effect="too_late")
            return
        if ends <= self.started:
            if traced:
                self._note(cause=cause, begins=begins, ends=ends, effect="before_start")
            return
        self.held_until = ends
        if traced:
            self._flush(begins)
        if ends == NEVER:
            if traced:
                self._note(cause=cause, begins=begins, ends=ends, effect="running")
        elif self.restarts and cause == "supplement":
            self._restart(begins=begins, ends=ends)
        else:
            self._go_on(begins=begins, ends=ends, cause=cause)

    def _restart(self, *, begins: int, ends: int) -> None:
        """The limit in full from the moment when the dossier is complete. (NĐ 61/2018 art. 19.4)"""
        plain = self.limit.kind == "clock_hours"
        resumes = ends if plain else self.calendar.next_working(ends)
        if self.extended:
            promised, moved, _ = self._moved(begins=max(begins, self.started), ends=ends)
            if self._whole(resumes)[0] < promised:
                # The citizen holds a letter with the later moment.
                self._note(cause="supplement", begins=begins, ends=ends, effect="promised", resumes=resumes)
                self.started, self.due = resumes, promised
                self.day = self._day_moved(moved) if moved else self.day
                return
        self.extended = False
        if self.steps is not None:
            self._note(cause="supplement", begins=begins, ends=ends, effect="restarts", resumes=resumes)
        self._begin(resumes)

    def _go_on(self, *, begins: int, ends: int, cause: str) -> None:
        """What was left, counted on from the end of the pause."""
        due, moved, left = self._moved(begins=max(begins, self.started), ends=ends)
        before = self.day
        if moved:
            self.day = self._day_moved(moved)
        if self.steps is not None:
            if self.limit.minutes:
                resumes = ends if self.limit.kind == "clock_hours" else self.calendar.next_working(ends)
                self._note(
                    cause=cause, begins=begins, ends=ends, effect="goes_on", resumes=resumes, left=left
                )
                self.counted_from = resumes
            elif moved:
                self._note(
                    cause=cause, begins=begins, ends=ends, effect="goes_on", moved=moved, before=before
                )
            else:
                self._note(cause=cause, begins=begins, ends=ends, effect="same_date")
        self.due = due

    def _moved(self, *, begins: int, ends: int) -> tuple[int, int, int]:
        """The due moment when the clock goes on after a pause, the dates that it moves, the minutes left."""
        calendar = self.calendar
        if self.limit.kind == "clock_hours":
            return self.due + ends - begins, 0, self.due - begins
        if self.limit.minutes:
            left = calendar.elapsed(self.due) - calendar.elapsed(begins)
            if not left:
                return calendar.next_working(ends), 0, 0
            return calendar.earliest(calendar.elapsed(ends) + left), 0, left
        first, last = begins // DAY, ends // DAY
        if self.limit.in_working_dates:
            touched = calendar.working_dates(first=first, last=last)
        else:
            touched = last - first + 1
        moved = max(touched - 1, 0)
        if not moved:
            return self.due, 0, 0
        return calendar.close(calendar.working_date_from(self._day_moved(moved))), moved, 0

    def _day_moved(self, moved: int) -> int:
        if self.limit.in_working_dates:
            return self.calendar.working_date_after(day=self.day, n=moved)
        return self.day + moved

    def _extend(self, *, at: int, due: int) -> None:
        calendar = self.calendar
        if at < self.held_until:
            raise ClockError("an extension is not given while a pause holds the clock")
        if due <= self.due:
            raise ClockError("an extension is later than the due moment that it replaces")
        if due <= at:
            raise ClockError("an extension is later than the moment at which it is given")
        day = self._date_of(due)
        if calendar.next_working(due) != due and not (calendar.hours(day) and calendar.close(day) == due):
            raise ClockError("an extension ends at a working moment or at the close of a working date")
        self._flush(self.due)
        if self.steps is not None:
            self.steps.append(Extended(moment_of(at), moment_of(self.due), moment_of(due)))
        self.due, self.day, self.extended = due, day, True

    def _date_of(self, due: int) -> int:
        """The date of a due moment; midnight that is the close of a date belongs to that date."""
        day, minute = divmod(due, DAY)
        if not minute and self.calendar.hours(day - 1) and self.calendar.close(day - 1) == due:
            return day - 1
        return day

    def _note(
        self,
        *,
        cause: str,
        begins: int,
        ends: int,
        effect: Effect,
        resumes: int | None = None,
        left: int = 0,
        moved: int = 0,
        before: int | None = None,
    ) -> None:
        if self.steps is None:
            return
        self.steps.append(
            Paused(
                cause=cause,
                from_at=moment_of(begins),
                to_at=None if ends == NEVER else moment_of(ends),
                effect=effect,
                resumes_at=None if resumes is None else moment_of(resumes),
                left=left,
                moved=moved,
                from_date=None if before is None else date_of(before),
                to_date=None if before is None else date_of(self.day),
            )
        )


def _due_day(*, calendar: Calendar, limit: Limit, day: int) -> int:
    """The date that is due when the limit, counted in dates, starts on that day, before off days move it."""
    if limit.kind == "at_once":
        return day
    n = int(limit.n)
    if limit.kind == "days":
        return day + n
    if limit.kind == "months":
        return day_of(months_after(day=date_of(day), n=n))
    return calendar.working_date_after(day=day, n=n)

"""A clock said aloud: each step a sentence or a few, in Vietnamese or English."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from .calendars import Calendar
from .clock import Clock
from .limits import Limit
from .moments import DAY, date_of, day_of, minutes_of, write_time
from .trace import Counted, CountedDates, Due, Extended, Paused, Started, Step
from .words import SENTENCES, checked, said_amount, said_date, said_moment


def explain(clock: Clock, language: str = "vi") -> list[str]:
    """Sentences for the citizen: start, why it moved, days used, pauses, holidays met, what is due.

    Full days that follow each other are one sentence, so that months do not fill pages. Where the indicator's
    due moment (QĐ 766) differs, its own sentences follow. ``ClockError`` for another language.
    """
    said = _Said(calendar=clock.calendar, limit=clock.limit, language=checked(language))
    sentences = [text for step in clock.steps for text in said.step(step)]
    if clock.indicator_due_at != clock.legal_due_at:
        sentences.append(said.sentence("indicator"))
        # The start is the same.
        sentences += [text for step in clock.indicator_steps[1:] for text in said.step(step)]
    return sentences


class _Stretch(NamedTuple):
    """Days that follow each other and are said together."""

    kind: str
    first: int
    last: int
    minutes: int = 0
    days: int = 1
    name: str = ""
    intervals: str = ""
    over_weekend: bool = False


class _Said:
    """Knows the calendar, the limit and the language; every method gives sentences."""

    def __init__(self, *, calendar: Calendar, limit: Limit, language: str) -> None:
        self.calendar = calendar
        self.limit = limit
        self.language = language

    def sentence(self, name: str, /, **holes: object) -> str:
        text = SENTENCES[self.language][name].format(**holes)
        return text[:1].upper() + text[1:]

    def step(self, step: Step) -> Iterator[str]:
        """The sentences of one step."""
        if isinstance(step, Started):
            yield from self._started(step)
        elif isinstance(step, Counted):
            yield from self._counted(step)
        elif isinstance(step, CountedDates):
            yield from self._counted_dates(step)
        elif isinstance(step, Paused):
            yield from self._paused(step)
        elif isinstance(step, Extended):
            yield self.sentence(
                "extended",
                at=said_moment(step.at),
                replaced=said_moment(step.replaced_at),
                due=said_moment(step.due_at),
            )
        else:
            yield from self._due(step)

    def _date(self, day: date) -> str:
        return said_date(day, language=self.language)

    def _day(self, day: int) -> str:
        return self._date(date_of(day))

    def _amount(self, minutes: int) -> str:
        return said_amount(minutes, language=self.language)

    def _name(self, day: int) -> str:
        name = self.calendar.off_name(day)
        return f" ({name})" if name else ""

    def _started(self, step: Started) -> Iterator[str]:
        yield self.sentence(
            step.why,
            received=said_moment(step.received_at),
            starts=said_moment(step.starts_at),
            name=self._name(day_of(step.received_at.date())),
        )
        limit = self.limit
        name = "whole_days" if limit.counting == "whole_days" else limit.kind
        n = f"{limit.n:g}" if isinstance(limit.n, float) else limit.n
        if self.language == "vi":
            n = str(n).replace(".", ",")
        yield self.sentence(f"limit_{name}", n=n, amount=self._amount(limit.minutes))

    def _counted(self, step: Counted) -> Iterator[str]:
        if step.plain:
            amount = self._amount(step.minutes)
            yield self.sentence(
                "plain", first=said_moment(step.from_at), last=said_moment(step.to_at), amount=amount
            )
            return
        begins, ends = minutes_of(step.from_at), minutes_of(step.to_at)
        for stretch in _together(self._days_used(begins=begins, ends=ends)):
            yield self._stretch(stretch)

    def _days_used(self, *, begins: int, ends: int) -> Iterator[_Stretch]:
        """Each day from one moment to another, and what was used of it."""
        for day in range(begins // DAY, (ends - 1) // DAY + 1):
            hours = self.calendar.hours(day)
            if not hours:
                yield self._off(day)
                continue
            used = [
                (max(start, begins - day * DAY), min(end, ends - day * DAY))
                for start, end in hours
                if start < ends - day * DAY and end > begins - day * DAY
            ]
            minutes = sum(end - start for start, end in used)
            intervals = ", ".join(f"{write_time(start)}–{write_time(end)}" for start, end in used)
            kind = "full" if minutes == sum(end - start for start, end in hours) else "part"
            if minutes:
                kind = "make_up" if self.calendar.is_make_up(day) else kind
                yield _Stretch(kind, day, day, minutes=minutes, intervals=intervals)

    def _off(self, day: int) -> _Stretch:
        name = self.calendar.off_name(day)
        if name is None:
            return _Stretch("weekend", day, day)
        return _Stretch("holiday", day, day, name=f" ({name})" if name else "")

    def _stretch(self, stretch: _Stretch) -> str:
        kind = stretch.kind if stretch.first == stretch.last else f"{stretch.kind}_many"
        return self.sentence(
            kind,
            day=self._day(stretch.first),
            first=self._day(stretch.first),
            last=self._day(stretch.last),
            days=stretch.days,
            amount=self._amount(stretch.minutes),
            name=stretch.name,
            intervals=stretch.intervals,
            weekend=SENTENCES[self.language]["weekend_inside"] if stretch.over_weekend else "",
        )

    def _counted_dates(self, step: CountedDates) -> Iterator[str]:
        limit, first, last = self.limit, step.start_date, step.due_date
        name = "whole_days" if limit.kind == "working_days" else limit.kind
        clipped = ""
        if limit.kind == "months" and first.day != last.day:
            clipped = SENTENCES[self.language]["clipped"].format(day=first.day)
        yield self.sentence(
            f"dates_{name}", first=self._date(first), last=self._date(last), n=limit.n, clipped=clipped
        )
        if name == "whole_days":
            yield from self._nth_days(first=day_of(first) + 1, last=day_of(last))

    def _nth_days(self, *, first: int, last: int) -> Iterator[str]:
        """Working dates with their number, days off with their name."""
        counted = 0
        for stretch in _together(self._dates(first=first, last=last)):
            if stretch.kind in ("holiday", "weekend"):
                yield self._stretch(stretch)
                continue
            n, counted = counted + 1, counted + stretch.days
            kind = "nth_make_up" if stretch.kind == "make_up" else "nth"
            yield self.sentence(
                kind if stretch.first == stretch.last else "nth_many",
                day=self._day(stretch.first),
                first=self._day(stretch.first),
                last=self._day(stretch.last),
                n=n,
                m=counted,
                weekend=SENTENCES[self.language]["weekend_inside"] if stretch.over_weekend else "",
            )

    def _dates(self, *, first: int, last: int) -> Iterator[_Stretch]:
        for day in range(first, last + 1):
            if self.calendar.hours(day):
                yield _Stretch("make_up" if self.calendar.is_make_up(day) else "full", day, day)
            else:
                yield self._off(day)

    def _paused(self, step: Paused) -> Iterator[str]:
        cause = SENTENCES[self.language][step.cause]
        begins = said_moment(step.from_at)
        if step.effect == "running":
            yield self.sentence("running", begins=begins, cause=cause)
            return
        if step.to_at is None:
            opening = self.sentence("too_late_running", begins=begins, cause=cause)
        else:
            opening = self.sentence("pause", begins=begins, ends=said_moment(step.to_at), cause=cause)
        resumes = "" if step.resumes_at is None else said_moment(step.resumes_at)
        effect: str = step.effect
        if step.moved:
            effect = "moved_working" if self.limit.in_working_dates else "moved"
        elif effect == "goes_on" and not step.left:
            effect = "nothing_left"
        yield opening + self.sentence(
            effect,
            left=self._amount(step.left),
            resumes=resumes,
            n=step.moved,
            before="" if step.from_date is None else self._date(step.from_date),
            after="" if step.to_date is None else self._date(step.to_date),
        )
        if step.from_date and step.to_date and self.limit.in_working_dates:
            passed = self._dates(first=day_of(step.from_date) + 1, last=day_of(step.to_date))
            for stretch in _together(day for day in passed if day.kind == "holiday"):
                yield self._stretch(stretch)

    def _due(self, step: Due) -> Iterator[str]:
        due = said_moment(step.due_at)
        if step.due_date is None:
            yield self.sentence("due", due=due)
            return
        # A close at midnight is the end of the date before.
        due_date = (step.due_at - timedelta(minutes=1)).date()
        if due_date != step.due_date:
            yield self.sentence(
                "off_moved",
                day=self._date(step.due_date),
                name=self._name(day_of(step.due_date)),
                after=self._date(due_date),
            )
            between = self._dates(first=day_of(step.due_date) + 1, last=day_of(due_date) - 1)
            for stretch in _together(day for day in between if day.kind == "holiday"):
                yield self._stretch(stretch)
        yield self.sentence("due_close", due=due)


def _together(days: Iterable[_Stretch]) -> list[_Stretch]:
    """Days of one kind that follow each other as one stretch; weekly days off inside it do not break it."""
    stretches: list[_Stretch] = []
    for day in days:
        if stretches and stretches[-1].kind == "weekend" and day.kind in ("full", "holiday"):
            gap = stretches.pop()
            if not stretches or not _alike(stretches[-1], day) or stretches[-1].last + 1 != gap.first:
                stretches.append(gap)
            else:
                stretches[-1] = stretches[-1]._replace(last=gap.last, over_weekend=True)
        if stretches and _alike(stretches[-1], day) and stretches[-1].last + 1 == day.first:
            last = stretches[-1]
            stretches[-1] = last._replace(
                last=day.last, minutes=last.minutes + day.minutes, days=last.days + 1
            )
        else:
            stretches.append(day)
    return stretches


def _alike(a: _Stretch, b: _Stretch) -> bool:
    return a.kind == b.kind and a.name == b.name and a.kind in ("full", "holiday", "weekend")

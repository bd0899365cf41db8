"""Many clocks from a file: one JSON line in, one JSON line out, in order."""

import json
import os
import re
from codecs import BOM_UTF8
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.pool import AsyncResult
from typing import Any

from .calendars import DEFAULT_CALENDAR, Calendar
from .clock import Events, Moments, in_order, read_cutoff, reckon
from .errors import ClockError
from .limits import Limit
from .line import NEVER, Span
from .moments import DAY, date_of, day_of, minutes_of, read_date, read_moment, write_time

_TIMES = tuple(write_time(minute) for minute in range(DAY))
_MINUTES = {text: minute for minute, text in enumerate(_TIMES)}
_CALENDAR = re.compile(r'"calendar"\s*:\s*(?=\{)')
_DECODER = json.JSONDecoder()
_MARK = "@"
_PAUSE = {"cause", "from", "to"}
_AT_ONCE = 2000
"""Lines that a process is given at a time."""


def answers(lines: Iterable[bytes], *, calendar: Calendar = DEFAULT_CALENDAR) -> Iterator[str]:
    """One answer for each line that is not blank, in order.

    ``calendar`` is for the lines that name none. Short inputs are computed here; longer ones by one process
    for each processor, a few thousand lines at a time, so that memory does not grow with the input.
    """
    asked = (line for line in lines if line.strip())
    first = list(islice(asked, _AT_ONCE))
    if first:
        first[0] = first[0].removeprefix(BOM_UTF8)
    processors = os.cpu_count() or 1
    if len(first) < _AT_ONCE or processors == 1:
        yield from map(Batch(calendar=calendar).answer, chain(first, asked))
        return
    # Spawned, not forked: whoever calls may have threads.
    spawned = get_context("spawn")
    with spawned.Pool(processors, initializer=_prepare, initargs=(calendar.to_dict(),)) as pool:
        portions = chain([first], iter(lambda: list(islice(asked, _AT_ONCE)), []))
        waiting: deque[AsyncResult[list[str]]] = deque()
        for portion in portions:
            waiting.append(pool.apply_async(_answer_all, (portion,)))
            if len(waiting) > 2 * processors:
                yield from waiting.popleft().get()
        while waiting:
            yield from waiting.popleft().get()


_BATCHES: list["Batch"] = []
"""The batch of a worker process, kept so that the calendars it has read serve every portion."""


def _prepare(calendar: dict[str, Any]) -> None:
    _BATCHES[:] = [Batch(calendar=Calendar.from_dict(calendar))]


def _answer_all(lines: list[bytes]) -> list[str]:
    return list(map(_BATCHES[0].answer, lines))


class Batch:
    """Answers lines, and keeps the calendars and limits that it has read: lines mostly share a few."""

    def __init__(self, *, calendar: Calendar = DEFAULT_CALENDAR) -> None:
        """``calendar`` is for the lines that name none."""
        self._default = calendar
        self._recent: list[str] = []
        self._calendars: dict[str, Calendar] = {}
        self._limits: dict[str, Limit] = {}
        self._days: dict[str, int] = {}
        self._dates: dict[int, str] = {}

    def answer(self, line: bytes) -> str:
        """The due moments, or ``{"id": …, "error": "…"}`` for a line that cannot be computed; as JSON."""
        asked: Any = None
        try:
            rest, calendar = self._without_calendar(line.decode())
            asked = json.loads(rest)
            if not isinstance(asked, dict):
                raise ClockError("a line is a JSON object")
            found = self._reckon(asked, calendar=calendar)
            starts, legal, indicator, since = map(self._written, found)
            paused = "" if found.paused_since is None else f', "paused_since": {since}'
            return (
                f'{{"id": {json.dumps(asked.get("id"))}, "starts_at": {starts}, "legal_due_at": {legal}, '
                f'"indicator_due_at": {indicator}{paused}}}'
            )
        except ClockError as error:
            problem = str(error)
        except UnicodeDecodeError:
            problem = "the line is not UTF-8"
        except (ValueError, RecursionError) as error:
            problem = f"the line is not JSON: {error}"
        return json.dumps({"id": asked.get("id") if isinstance(asked, dict) else None, "error": problem})

    def _reckon(self, asked: dict[str, Any], *, calendar: str) -> Moments:
        """Keys that the format does not know are the caller's own; inside its parts they are refused."""
        if "from" not in asked or "limit" not in asked:
            raise ClockError('a line has "from" and "limit"')
        received = self._moment(asked["from"])
        events = Events(
            self._calendar(asked.get("calendar"), text=calendar),
            self._limit(asked["limit"]),
            received,
            read_cutoff(asked.get("cutoff")),
            in_order(self._pauses(asked.get("pauses")), received=received),
            self._extension(asked.get("extension")),
        )
        return reckon(events)

    def _moment(self, text: object) -> int:
        """``read_moment`` in whole minutes, dates and times of day remembered."""
        if isinstance(text, str) and len(text) == 16 and text[10] == "T":
            day, minute = self._days.get(text[:10]), _MINUTES.get(text[11:])
            if day is None:
                day = self._days[text[:10]] = day_of(read_date(text[:10]))
            if minute is not None:
                return day * DAY + minute
        return minutes_of(read_moment(text))

    def _written(self, moment: int | None) -> str:
        if moment is None:
            return "null"
        day, minute = divmod(moment, DAY)
        text = self._dates.get(day)
        if text is None:
            text = self._dates[day] = date_of(day).isoformat()
        return f'"{text}T{_TIMES[minute]}"'

    def _without_calendar(self, line: str) -> tuple[str, str]:
        """The line with a mark in the calendar's place, and the calendar's text (``""``: nothing taken).

        Reading the same calendar again and again would cost more than all the arithmetic.
        """
        found = _CALENDAR.search(line)
        if found is None:
            return line, ""
        begins = found.end()
        for text in self._recent:
            if line.startswith(text, begins):
                break
        else:
            try:
                text = line[begins : _DECODER.raw_decode(line, begins)[1]]
            except ValueError:
                return line, ""
            self._recent.insert(0, text)
            del self._recent[8:]
        return f'{line[:begins]}"{_MARK}"{line[begins + len(text) :]}', text

    def _calendar(self, given: object, *, text: str) -> Calendar:
        """The calendar of a line: ``text`` where the mark stands for it, else as given, else the default."""
        if given is None:
            return self._default
        if not text or given != _MARK:
            return Calendar.from_dict(given)
        calendar = self._calendars.get(text)
        if calendar is None:
            calendar = Calendar.from_dict(json.loads(text))
            if len(self._calendars) >= 1000:
                self._calendars.clear()
            self._calendars[text] = calendar
        return calendar

    def _limit(self, given: object) -> Limit:
        key = repr(given)
        limit = self._limits.get(key)
        if limit is None:
            limit = Limit.from_dict(given)
            if len(self._limits) >= 1000:
                self._limits.clear()
            self._limits[key] = limit
        return limit

    def _pauses(self, given: object) -> list[Span]:
        if given is None:
            return []
        if not isinstance(given, list):
            raise ClockError('"pauses" is a list')
        spans = []
        for pause in given:
            if not isinstance(pause, dict) or pause.keys() | {"to"} != _PAUSE:
                raise ClockError('a pause is an object with "cause", "from" and "to"')
            cause, ends = pause["cause"], pause.get("to")
            if not isinstance(cause, str):
                raise ClockError(f"{cause!r} is not a cause of a pause")
            spans.append((self._moment(pause["from"]), NEVER if ends is None else self._moment(ends), cause))
        return spans

    def _extension(self, given: object) -> tuple[int, int] | None:
        if given is None:
            return None
        if not isinstance(given, dict) or given.keys() != {"at", "due_at"}:
            raise ClockError('an extension is an object with "at" and "due_at"')
        return self._moment(given["at"]), self._moment(given["due_at"])

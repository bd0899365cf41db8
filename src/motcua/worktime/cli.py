"""``motcua clock``: due moments by hand, and many of them from a file."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from .batch import answers
from .calendars import DEFAULT_CALENDAR, Calendar
from .clock import CAUSES, Clock, Extension, Pause, run
from .errors import ClockError
from .explain import explain
from .limits import Limit
from .moments import read_moment
from .words import SENTENCES, said_moment


def main(argv: list[str]) -> int:
    """Run the command; 0, or 2 with a message on standard error when it cannot compute what was asked."""
    asked = _parser().parse_args(argv)
    try:
        calendar = DEFAULT_CALENDAR if asked.calendar is None else _calendar(asked.calendar)
        if asked.batch is not None:
            _batch(path=asked.batch, calendar=calendar)
        elif asked.start is None or asked.limit is None:
            raise ClockError("give --from and --limit, or --batch FILE")
        else:
            print("\n".join(_said(_clock(asked, calendar=calendar), language=asked.lang)))
    except (ClockError, OSError) as error:
        print(f"motcua clock: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="motcua clock", description="When is it due, and why. Moments are local: 2020-06-09T14:30"
    )
    parser.add_argument("--from", dest="start", metavar="MOMENT", help="when the dossier was received")
    parser.add_argument(
        "--limit",
        metavar="KIND=N",
        help="at_once, hours=8, working_days=3, days=10, months=1, clock_hours=24",
    )
    parser.add_argument("--counting", choices=("to_the_hour", "whole_days"), help="for working_days")
    parser.add_argument("--cutoff", metavar="HH:MM|last_hour", help="of the procedure")
    parser.add_argument(
        "--pause", action="append", default=[], metavar="CAUSE:FROM/TO",
        help=f"may be repeated; an empty TO is still running; causes: {', '.join(sorted(CAUSES))}",
    )  # fmt: skip
    parser.add_argument("--extend", metavar="AT/DUE", help="a leader's new due moment DUE, given at AT")
    parser.add_argument("--calendar", metavar="FILE", help="a calendar in JSON")
    parser.add_argument("--lang", choices=tuple(SENTENCES), default="vi", help="of the explanation")
    parser.add_argument("--batch", metavar="FILE", help="JSON lines in and out; - reads standard input")
    return parser


def _clock(asked: argparse.Namespace, *, calendar: Calendar) -> Clock:
    return run(
        calendar=calendar,
        start=read_moment(asked.start),
        limit=_limit(text=asked.limit, counting=asked.counting),
        cutoff=None if asked.cutoff in (None, "none") else asked.cutoff,
        pauses=[_pause(text) for text in asked.pause],
        extension=None if asked.extend is None else _extension(asked.extend),
    )


def _limit(*, text: str, counting: str | None) -> Limit:
    kind, _, n = text.partition("=")
    given: dict[str, Any] = {kind: True}
    if kind != "at_once" or n:
        try:
            given = {kind: json.loads(n)}
        except ValueError:
            raise ClockError(f"{text!r} is not a limit such as working_days=3") from None
    if counting is not None:
        given["counting"] = counting
    return Limit.from_dict(given)


def _pause(text: str) -> Pause:
    named, _, interval = text.partition(":")
    begins, slash, ends = interval.partition("/")
    if not slash:
        raise ClockError(f"{text!r} is not a pause such as supplement:2020-06-10T09:00/2020-06-12T10:00")
    # run() checks the cause; the type only helps who writes one in Python.
    cause: Any = named
    return Pause(cause, read_moment(begins), read_moment(ends) if ends else None)


def _extension(text: str) -> Extension:
    at, slash, due_at = text.partition("/")
    if not slash:
        raise ClockError(f"{text!r} is not an extension such as 2020-06-12T09:00/2020-06-19T17:00")
    return Extension(at=read_moment(at), due_at=read_moment(due_at))


def _calendar(path: str) -> Calendar:
    try:
        return Calendar.from_dict(json.loads(Path(path).read_bytes()))
    except ClockError as error:
        raise ClockError(f"{path}: {error}") from None
    except ValueError as error:
        raise ClockError(f"{path} is not JSON: {error}") from None


def _said(clock: Clock, *, language: str) -> Iterator[str]:
    """The two due moments first, then the explanation."""
    words = SENTENCES[language]
    for label, due_at in (("legal_label", clock.legal_due_at), ("indicator_label", clock.indicator_due_at)):
        if due_at is not None:
            said = said_moment(due_at)
        else:
            assert clock.paused_since is not None
            said = words["paused_label"].format(begins=said_moment(clock.paused_since))
        yield f"{words[label]}: {said}"
    yield ""
    yield from explain(clock, language)


def _batch(*, path: str, calendar: Calendar) -> None:
    if path == "-":
        _answer(sys.stdin.buffer, calendar=calendar)
    else:
        with Path(path).open("rb") as lines:
            _answer(lines, calendar=calendar)


def _answer(lines: BinaryIO, *, calendar: Calendar) -> None:
    for answer in answers(lines, calendar=calendar):
        sys.stdout.write(answer + "\n")
    sys.stdout.flush()

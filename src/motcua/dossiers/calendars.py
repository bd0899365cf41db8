"""A new calendar for a unit: which open dossiers count with it, what moves, and how all of it is written at once.

One operation for a hundred thousand dossiers: locked and read by two questions, reckoned with what is alike reckoned
once, and poured into the tables (`docs/decisions/0025`). It is the one place where an act touches many dossiers.
"""

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from motcua import worktime
from motcua.base import journal, record
from motcua.dossiers import clock
from motcua.dossiers.lifecycle import IN_SETTLEMENT
from motcua.dossiers.models import ClockEvent
from motcua.organisation import queries as organisation
from motcua.people.who import Who

SHOWN = 50
PORTION = 10_000
KIND = "dossier.calendar"
# Reception is never far from the start of its clock: what the fast way may take for the same.
MINUTE = 60


@dataclass(frozen=True)
class Moved:
    """One open dossier, before and after."""

    dossier_id: UUID
    code: str
    seq: int  # of the new event
    was: tuple[datetime | None, datetime | None]
    becomes: tuple[datetime | None, datetime | None]
    head: tuple[int, bytes]

    @property
    def moves(self) -> bool:
        return self.was != self.becomes


@dataclass
class Tally:
    """What a new calendar does: to how many, and the first few of those whose due date moves."""

    open: int = 0
    moved: int = 0
    later: int = 0
    earlier: int = 0
    untouched: list[str] = field(default_factory=list)  # codes of what cannot be reckoned with the new calendar
    examples: list[Moved] = field(default_factory=list)

    def count(self, one: Moved) -> None:
        self.open += 1
        if not one.moves:
            return
        self.moved += 1
        was, becomes = one.was[0], one.becomes[0]
        if was and becomes and was != becomes:
            self.later += becomes > was
            self.earlier += becomes < was
        if len(self.examples) < SHOWN:
            self.examples.append(one)


def preview(*, units: Collection[UUID], hours: worktime.Calendar, at: datetime) -> Tally:
    """What would move, without locking or writing anything."""
    tally = Tally()
    for one in _recounted(units=units, hours=hours, at=at, locked=False, tally=tally):
        tally.count(one)
    return tally


def recount(
    *, units: Collection[UUID], version_id: UUID, hours: worktime.Calendar, reason: str, by: Who, at: datetime
) -> Tally:
    """Count the open dossiers of these units with the new calendar: events, lines and due dates, in one transaction.

    What has passed its due moment is left alone (`clock.md`).
    """
    tally, portion = Tally(), []
    for one in _recounted(units=units, hours=hours, at=at, locked=True, tally=tally):
        tally.count(one)
        portion.append(one)
        if len(portion) == PORTION:
            _written(portion, version_id=version_id, reason=reason, by=by, at=at)
            portion = []
    _written(portion, version_id=version_id, reason=reason, by=by, at=at)
    return tally


def earliest_start(units: Collection[UUID], *, otherwise: datetime) -> datetime:
    """Since when the oldest open dossier of these units counts: before it no calendar matters to anybody."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(received_at) FROM dossiers_dossier WHERE settling_unit_id = ANY(%s) AND state = ANY(%s)",
            [list(units), [int(s) for s in IN_SETTLEMENT]],
        )
        return cursor.fetchone()[0] or otherwise


def _recounted(
    *, units: Collection[UUID], hours: worktime.Calendar, at: datetime, locked: bool, tally: Tally
) -> Iterator[Moved]:
    rows = _open(units, at=at, locked=locked)
    reckon = _reckoner(hours)
    for dossier_id, events in _events(units):
        if (kept := rows.get(dossier_id)) is None:
            continue
        code, *was, seq, digest = kept
        becomes = reckon(events)
        if becomes is None:
            tally.untouched.append(code)
            continue
        yield Moved(
            dossier_id=dossier_id, code=code, seq=len(events) + 1, was=(was[0], was[1]), becomes=becomes,
            head=(seq, bytes(digest)),
        )  # fmt: skip


def _open(units: Collection[UUID], *, at: datetime, locked: bool) -> dict[UUID, tuple[Any, ...]]:
    """Open dossiers whose due moment has not passed; locked in the order of their ids."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, code, due_at, indicator_due_at, journal_seq, journal_digest FROM dossiers_dossier "
            "WHERE settling_unit_id = ANY(%s) AND state = ANY(%s) AND received_at IS NOT NULL "
            "AND (due_at IS NULL OR due_at > %s) ORDER BY id" + (" FOR NO KEY UPDATE" if locked else ""),
            [list(units), [int(s) for s in IN_SETTLEMENT], at],
        )
        return {row[0]: row[1:] for row in cursor.fetchall()}


def _events(units: Collection[UUID]) -> Iterator[tuple[UUID, list[tuple[str, datetime, str]]]]:
    """(dossier, [(kind, at, data as text)]) of what is open at these units, in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.dossier_id, e.kind, e.at, e.data::text FROM dossiers_clockevent e "
            "JOIN dossiers_dossier d ON d.id = e.dossier_id "
            "WHERE d.settling_unit_id = ANY(%s) AND d.state = ANY(%s) ORDER BY e.dossier_id, e.seq",
            [list(units), [int(s) for s in IN_SETTLEMENT]],
        )
        for dossier_id, own in groupby(cursor.fetchall(), key=itemgetter(0)):
            yield dossier_id, [row[1:] for row in own]


Reckon = Callable[[list[tuple[str, datetime, str]]], tuple[datetime | None, datetime | None] | None]


def _reckoner(hours: worktime.Calendar) -> Reckon:
    """Due moments under the new calendar; None for events that do not go together with it (a promised day now off).

    Who was received in the same minute under the same rule and had the same pauses is due at the same moment.
    """
    known: dict[tuple[Any, ...], tuple[datetime | None, datetime | None] | None] = {}

    def reckon(events: list[tuple[str, datetime, str]]) -> tuple[datetime | None, datetime | None] | None:
        key = tuple((kind, int(at.timestamp()) // MINUTE, data) for kind, at, data in events if kind != "calendar")
        if key not in known:
            made = [
                ClockEvent(seq=seq, kind=kind, at=at, data=json.loads(data))
                for seq, (kind, at, data) in enumerate(events, start=1)
                if kind != "calendar"
            ]
            try:
                found = clock.columns(clock.derive(made, hours=hours))
                known[key] = found["due_at"], found["indicator_due_at"]
            except worktime.ClockError:
                known[key] = None
        return known[key]

    return reckon


def _written(portion: list[Moved], *, version_id: UUID, reason: str, by: Who, at: datetime) -> None:
    """Events, chained lines and the columns that follow, for all of these at once."""
    if not portion:
        return
    lines, events, heads = [], [], []
    request, words = journal.request_id.get(), json.dumps(reason, ensure_ascii=False)
    for one in portion:
        was, becomes = (None if moment is None else journal.moment(moment) for moment in (one.was[0], one.becomes[0]))
        data = {"becomes": becomes, "calendar": str(version_id), "reason": reason, "was": was}
        seq = one.head[0] + 1
        digest = journal.digest(
            subject=one.dossier_id, seq=seq, kind=KIND, actor=by.actor, at=at, request=request, data=data,
            before=one.head[1],
        )  # fmt: skip
        text = _json(calendar=version_id, was=was, becomes=becomes, reason=words)
        lines.append((one.dossier_id, seq, KIND, by.actor, at, request, text, digest))
        events.append((one.dossier_id, one.seq, "calendar", at, text))
        heads.append((one.dossier_id, *one.becomes, seq, digest))
    record.pour(table="dossiers_clockevent", columns=("dossier_id", "seq", "kind", "at", "data"), rows=events)
    record.pour(
        table="base_journalline", columns=("subject", "seq", "kind", "actor", "at", "request", "data", "digest"),
        rows=lines,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE dossiers_dossier d SET due_at = n.due_at, indicator_due_at = n.indicator_due_at, "
            "journal_seq = n.seq, journal_digest = n.digest, last_at = greatest(d.last_at, %s) "
            "FROM unnest(%s::uuid[], %s::timestamptz[], %s::timestamptz[], %s::int[], %s::bytea[]) "
            "AS n(id, due_at, indicator_due_at, seq, digest) WHERE d.id = n.id",
            [at, *(list(column) for column in zip(*heads, strict=True))],
        )


def _json(*, calendar: UUID, was: str | None, becomes: str | None, reason: str) -> str:
    """The data of a line as JSON: made by hand, since a hundred thousand differ in two moments only."""
    before, after = ("null" if moment is None else f'"{moment}"' for moment in (was, becomes))
    return f'{{"becomes":{after},"calendar":"{calendar}","reason":{reason},"was":{before}}}'


def explained(events: list[ClockEvent], *, language: str) -> list[str]:
    """Why it is due when it is, in sentences: the arithmetic, then each change of the calendar and what it moved."""
    said = worktime.explain(clock.derive(events), language=language) if events else []
    with translation.override(language):
        return said + [_change(event) for event in events if event.kind == ClockEvent.Kind.CALENDAR]


def _change(event: ClockEvent) -> str:
    was, becomes = (_read(event.data.get(name)) for name in ("was", "becomes"))
    facts = {
        "day": f"{clock.local(event.at):%d/%m/%Y}",
        "reason": event.data.get("reason", ""),
        "was": was,
        "becomes": becomes,
    }
    if was == becomes:
        return _("Ngày %(day)s lịch làm việc thay đổi (%(reason)s); ngày hẹn không đổi.") % facts
    return _("Ngày %(day)s lịch làm việc thay đổi (%(reason)s): ngày hẹn chuyển từ %(was)s sang %(becomes)s.") % facts


def _read(moment: str | None) -> str:
    return f"{clock.local(datetime.fromisoformat(moment)):%H:%M %d/%m/%Y}" if moment else "—"


def inheritors(unit_id: UUID, *, at: datetime) -> frozenset[UUID]:
    """The unit and everything below it that has no calendar of its own."""
    return organisation.inheritors(unit_id, on=clock.local(at).date())

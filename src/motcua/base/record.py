"""What an act writes, gathered while it runs and sent to the database at its end, in one round trip.

Half of what an act costs is waiting for the database to answer (`docs/decisions/0002`). So commands do not
write as they go: they put rows on the act's sheet. When the act has told its whole story, the sheet chains the
journal lines, folds the changes of a row into one UPDATE, and sends everything through one pipeline. If any
statement fails, the transaction is rolled back and nothing has happened.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, Protocol, TypeVar
from uuid import UUID

import psycopg
from django.db import connection, models

from motcua.base import journal
from motcua.base.models import JournalLine


class Chained(Protocol):
    """A row that carries the head of its own chain of journal lines, and is locked while the act runs."""

    pk: Any
    journal_seq: int
    journal_digest: "bytes | memoryview[int]"


@dataclass
class Sheet:
    inserts: list[models.Model] = field(default_factory=list)
    changes: dict[int, tuple[models.Model, dict[str, None]]] = field(default_factory=dict)
    lines: list[journal.Line] = field(default_factory=list)
    heads: dict[UUID, Chained] = field(default_factory=dict)
    statements: list[tuple[str, list[Any]]] = field(default_factory=list)


_sheet: ContextVar[Sheet | None] = ContextVar("sheet", default=None)
round_trips: ContextVar[int] = ContextVar("round_trips", default=0)


class OutsideAnAct(RuntimeError):
    """A command was called without an act around it."""


def sheet() -> Sheet:
    found = _sheet.get()
    if found is None:
        raise OutsideAnAct("commands write only inside an act")
    return found


@contextmanager
def opened() -> Iterator[Sheet]:
    """A fresh sheet for one act."""
    token = _sheet.set(Sheet())
    try:
        yield sheet()
    finally:
        _sheet.reset(token)


Row = TypeVar("Row", bound=models.Model)


def add(row: Row) -> Row:
    """Insert this row when the act ends. Rows go in the order in which they were added."""
    sheet().inserts.append(row)
    return row


def change(row: models.Model, **values: Any) -> None:
    """Set these columns now in memory, and in the database when the act ends (one UPDATE a row)."""
    fields = sheet().changes.setdefault(id(row), (row, {}))[1]
    for name, value in values.items():
        setattr(row, name, value)
        fields[name] = None


def follow(row: Chained) -> None:
    """The journal of this row goes on from the head that the row carries."""
    sheet().heads[row.pk] = row


def write(*, subject: UUID, kind: str, actor: str, at: datetime, data: dict[str, Any] | None = None) -> None:
    """Leave a line in the journal of this subject. Without one an act is refused."""
    sheet().lines.append(journal.Line(subject=subject, kind=kind, actor=actor, at=at, data=data or {}))


def run(sql: str, params: list[Any]) -> None:
    """A statement of another kind (a job to queue) that goes with the rest at the end of the act."""
    sheet().statements.append((sql, params))


def flush() -> None:
    """Send the whole sheet in one pipeline, inside the running transaction."""
    todo = sheet()
    rows = _chained(todo.lines, heads=todo.heads)
    for head in todo.heads.values():
        if isinstance(head, models.Model) and not head._state.adding:
            change(head, journal_seq=head.journal_seq, journal_digest=head.journal_digest)
    # Rows first: what is changed may point at what is new. A row that is new carries its changes already.
    changes = [(row, fields) for row, fields in todo.changes.values() if fields and not row._state.adding]
    statements = [_insert(row) for row in (*todo.inserts, *rows)]
    statements += [_update(row, tuple(fields)) for row, fields in changes]
    statements += todo.statements
    send(statements)
    for row in (*todo.inserts, *rows):
        row._state.adding = False
        row._state.db = connection.alias


def _chained(lines: Iterable[journal.Line], *, heads: Mapping[UUID, Chained]) -> list[JournalLine]:
    """Turn what an act said into rows that continue each subject's chain; the heads move on with them."""
    ends: dict[UUID, tuple[int, bytes]] = {}
    rows = []
    for line in lines:
        head = heads.get(line.subject)
        seq, before = ends.get(line.subject) or (
            (head.journal_seq, bytes(head.journal_digest)) if head else JournalLine.end_of(line.subject)
        )
        seq += 1
        row = JournalLine(
            subject=line.subject, seq=seq, kind=line.kind, actor=line.actor, at=line.at,
            request=journal.request_id.get(), data=line.data,
        )  # fmt: skip
        row.digest = row.computed_digest(before=before)
        ends[line.subject] = (seq, row.digest)
        rows.append(row)
        if head:
            head.journal_seq, head.journal_digest = seq, row.digest
    return rows


def send(statements: list[tuple[str, list[Any]]]) -> None:
    """Run these statements in order, in one round trip, on Django's own connection."""
    connection.ensure_connection()
    raw = connection.connection
    round_trips.set(round_trips.get() + 1)
    with connection.wrap_database_errors, raw.pipeline(), psycopg.Cursor(raw) as cursor:
        for sql, params in statements:
            cursor.execute(sql, params, prepare=True)


def pour(*, table: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert very many rows now, by COPY, inside the running act: for the one operation that touches a whole city.

    JSON comes as text. The caller chains what must be chained.
    """
    sheet()
    connection.ensure_connection()
    round_trips.set(round_trips.get() + 1)
    names = ", ".join(f'"{name}"' for name in columns)
    raw = connection.connection
    statement = f'COPY "{table}" ({names}) FROM STDIN'
    with connection.wrap_database_errors, psycopg.Cursor(raw) as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


@cache
def _insert_sql(model: type[models.Model]) -> "tuple[str, tuple[models.Field[Any, Any], ...]]":
    fields = tuple(f for f in model._meta.concrete_fields if f.db_default is models.NOT_PROVIDED and not f.generated)
    names = ", ".join(f'"{f.column}"' for f in fields)
    places = ", ".join(["%s"] * len(fields))
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})', fields


def _insert(row: models.Model) -> tuple[str, list[Any]]:
    sql, fields = _insert_sql(type(row))
    return sql, [f.get_db_prep_save(f.pre_save(row, True), connection) for f in fields]


@cache
def _update_sql(
    model: type[models.Model], names: tuple[str, ...]
) -> "tuple[str, tuple[models.Field[Any, Any], ...], tuple[models.Field[Any, Any], ...]]":
    columns = {f.name: f for f in model._meta.concrete_fields} | {f.attname: f for f in model._meta.concrete_fields}
    changed = tuple(columns[name] for name in names)
    keys = tuple(getattr(model._meta, "pk_fields", None) or [model._meta.pk])
    sets = ", ".join(f'"{f.column}" = %s' for f in changed)
    where = " AND ".join(f'"{f.column}" = %s' for f in keys)
    return f'UPDATE "{model._meta.db_table}" SET {sets} WHERE {where}', changed, keys


def _update(row: models.Model, names: tuple[str, ...]) -> tuple[str, list[Any]]:
    sql, changed, keys = _update_sql(type(row), names)
    return sql, [f.get_db_prep_save(getattr(row, f.attname), connection) for f in (*changed, *keys)]

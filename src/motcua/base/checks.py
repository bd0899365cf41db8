"""What `fsck` re-derives here: the chains of the journal, what was answered to repeated calls, who may overwrite.

Every room has such a module: functions that take a `Scope` and yield what does not agree. Most are one question
in SQL whose answer ought to be empty; what must be computed in Python streams through a cursor on the server, in
the order of the key, so that memory stays the same however many dossiers there are. `checks` read all tables and
write none. They can name faults that privileges and constraints exclude, for those can be lifted by who owns the
database.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey

from motcua.base import journal, privileges
from motcua.base.lifecycle import Lifecycle
from motcua.base.models import Kept

BATCH = 2000


@dataclass(frozen=True)
class Fault:
    """Two things that ought to agree and do not. `subject` is a dossier's (an account's, a pack's) id, or a name."""

    subject: UUID | str
    what: str
    expected: str
    found: str


@dataclass(frozen=True)
class Observation:
    """Nothing that is wrong by itself, but that somebody should know: how often it was seen."""

    what: str
    count: int


Finding = Fault | Observation


@dataclass(frozen=True)
class Scope:
    """What is looked at: everything; what has journal lines written since a day; some dossiers; a range of ids.

    `rehash` reads every file again instead of asking only whether it is there. `seen` hears how many rows came.
    """

    since: date | None = None
    subjects: tuple[UUID, ...] = ()
    first: UUID | None = None
    below: UUID | None = None
    rehash: bool = False
    seen: Callable[[int], None] = lambda rows: None

    @property
    def is_everything(self) -> bool:
        return self.since is None and not self.subjects

    def of(self, column: str) -> str:
        """An SQL condition that the id in this column belongs to the scope."""
        said = []
        if self.subjects:
            said.append(f"{column} IN ({texts(self.subjects)})")
        if self.first is not None:
            said.append(f"{column} >= '{self.first}'")
        if self.below is not None:
            said.append(f"{column} < '{self.below}'")
        if self.since is not None:
            touched = f"SELECT subject FROM base_journalline WHERE written_at >= '{self.since.isoformat()}'"
            said.append(f"{column} IN ({touched})")
        return " AND ".join(said) or "TRUE"


Check = Callable[[Scope], Iterator[Finding]]


def rows(scope: Scope, sql: str) -> Iterator[tuple[Any, ...]]:
    """The answer to a question, streamed. JSON comes as text."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while batch := cursor.fetchmany(BATCH):
            scope.seen(len(batch))
            yield from batch


def disagreeing(scope: Scope, sql: str) -> Iterator[Fault]:
    """A fault for each row of (subject, what, expected, found)."""
    for subject, what, expected, found in rows(scope, sql):
        yield Fault(subject, what, _said(expected), _said(found))


def missing(scope: Scope, *, what: str, expected: str, found: str) -> Iterator[Fault]:
    """Compare the answers to two questions as bags of rows (subject, what is said, as text).

    What only the first says is a fault "expected, none"; what only the second says is "none, found".
    """
    for subject, said, surplus in rows(
        scope,
        "SELECT subject, said, sum(times) FROM ("
        f"SELECT subject, said, 1 AS times FROM ({expected}) e(subject, said) "
        f"UNION ALL SELECT subject, said, -1 FROM ({found}) f(subject, said)) both_sides "
        "GROUP BY subject, said HAVING sum(times) <> 0 ORDER BY subject, said",
    ):
        yield Fault(subject, what, said if surplus > 0 else "none", "none" if surplus > 0 else said)


def texts(values: Iterable[Any]) -> str:
    """Words of the house's own code (never what people typed) as a list of SQL literals."""
    return ", ".join(f"'{value}'" for value in values)


def steps_of(lifecycle: Lifecycle) -> str:
    """The table of a lifecycle as SQL: rows of (act, source, target, role), all as text."""
    return ", ".join(
        f"('{s.act}', '{_plain(source)}', '{_plain(s.target)}', '{role}')"
        for s in lifecycle.steps
        for source in s.sources
        for role in sorted(s.who)
    )


def chains(scope: Scope) -> Iterator[Finding]:
    """the chains of the journal"""
    later = 0
    lines = rows(
        scope,
        "SELECT subject::text, seq, kind, actor, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), "
        "request, data, encode(digest, 'hex'), at < written_at - interval '1 hour' "
        f"FROM base_journalline WHERE {scope.of('subject')} ORDER BY subject, seq",
    )
    for subject, own in groupby(lines, key=itemgetter(0)):
        before, last = "", 0
        for _subject, seq, kind, actor, at, request, data, stored, was_later in own:
            later += was_later
            if seq != last + 1:
                yield Fault(UUID(subject), f"journal line {last + 1}", "the line", f"the next is line {seq}")
            else:
                found = _digest(subject, seq, kind, actor, at, request, data, before)
                if found != stored:
                    yield Fault(UUID(subject), f"journal line {seq} ({kind})", found, stored)
            before, last = stored, seq
    if later:
        yield Observation("journal lines entered more than an hour after the moment that they tell", later)


def _no_float(text: str) -> Any:
    raise ValueError(f"{text}: no floats in the journal")


# What `journal.digest` does, from what the database says as text and with an encoder that is made once: three times
# as quick, which is what a city's millions of lines need. The tests hold that both say the same.
_read = json.JSONDecoder(parse_float=_no_float).decode
_written = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def _digest(subject: str, seq: int, kind: str, actor: str, at: str, request: str, data: str, before: str) -> str:
    try:
        line = _written([journal.SCHEME, subject, seq, kind, actor, at, request, _read(data), before])
    except ValueError as fault:
        return f"a line that an act can have written ({fault})"
    return hashlib.sha256(line.encode()).hexdigest()


def answers_given(scope: Scope) -> Iterator[Finding]:
    """answers to repeated calls, and what they are about"""
    # Nearly always the answer is about the series' own subject: that is a join in the order of both keys.
    told = "a.answer->>'subject'"
    said = (
        "SELECT a.subject, 'answer to a repeated call (' || a.act || ')', "
        f"'a journal of ' || coalesce({told}, 'somebody'), NULL FROM base_answer a WHERE {scope.of('a.subject')} AND "
    )
    yield from disagreeing(
        scope,
        f"{said} {told} = a.subject::text AND NOT EXISTS (SELECT FROM base_journalline j WHERE j.subject = a.subject)",
    )
    yield from disagreeing(
        scope,
        f"{said} {told} IS DISTINCT FROM a.subject::text AND NOT EXISTS (SELECT FROM base_journalline j "
        f"WHERE j.subject = CASE WHEN {told} ~ '^[0-9a-f-]{{36}}$' THEN ({told})::uuid END)",
    )


def rights(scope: Scope) -> Iterator[Finding]:
    """what the application's role may overwrite"""
    said = rows(
        scope,
        "SELECT c.relname, p.name FROM pg_class c, (VALUES ('UPDATE'), ('DELETE'), ('TRUNCATE')) p(name) "
        "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') "
        f"AND has_table_privilege('{privileges.ROLE}', c.oid, p.name) ORDER BY 1, 2",
    )
    for name, right in said:
        if right not in privileges.rights(name):
            yield Fault(name, f"rights of {privileges.ROLE}", f"no {right}", right)


def constraints(scope: Scope) -> Iterator[Finding]:
    """constraints that are there and in force"""
    yield from disagreeing(
        scope,
        "SELECT conrelid::regclass::text, conname, 'in force', 'never checked' FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace AND NOT convalidated",
    )
    yield from disagreeing(
        scope,
        "SELECT tgrelid::regclass::text, tgname, 'in force', 'switched off' FROM pg_trigger t "
        "JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE c.relnamespace = 'public'::regnamespace AND t.tgenabled = 'D'",
    )
    there = {
        (relation, name)
        for relation, name in rows(
            scope,
            "SELECT c.relname, o.conname FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid "
            "UNION ALL SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public' "
            "UNION ALL SELECT c.relname, a.attname || ' -> ' || r.relname FROM pg_constraint o "
            "JOIN pg_class c ON c.oid = o.conrelid JOIN pg_class r ON r.oid = o.confrelid "
            "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = o.conkey[1] WHERE o.contype = 'f'",
        )
    }
    for relation, name in sorted(_declared() - there):
        yield Fault(relation, name, "in force", "none")


def _declared() -> set[tuple[str, str]]:
    """The constraints and foreign keys that the models declare, as (table, name)."""
    declared = set()
    for model in apps.get_models():
        if issubclass(model, Kept):
            options = model._meta
            declared |= {(options.db_table, constraint.name) for constraint in options.constraints}
            declared |= {
                (options.db_table, f"{f.column} -> {f.related_model._meta.db_table}")
                for f in options.local_concrete_fields
                if isinstance(f, ForeignKey)
            }
    return declared


def _plain(state: Any) -> Any:
    return getattr(state, "value", state)


def _said(value: Any) -> str:
    return "none" if value is None else str(value)


OF_THE_CITY: tuple[Check, ...] = (rights, constraints)
OF_DOSSIERS: tuple[Check, ...] = (chains, answers_given)

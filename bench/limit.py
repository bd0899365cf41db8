"""The database's own limit: the statements that a life's acts send, recorded once, replayed without the house.

What is kept: every statement in its order, which of them go in one pipeline, BEGIN and COMMIT. What is left out:
Django, pages, PDFs, signatures, files. Each replay invents new ids for what the acts would create, and keeps
those of units, people and versions. The loops are psycopg in several processes, so a little Python remains.
"""

import multiprocessing
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Json, Jsonb
from uuid_utils.compat import uuid7

# ("run", sql, params), ("pipeline", [(sql, params), …]), ("commit",)
Sent = list[tuple[Any, ...]]


class Recorder:
    """Notes what goes to the database, act by act, and how often the client waited for an answer."""

    def __init__(self) -> None:
        self.acts: dict[str, Sent] = {}
        self.trips: dict[str, int] = {}
        self._now = ""

    @contextmanager
    def act(self, name: str) -> Iterator[None]:
        self._now = name
        self.acts[name], self.trips[name] = [], 0
        with self._watching():
            yield
        self._now = ""

    @contextmanager
    def _watching(self) -> Iterator[None]:
        execute, wait = psycopg.Cursor.execute, psycopg.Connection.wait
        leave = psycopg.Connection.commit
        sent, trips = self.acts[self._now], self.trips
        name = self._now

        def noted(cursor: Any, query: Any, params: Any = None, **rest: Any) -> Any:
            statement = (str(query), list(params or []))
            if cursor.connection.pgconn.pipeline_status:
                if not sent or sent[-1][0] != "pipeline":
                    sent.append(("pipeline", []))
                sent[-1][1].append(statement)
            else:
                sent.append(("run", *statement))
            return execute(cursor, query, params, **rest)

        def waited(connection: Any, *args: Any, **rest: Any) -> Any:
            if not connection.pgconn.pipeline_status:
                trips[name] += 1
            return wait(connection, *args, **rest)

        def committed(connection: Any) -> None:
            sent.append(("commit",))
            leave(connection)

        psycopg.Cursor.execute, psycopg.Connection.wait = noted, waited  # type: ignore[method-assign]
        psycopg.Connection.commit = committed  # type: ignore[method-assign]
        try:
            yield
        finally:
            psycopg.Cursor.execute, psycopg.Connection.wait = execute, wait  # type: ignore[method-assign]
            psycopg.Connection.commit = leave  # type: ignore[method-assign]


def ids_in(value: Any) -> Iterator[str]:
    """Every UUID in a parameter, also inside JSON."""
    if isinstance(value, UUID):
        yield str(value)
    elif isinstance(value, Json | Jsonb):
        yield from ids_in(value.obj)
    elif isinstance(value, str):
        try:
            yield str(UUID(value)) if len(value) == 36 else ""
        except ValueError:
            return
    elif isinstance(value, dict):
        for inner in value.values():
            yield from ids_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from ids_in(inner)


def created(acts: dict[str, Sent], *, known: set[str]) -> set[str]:
    """The ids that the recorded life made: those in the statements that no reference table knows."""
    every = {found for sent in acts.values() for one in _statements(sent) for found in ids_in(one[1])}
    return {found for found in every if found} - known


def replayed(acts: dict[str, Sent], *, made: set[str], dsn: str, processes: int, seconds: float) -> float:
    """Lives per second that the database takes from so many loops at once."""
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        counts = pool.starmap(_loop, [(acts, made, dsn, seconds)] * processes)
    return sum(counts) / seconds


def _loop(acts: dict[str, Sent], made: set[str], dsn: str, seconds: float) -> int:
    lives, end = 0, time.perf_counter() + seconds
    with psycopg.connect(dsn, prepare_threshold=0) as connection:
        while time.perf_counter() < end:
            fresh = {old: uuid7() for old in made}
            for sent in acts.values():
                _once(connection, sent, fresh)
            lives += 1
    return lives


def _once(connection: psycopg.Connection[Any], sent: Sent, fresh: dict[str, UUID]) -> None:
    cursor = connection.cursor()
    for one in sent:
        if one[0] == "run":
            cursor.execute(one[1], _renewed(one[2], fresh), prepare=True)
        elif one[0] == "pipeline":
            with connection.pipeline():
                for sql, params in one[1]:
                    cursor.execute(sql, _renewed(params, fresh), prepare=True)
        else:
            connection.commit()
    connection.commit()


def _renewed(params: list[Any], fresh: dict[str, UUID]) -> list[Any]:
    return [fresh.get(str(p), p) if isinstance(p, UUID) else p for p in params]


def _statements(sent: Sent) -> Iterator[tuple[str, list[Any]]]:
    for one in sent:
        if one[0] == "run":
            yield one[1], one[2]
        elif one[0] == "pipeline":
            yield from one[1]


def cores() -> int:
    return os.cpu_count() or 1

"""A question that is asked at every act is compiled once.

Building a queryset and turning it into SQL takes Django longer than PostgreSQL takes to answer it
(`docs/decisions/0011`). `Asked` builds it once with stand-ins for its values, keeps the SQL, and asks it again with
the real values, as a prepared statement. What comes back are the same rows and models.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from threading import Lock
from typing import Any, Generic, TypeVar, cast
from uuid import UUID, uuid4

import psycopg
from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import get_related_populators

Row = TypeVar("Row")
Value = UUID | str | Collection[UUID]


@dataclass(frozen=True)
class _Compiled:
    sql: str
    places: tuple[str | None, ...]  # for each parameter: "name", "name.2" (third of a collection), or None: fixed
    fixed: tuple[Any, ...]
    read: Callable[[list[tuple[Any, ...]]], list[Any]]


class Asked(Generic[Row]):
    """`Asked(build)(name=value, …)` asks `build(name=…)`, which answers a queryset.

    Values are UUIDs, texts, or collections of UUIDs (for `__in`); each must stand in the SQL. A collection of another
    size is another question. What `build` does may depend on which names are given, and on nothing else.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self._build = build
        self._known: dict[tuple[Any, ...], _Compiled] = {}
        self._lock = Lock()

    def __call__(self, **values: Value) -> list[Row]:
        key = tuple((name, None if isinstance(v, UUID | str) else len(v)) for name, v in sorted(values.items()))
        found = self._known.get(key)
        if found is None:
            with self._lock:
                found = self._known.setdefault(key, self._compiled(values))
        flat = dict(_flat(values))
        params = [flat[place] if place else fixed for place, fixed in zip(found.places, found.fixed, strict=True)]
        connection.ensure_connection()
        with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
            rows = cursor.execute(found.sql, params, prepare=True).fetchall()
        return found.read(rows)

    def first(self, **values: Value) -> Row | None:
        """The first row of the answer, or None."""
        return next(iter(self(**values)), None)

    def _compiled(self, values: dict[str, Value]) -> _Compiled:
        stand_ins = {name: _stand_in(value) for name, value in values.items()}
        queryset = self._build(**stand_ins)
        compiler = queryset.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        names = {value: place for place, value in _flat(stand_ins)}
        places = tuple(names.get(param) if isinstance(param, UUID | str) else None for param in params)
        if missing := set(names.values()) - set(places):
            raise ValueError(f"not in the question: {missing}")
        return _Compiled(sql=sql, places=places, fixed=tuple(params), read=_reader(queryset, compiler))


def _stand_in(value: Value) -> Value:
    if isinstance(value, UUID):
        return uuid4()
    return uuid4().hex if isinstance(value, str) else [uuid4() for _ in value]


def _flat(values: dict[str, Any]) -> list[tuple[str, Any]]:
    """Every single value with the place that it has."""
    flat: list[tuple[str, Any]] = []
    for name, value in values.items():
        if isinstance(value, UUID | str):
            flat.append((name, value))
        else:
            flat += [(f"{name}.{n}", one) for n, one in enumerate(value)]
    return flat


def _reader(queryset: Any, compiler: Any) -> Callable[[list[tuple[Any, ...]]], list[Any]]:
    """What makes models (or, for `values_list`, tuples) of the rows: Django's own converters and populators."""
    select, info = compiler.select, compiler.klass_info
    converters = compiler.get_converters([column for column, *_rest in select])
    if info is None or queryset._fields is not None:
        return lambda rows: [tuple(row) for row in compiler.apply_converters(rows, converters)]
    columns = info["select_fields"]
    start, end = columns[0], columns[-1] + 1
    names = [column.target.attname for column, *_rest in select[start:end]]
    populators = cast(Any, get_related_populators)(info, select, connection.alias)

    def read(rows: list[tuple[Any, ...]]) -> list[Any]:
        found = []
        for row in compiler.apply_converters(rows, converters) if converters else rows:
            one = info["model"].from_db(connection.alias, names, row[start:end])
            for populator in populators:
                populator.populate(row, one)
            found.append(one)
        return found

    return read

"""The control wall: what waits, is due, is late or stands still, by unit, field of work and person.

Figures and the lists behind them come from one statement, so that a figure is always the length of its list.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from motcua.dossiers import clock
from motcua.dossiers.lifecycle import IN_SETTLEMENT, State
from motcua.dossiers.models import Dossier
from motcua.organisation import queries as organisation
from motcua.organisation.opening import opening
from motcua.people.models import Role, User
from motcua.people.who import Who

# In the order in which they stand on the wall.
FIGURES = ("waiting", "open", "due_today", "late", "paused", "asked_twice", "after_hours")
# Who sees figures: an inspector what they watch, leaders and heads their unit and everything below it.
WATCHERS = (Role.INSPECTOR, Role.LEADER, Role.HEAD)

# Each dossier that is somebody's business, with a column for every figure. What waits belongs to the unit that must
# receive it, the rest to the unit that settles it: two partial indexes.
_EACH = """
WITH owner AS (SELECT * FROM unnest(%(units)s::uuid[], %(owners)s::uuid[]) AS o(unit, owner)),
hours AS MATERIALIZED (
    SELECT * FROM unnest(%(hours_owners)s::uuid[], %(hours_days)s::date[], %(hours_spans)s::text[])
        AS h(owner, day, spans)
),
each AS (
    SELECT d.id, d.receiving_unit_id AS unit, NULL::uuid AS person, v.code AS procedure, '' AS cause,
        true AS waiting, false AS open, false AS due_today, false AS late, false AS paused, false AS asked_twice,
        false AS after_hours
    FROM dossiers_dossier d JOIN catalogue_procedureversion v ON v.id = d.version_id
    WHERE d.receiving_unit_id = ANY(%(scope)s::uuid[]) AND d.state = {submitted}
    UNION ALL
    SELECT d.id, d.settling_unit_id, d.holder_id, v.code,
        CASE WHEN d.paused_at IS NULL THEN '' ELSE coalesce((
            SELECT e.data->>'cause' FROM dossiers_clockevent e
            WHERE e.dossier_id = d.id AND e.kind = 'pause' ORDER BY e.seq DESC LIMIT 1), '') END,
        false, true,
        d.paused_at IS NULL AND d.due_at >= %(now)s AND d.due_at < %(tomorrow)s,
        coalesce(d.paused_at IS NULL AND d.due_at < %(now)s, false),
        d.paused_at IS NOT NULL, d.requests > 1,
        coalesce(NOT (h.spans::tsmultirange @> (d.received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')), false)
    FROM dossiers_dossier d JOIN catalogue_procedureversion v ON v.id = d.version_id
    LEFT JOIN owner o ON o.unit = d.receiving_unit_id
    LEFT JOIN hours h ON h.owner = o.owner AND h.day = (d.received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
    WHERE d.settling_unit_id = ANY(%(scope)s::uuid[]) AND d.state IN ({settling})
)
""".format(submitted=int(State.SUBMITTED), settling=", ".join(str(int(s)) for s in IN_SETTLEMENT))
_COUNTED = (
    _EACH
    + "SELECT unit, person, procedure, cause, "
    + ", ".join(f"count(*) FILTER (WHERE {name})" for name in FIGURES)
    + " FROM each GROUP BY unit, person, procedure, cause"
)
_OLDEST = """
SELECT min(received_at) FROM dossiers_dossier
WHERE settling_unit_id = ANY(%(scope)s::uuid[]) AND state IN ({settling})
""".format(settling=", ".join(str(int(s)) for s in IN_SETTLEMENT))


@dataclass(frozen=True)
class Wall:
    """Figures of everything in sight, and by what is one step below: units, procedures' codes, persons, causes."""

    total: dict[str, int]
    units: dict[UUID, dict[str, int]]
    procedures: dict[str, dict[str, int]]
    people: dict[UUID | None, dict[str, int]]
    causes: dict[str, int]


def watched_units(who: Who) -> frozenset[UUID]:
    """The units on whose wall this person may look: where they watch or lead, and everything below."""
    return organisation.below(who.units(*WATCHERS))


def wall(scope: Iterable[UUID], *, now: datetime) -> Wall:
    """The figures of these units at a moment, in three questions whatever their number."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, _asked(scope, now=now))
        rows = cursor.fetchall()
    total: Counter[str] = Counter()
    units: dict[UUID, Counter[str]] = {}
    procedures: dict[str, Counter[str]] = {}
    people: dict[UUID | None, Counter[str]] = {}
    causes: Counter[str] = Counter()
    for unit, person, procedure, cause, *counts in rows:
        figures = Counter(dict(zip(FIGURES, counts, strict=True)))
        total.update(figures)
        units.setdefault(unit, Counter()).update(figures)
        procedures.setdefault(procedure, Counter()).update(figures)
        if figures["open"]:  # what waits for reception is nobody's yet, and no work of the unit that settles
            people.setdefault(person, Counter()).update({**figures, "waiting": 0})
        if cause:
            causes[cause] += figures["paused"]
    return Wall(
        total={name: total[name] for name in FIGURES}, units={k: dict(v) for k, v in units.items()},
        procedures={k: dict(v) for k, v in procedures.items()}, people={k: dict(v) for k, v in people.items()},
        causes=dict(causes),
    )  # fmt: skip


def behind(
    figure: str, scope: Iterable[UUID], *, now: datetime, person: UUID | None = None, nobody: bool = False,
    procedures: Iterable[str] = (), cause: str = "",
) -> QuerySet[Dossier]:  # fmt: skip
    """The dossiers behind a figure, what is due first. `nobody`: only what nobody has taken yet.

    Raises `KeyError` for a figure that is not on the wall.
    """
    if figure not in FIGURES:
        raise KeyError(figure)
    asked = _asked(scope, now=now)
    which = [f"each.{figure}"]
    if person is not None:
        which, asked = [*which, "each.person = %(person)s"], asked | {"person": person}
    if nobody:
        which = [*which, "each.person IS NULL", "each.open"]
    if codes := list(procedures):
        which, asked = [*which, "each.procedure = ANY(%(procedures)s)"], asked | {"procedures": codes}
    if cause:
        which, asked = [*which, "each.cause = %(cause)s"], asked | {"cause": cause}
    sql, params = _by_place(f"{_EACH} SELECT id FROM each WHERE {' AND '.join(which)}", asked)
    found = Dossier.objects.filter(pk__in=RawSQL(sql, params))
    return found.select_related("owner", "holder", "settling_unit").order_by("due_at", "submitted_at", "pk")


def names_of(people: Iterable[UUID | None]) -> dict[UUID, str]:
    """Who these officers are."""
    return dict(User.objects.filter(pk__in=[one for one in people if one]).values_list("pk", "full_name"))


def _asked(scope: Iterable[UUID], *, now: datetime) -> dict[str, Any]:
    units, today = list(scope), clock.local(now).date()
    with connection.cursor() as cursor:
        cursor.execute(_OLDEST, {"scope": units})
        oldest = cursor.fetchone()[0]
    owners, hours = opening(units, first=clock.local(oldest).date() if oldest else today, last=today)
    return {
        "scope": units, "now": now, "tomorrow": _midnight_after(today), "units": list(owners),
        "owners": list(owners.values()), "hours_owners": [one[0] for one in hours],
        "hours_days": [one[1] for one in hours], "hours_spans": [one[2] for one in hours],
    }  # fmt: skip


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), tzinfo=clock.TZ)


def _by_place(sql: str, asked: dict[str, Any]) -> tuple[str, list[Any]]:
    """The statement with its values by place: a part of a question of Django's knows no names."""
    values: list[Any] = []
    parts = sql.split("%(")
    text = parts[0]
    for part in parts[1:]:
        name, _bracket, rest = part.partition(")s")
        values.append(asked[name])
        text += "%s" + rest
    return text, values

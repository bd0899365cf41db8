"""How things stand this minute, for those who keep the house running: one cheap question, no names, no codes."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from motcua.dossiers.lifecycle import IN_SETTLEMENT, State

# A notice that could not be sent so often is stuck: somebody should look.
STUCK_ATTEMPTS = 3
WAITING = (State.SUBMITTED, State.WITHDRAWING, State.DONE)
OPEN = (*WAITING, *IN_SETTLEMENT)
# One part for each partial index, so that dossiers that have ended are never touched.
_DOSSIERS = """
SELECT 'dossiers', state::text, count(*), count(*) FILTER (WHERE due_at < %(at)s AND finished_at IS NULL)::float8
FROM dossiers_dossier WHERE {which} GROUP BY state
"""
_REST = """
SELECT 'notices', '', count(*), (count(*) FILTER (WHERE attempts >= %(stuck)s))::float8
FROM notices_notice WHERE sent_at IS NULL AND next_try_at IS NOT NULL
UNION ALL
SELECT 'jobs', status::text, count(*), 0 FROM procrastinate_jobs WHERE status = 'todo' GROUP BY status
UNION ALL
SELECT 'jobs', status::text, count(*), 0 FROM procrastinate_jobs WHERE status = 'doing' GROUP BY status
UNION ALL
SELECT 'worker', '', 0, extract(epoch FROM now() - max(last_heartbeat))::float8 FROM procrastinate_workers
"""


@dataclass(frozen=True)
class Standing:
    """`dossiers`: open and late ones by the national code of their state. `worker_age`: seconds since any worker
    was heard of, None when none was."""

    dossiers: dict[int, tuple[int, int]]
    notices_owed: int
    notices_stuck: int
    jobs: dict[str, int]
    worker_age: float | None


def standing(*, at: datetime) -> Standing:
    """A dossier is late when its due moment has passed and it is not done; what is sent and not yet received has
    no due moment."""
    settling = ", ".join(str(state.value) for state in IN_SETTLEMENT)
    which = [f"state = {state.value}" for state in WAITING] + [f"state IN ({settling})"]
    question = "UNION ALL".join([*(_DOSSIERS.format(which=w) for w in which), _REST])
    with connection.cursor() as cursor:
        cursor.execute(question, {"at": at, "stuck": STUCK_ATTEMPTS})
        rows = cursor.fetchall()
    found: dict[str, dict[str, tuple[int, float | None]]] = {}
    for kind, name, count, more in rows:
        found.setdefault(kind, {})[name] = (count, more)
    owed, stuck = found["notices"][""]
    return Standing(
        dossiers={int(state): (count, int(late or 0)) for state, (count, late) in found.get("dossiers", {}).items()},
        notices_owed=owed,
        notices_stuck=int(stuck or 0),
        jobs={"todo": 0, "doing": 0} | {status: count for status, (count, _) in found.get("jobs", {}).items()},
        worker_age=found["worker"][""][1],
    )


def worker_age() -> float | None:
    """Seconds since any worker was heard of (they say so every ten seconds); None when none was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM now() - max(last_heartbeat))::float8 FROM procrastinate_workers")
        age: float | None = cursor.fetchone()[0]
    return age


def migrations_missing() -> int:
    """How many migrations of this version the database does not have yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return len(_of_this_version() - set(cursor.fetchall()))


@cache
def _of_this_version() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations or ())

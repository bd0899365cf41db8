"""Re-derive what can be re-derived, in every room, and say what does not agree. It reads and never mends."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from motcua.base import checks as base
from motcua.base.checks import Check, Fault, Observation, Scope
from motcua.catalogue import checks as catalogue
from motcua.documents import checks as documents
from motcua.dossiers import checks as dossiers
from motcua.feedback import checks as feedback
from motcua.notices import checks as notices
from motcua.organisation import checks as organisation
from motcua.payments import checks as payments
from motcua.people import checks as people
from motcua.post import checks as post
from motcua.reception import checks as reception
from motcua.registers import checks as registers
from motcua.results import checks as results
from motcua.routing import checks as routing

ROOMS = (
    base, organisation, people, catalogue, documents, dossiers,
    payments, post, results, notices, feedback, registers, reception, routing,
)  # fmt: skip
OF_THE_CITY: tuple[Check, ...] = tuple(check for room in ROOMS for check in room.OF_THE_CITY)
OF_DOSSIERS: tuple[Check, ...] = tuple(check for room in ROOMS for check in room.OF_DOSSIERS)
# More faults than this are counted and not kept.
KEPT = 100
MEMORY = "64MB"  # for one sort or join on the server; larger ones go to its disk


@dataclass
class Report:
    """What was found. `faults` are the first `KEPT`, `found` is how many there were."""

    dossiers: int = 0
    lines: int = 0
    found: int = 0
    faults: list[Fault] = field(default_factory=list)
    observations: Counter[str] = field(default_factory=Counter)

    @property
    def all_is_well(self) -> bool:
        return self.found == 0


Told = Callable[[str, int, int], None]


def run(scope: Scope, *, told: Told = lambda name, place, of: None) -> Report:
    """Look at everything in the scope, as it was at one moment: the house may go on working meanwhile.

    `told` hears each check before it begins: what it looks at, its place, and of how many.
    """
    todo = [*OF_DOSSIERS, *(OF_THE_CITY if scope.is_everything else ())]
    with _one_moment():
        report = _counted(scope)
        for place, check in enumerate(todo, start=1):
            told(str(check.__doc__), place, len(todo))
            for finding in check(scope):
                if isinstance(finding, Observation):
                    report.observations[finding.what] += finding.count
                else:
                    report.found += 1
                    if len(report.faults) < KEPT:
                        report.faults.append(finding)
    return report


def scope_of(*, code: str = "", since: date | None = None, rehash: bool = False) -> Scope | None:
    """The scope for a dossier's code, as it is written; None when no dossier has it."""
    if not code:
        return Scope(since=since, rehash=rehash)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM dossiers_dossier WHERE code = %s", [code.strip().upper()])
        subjects = tuple(row[0] for row in cursor.fetchall())
    return Scope(subjects=subjects, since=since, rehash=rehash) if subjects else None


def named(faults: Iterable[Fault]) -> dict[UUID, str]:
    """What people call the subjects of these faults: a dossier by its code, an account by its name."""
    ids = sorted({str(fault.subject) for fault in faults if isinstance(fault.subject, UUID)})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, 'dossier ' || code FROM dossiers_dossier WHERE id = ANY(%(ids)s::uuid[]) UNION ALL "
            "SELECT id, 'account ' || username FROM people_user WHERE id = ANY(%(ids)s::uuid[])",
            {"ids": ids},
        )
        return dict(cursor.fetchall())


@contextmanager
def _one_moment() -> Iterator[None]:
    """One snapshot for all questions, in which nothing can be written."""
    nested = connection.in_atomic_block  # a test's transaction, which has its own level already
    with transaction.atomic(), connection.cursor() as cursor:
        if not nested:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute(f"SET LOCAL work_mem = '{MEMORY}'")
        yield


def _counted(scope: Scope) -> Report:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT (SELECT count(*) FROM dossiers_dossier WHERE {scope.of('id')}), "
            f"(SELECT count(*) FROM base_journalline WHERE {scope.of('subject')})"
        )
        dossiers_seen, lines = cursor.fetchone()
    return Report(dossiers=dossiers_seen, lines=lines)

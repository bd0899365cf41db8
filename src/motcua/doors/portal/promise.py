"""By when what will happen: what the clock would promise for an application sent now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua import worktime
from motcua.catalogue.application import Application
from motcua.dossiers import clock
from motcua.organisation import queries as organisation


@dataclass(frozen=True)
class Promise:
    """`received_by`: until when the one-stop unit owes reception; `due_at`: the result, if received only then."""

    received_by: datetime | None
    due_at: datetime | None


def promise(applied: Application, *, at: datetime) -> Promise:
    """For an online application handed in at this moment (NĐ 61/2018 art. 17: reception within 8 working hours)."""
    received = reception_due(applied.receiving, submitted_at=at)
    if applied.limit is None:
        return Promise(received_by=received, due_at=None)
    due = worktime.run(
        calendar=_hours(applied.settling, received),
        start=clock.local(received),
        limit=worktime.Limit.from_dict(applied.limit),
        cutoff=applied.cutoff,
    ).legal_due_at
    return Promise(received_by=received, due_at=clock.aware(due))


def reception_due(unit: Any, *, submitted_at: datetime) -> datetime:
    """Until when this unit has to receive or answer what came in online."""
    found = clock.aware(
        worktime.reception_due_at(calendar=_hours(unit, submitted_at), submitted_at=clock.local(submitted_at))
    )
    assert found is not None
    return found


def _hours(unit: Any, at: datetime) -> worktime.Calendar:
    return organisation.hours(organisation.calendar_at(unit.pk, clock.local(at).date()))

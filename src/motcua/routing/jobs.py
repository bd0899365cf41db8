"""What the machine looks for: agencies that are silent, and steps whose holder has left.

Each dossier is one act of its own; what somebody else did meanwhile is refused there and left.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from motcua.base.ports import plugged
from motcua.base.refusals import Refusal
from motcua.dossiers.clock import local
from motcua.routing import queries
from motcua.routing.ports import Machine

BATCH = 500


@app.periodic(cron="*/10 * * * *")
@app.task(queue="routing", queueing_lock="look_after_routes")
def look_after_routes(timestamp: int) -> int:
    """Report what is silent and lay back what nobody holds. Returns how many dossiers were touched."""
    return looked_after(now=timezone.now())


def looked_after(*, now: datetime) -> int:
    """The same at a given moment."""
    machine: Machine = plugged("machine")
    silent = queries.silent(now=now)[:BATCH]
    left = queries.left_behind(on=local(now).date())[:BATCH]
    return _each(machine.report_silence, silent, now=now) + _each(machine.fall_back, left, now=now)


def _each(act: Callable[..., None], found: Iterable[UUID], *, now: datetime) -> int:
    done = 0
    for dossier_id in found:
        try:
            act(dossier_id=dossier_id, at=now)
        except Refusal:
            continue
        done += 1
    return done

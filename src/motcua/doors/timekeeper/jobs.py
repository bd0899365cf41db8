"""Time comes in by this door: what is due now is turned into acts. A repeated call rings nothing twice."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from motcua import casework
from motcua.base.refusals import Refusal
from motcua.dossiers import alarms
from motcua.people.who import SYSTEM

BATCH = 500


@app.periodic(cron="*/5 * * * *")
@app.task(queue="clock", queueing_lock="ring_alarms")
def ring_alarms(timestamp: int) -> int:
    """Say what must be apologised for and what is late again. Returns how many alarms rang."""
    return rung(now=timezone.now())


def rung(*, now: datetime) -> int:
    """Ring what is to be rung at this moment."""
    return sum(
        done(lambda one=one, kind=kind: casework.alarm(dossier_id=one, kind=kind, by=SYSTEM, at=now, key=f"alarm:{kind}"))
        for kind in ("apology", "escalation")
        for one in alarms.due_for(kind, now=now, most=BATCH)
    )  # fmt: skip


def done(call: Callable[[], object]) -> int:
    """1 when it was done; 0 when somebody else was faster: the next round looks again."""
    try:
        call()
    except Refusal:
        return 0
    return 1

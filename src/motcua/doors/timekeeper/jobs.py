"""Time comes in by this door: what is due now is turned into acts. A repeated call rings nothing twice."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from motcua import casework
from motcua.base.refusals import Refusal
from motcua.dossiers import alarms, groups
from motcua.people import queries as people
from motcua.people.who import SYSTEM
from motcua.registers import queries as registers
from motcua.results import queries as results

BATCH = 500


@app.periodic(cron="*/5 * * * *")
@app.task(queue="clock", queueing_lock="ring_alarms")
def ring_alarms(timestamp: int) -> int:
    """Say what must be apologised for and what is late again. Returns how many alarms rang."""
    return rung(now=timezone.now())


def rung(*, now: datetime) -> int:
    """Ring what is to be rung at this moment."""
    count = 0
    for kind in ("apology", "escalation"):
        for one in alarms.due_for(kind, now=now, most=BATCH):
            count += done(partial(casework.alarm, dossier_id=one, kind=kind, by=SYSTEM, at=now, key=f"alarm:{kind}"))
    return count


def done(call: Callable[[], object]) -> int:
    """1 when it was done; 0 when somebody else was faster: the next round looks again."""
    try:
        call()
    except Refusal:
        return 0
    return 1


@app.periodic(cron="* * * * *")
@app.task(queue="clock", queueing_lock="follow_groups")
def follow_groups(timestamp: int) -> int:
    """Let linked applications go on: open members, end their waiting, give results along. Returns how many acts."""
    return followed(now=timezone.now())


def followed(*, now: datetime) -> int:
    """What is to be done for linked applications at this moment; each step is an act that can be repeated."""
    return sum(_follow(lead_id, member, now=now) for lead_id, member in groups.not_ended(most=BATCH)) + sum(
        _give_along(one, now=now) for one in groups.to_give_along(most=BATCH)
    )


def _follow(lead_id: UUID, member: str, *, now: datetime) -> int:
    """The next steps of one member; the house's refusals say which of them are not due."""
    opens = groups.row_of(lead_id=lead_id, member=member).opens
    own: dict[str, Any] = {
        "dossier_id": opens, "lead_id": lead_id, "member": member, "by": SYSTEM, "at": now,
    }  # fmt: skip
    count = 0
    if not groups.is_open(opens):
        count += done(lambda: casework.open_member(**own, key="open"))
    else:
        count += done(lambda: casework.let_go_on(**own, key=""))
        count += done(lambda: casework.drop(**own, key=""))
    # The state says what is due, so these need no key: twice, since it may have been opened and have ended.
    for _news in range(2):
        count += done(lambda: casework.note_member(dossier_id=lead_id, member=member, by=SYSTEM, at=now, key=""))
    return count


def _give_along(dossier_id: UUID, *, now: datetime) -> int:
    """Who returned the lead's result gave all results with it: the members' hand-overs say so."""
    given = results.hand_over(groups.lead_id_of(dossier_id))
    if given is None or given.by_id is None:
        return 0
    return done(
        lambda: casework.hand_back(
            dossier_id=dossier_id, to_name=given.to_name, identity=given.identity, by=people.who_is(given.by_id), at=now,  # noqa: E501
            key="along",
        )
    )  # fmt: skip


@app.periodic(cron="20 7 * * *")
@app.task(queue="clock", queueing_lock="remind_of_expiry")
def remind_of_expiry(timestamp: int) -> int:
    """Tell every holder whose licence expires soon, once. Returns how many were told."""
    return sum(
        done(
            partial(
                casework.remind_expiry, dossier_id=dossier_id, registration_id=registration_id, by=SYSTEM,
                at=timezone.now(), key=f"expiry:{registration_id}",
            )
        )
        for dossier_id, registration_id in registers.to_remind(today=timezone.localdate())
    )  # fmt: skip

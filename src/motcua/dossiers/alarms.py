"""The clock itself speaks: what must be apologised for, what is late again, what was received late.

Each alarm is a row, made once for a dossier; the lists of leaders and holders are questions on these rows.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from motcua.base import record
from motcua.dossiers import queries
from motcua.dossiers.lifecycle import IN_SETTLEMENT, State
from motcua.dossiers.models import Alarm, ClockEvent, Dossier
from motcua.organisation import queries as organisation
from motcua.people.models import Role
from motcua.people.who import Who

DAY = 480  # working minutes of one working day, whatever the weekly hours are
# Tết: no working day is further away than this.
LONGEST_HOLIDAY = timedelta(days=16)
RECEPTION = 480  # working minutes in which the unit owes reception (NĐ 61/2018 art. 17)


def when_received_late(*, dossier: Dossier, at: datetime) -> None:
    """Reported upwards when reception took more than eight working hours. Called before it is received."""
    if queries.minutes_waited(dossier, now=at) > RECEPTION:
        record.add(
            Alarm(dossier=dossier, kind=Alarm.Kind.RECEIVED_LATE, unit_id=_above(dossier.receiving_unit_id), at=at)
        )


def ring(*, dossier: Dossier, kind: str, by: Who, at: datetime) -> None:
    """Make the alarm and leave a line. The apology is the settling unit's business, a second lateness the one above."""
    unit_id = dossier.settling_unit_id if kind == Alarm.Kind.APOLOGY else _above(dossier.settling_unit_id)
    record.add(Alarm(dossier=dossier, kind=kind, unit_id=unit_id, at=at))
    record.write(
        subject=dossier.pk, kind="dossier.alarm", actor=by.actor, at=at, data={"kind": kind, "unit": str(unit_id)}
    )


def rung(dossier_id: UUID, *, kind: str) -> bool:
    return Alarm.objects.filter(dossier_id=dossier_id, kind=kind).exists()


def wants_apology(dossier: Dossier, *, now: datetime) -> bool:
    """One working day or less is left, nothing was sealed, and no new date was given yet (NĐ 61/2018 art. 19.9)."""
    if dossier.due_at is None or dossier.state not in IN_SETTLEMENT or dossier.finished_at is not None:
        return False
    left = queries.minutes_left(dossier, now=now)
    return left is not None and left <= DAY and not extended(dossier.pk)


def wants_escalation(dossier: Dossier, *, now: datetime) -> bool:
    """Late although a new date had been given: the unit above is told."""
    late = dossier.due_at is not None and dossier.due_at < now and dossier.state in IN_SETTLEMENT
    return late and extended(dossier.pk)


def extended(dossier_id: UUID) -> bool:
    return ClockEvent.objects.filter(dossier_id=dossier_id, kind=ClockEvent.Kind.EXTEND).exists()


def due_for(kind: str, *, now: datetime, most: int) -> list[UUID]:
    """Dossiers that may want this alarm and have none yet, due next first. The act looks again, with the row locked."""
    known = Alarm.objects.filter(dossier_id=OuterRef("pk"), kind=kind)
    given = Exists(ClockEvent.objects.filter(dossier_id=OuterRef("pk"), kind=ClockEvent.Kind.EXTEND))
    found = Dossier.objects.filter(~Exists(known), state__in=IN_SETTLEMENT)
    if kind == Alarm.Kind.APOLOGY:
        found = found.filter(~given, due_at__lte=now + LONGEST_HOLIDAY)
    else:
        found = found.filter(given, due_at__lt=now)
    wants = wants_apology if kind == Alarm.Kind.APOLOGY else wants_escalation
    return [one.pk for one in found.order_by("due_at")[:most] if wants(one, now=now)]


def apologies_owed(who: Who) -> QuerySet[Dossier]:
    """What the holder must draft and the leader sign: an alarm without a new date, not finished yet."""
    owed = Exists(Alarm.objects.filter(dossier_id=OuterRef("pk"), kind=Alarm.Kind.APOLOGY))
    given = Exists(ClockEvent.objects.filter(dossier_id=OuterRef("pk"), kind=ClockEvent.Kind.EXTEND))
    return queries.in_settlement(who).filter(owed, ~given)


def early_warnings(who: Who, *, now: datetime) -> list[UUID]:
    """Of this officer's settling units, what is due within one working day."""
    found = queries.in_settlement(who).filter(due_at__gte=now, due_at__lte=now + LONGEST_HOLIDAY)
    return [d.pk for d, left in queries.with_minutes_left(found[:2000], now=now) if left is not None and left <= DAY]


def escalated(who: Who) -> QuerySet[Alarm]:
    """What the units below this leader's unit let be late again, newest first: code and unit, not the contents."""
    return _of(who, kind=Alarm.Kind.ESCALATION).exclude(dossier__state__in=[State.DONE, State.RETURNED, State.STOPPED])


def received_late(who: Who) -> QuerySet[Alarm]:
    """What the units below took in later than after eight working hours, newest first."""
    return _of(who, kind=Alarm.Kind.RECEIVED_LATE)


def _of(who: Who, *, kind: str) -> QuerySet[Alarm]:
    found = Alarm.objects.filter(unit_id__in=who.units(Role.LEADER, Role.INSPECTOR), kind=kind)
    return found.select_related("dossier", "dossier__settling_unit", "dossier__receiving_unit").order_by("-at")


def _above(unit_id: UUID) -> UUID:
    """The superior unit; the city has none above it and answers to itself."""
    return organisation.unit(unit_id).parent_id or unit_id

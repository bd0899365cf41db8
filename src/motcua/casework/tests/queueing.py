"""The waiting room of phường Hàng Bạc for the tests of its acts: a kiosk, and Hoa at desk 1."""

from typing import Any

from conftest import on
from motcua import casework
from motcua.base.models import JournalLine
from motcua.people.who import SYSTEM
from motcua.reception.models import Ticket, TicketStep

FIELD, OTHER = "ho-tich", "chung-thuc"


def draw(unit: Any, *, field: str = FIELD, at: Any = on(8, 8), key: str = "", by: Any = SYSTEM) -> Any:
    return casework.draw(subject_id=unit.pk, field=field, by=by, at=at, key=key).subject


def call(unit: Any, by: Any, *, series: str = "", at: Any = on(8, 8, 10), key: str = "") -> Any:
    return casework.call_next(subject_id=unit.pk, series=series, desk="1", by=by, at=at, key=key).subject


def step(act: str, ticket_id: Any, by: Any, *, at: Any = on(8, 8, 20), key: str = "") -> Any:
    more = {"desk": "1"} if act == "recall" else {}
    return getattr(casework, act)(subject_id=ticket_id, by=by, at=at, key=key, **more)


def standing(ticket_id: Any) -> tuple[Any, ...]:
    """Everything that is kept of a ticket: the same before and after a refusal."""
    found = Ticket.objects.filter(pk=ticket_id).values_list()
    return (*found, TicketStep.objects.filter(ticket_id=ticket_id).count(), JournalLine.objects.count())


def ticket(ticket_id: Any) -> Ticket:
    return Ticket.objects.get(pk=ticket_id)

"""From events to due dates: the bridge between what is kept and the arithmetic of `worktime`."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from motcua import worktime
from motcua.dossiers.models import ClockEvent
from motcua.organisation import queries as organisation

TZ = ZoneInfo("Asia/Ho_Chi_Minh")  # office hours are Hà Nội's, wherever the server stands


def local(at: datetime) -> datetime:
    """A moment on the office's wall, to the minute."""
    return at.astimezone(TZ).replace(tzinfo=None, second=0, microsecond=0)


def aware(at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=TZ) if at is not None else None


def derive(events: Iterable[ClockEvent], *, hours: worktime.Calendar | None = None) -> worktime.Clock:
    """The clock that follows from these events, in order. The first is the start.

    `hours` is a calendar to try instead of the one that the events name last.
    """
    start, *rest = events
    calendar_id = start.data["calendar"]
    pauses: list[worktime.Pause] = []
    extension = None
    for event in rest:
        if event.kind == ClockEvent.Kind.PAUSE:
            pauses.append(worktime.Pause(event.data["cause"], local(event.at), None))
        elif event.kind == ClockEvent.Kind.RESUME:
            pauses[-1] = worktime.Pause(pauses[-1].cause, pauses[-1].from_, local(event.at))
        elif event.kind == ClockEvent.Kind.EXTEND:
            extension = worktime.Extension(local(event.at), datetime.fromisoformat(event.data["due_at"]))
        else:
            calendar_id = event.data["calendar"]
    return worktime.run(
        calendar=hours or organisation.hours(UUID(calendar_id)),
        start=local(start.at),
        limit=worktime.Limit.from_dict(start.data["limit"]),
        cutoff=start.data["cutoff"],
        pauses=tuple(pauses),
        extension=extension,
    )


def columns(clock: worktime.Clock) -> dict[str, Any]:
    """What the dossier's row keeps of a clock."""
    return {
        "due_at": aware(clock.legal_due_at),
        "indicator_due_at": aware(clock.indicator_due_at),
        "paused_at": aware(clock.paused_since),
    }

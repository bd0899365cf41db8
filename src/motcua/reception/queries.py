"""Questions about the waiting room, the register of folders, and what was given back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Avg, Count, F, Q, QuerySet, Sum

from motcua.base.asking import Asked
from motcua.base.refusals import NotThere
from motcua.catalogue import queries as catalogue
from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import Dossier, Paper
from motcua.people.models import Role
from motcua.people.who import SYSTEM, Who
from motcua.reception.lifecycle import DESK, FOLDERS, IN_HAND, OPEN_TICKETS, FolderState, TicketState
from motcua.reception.models import DayClosed, Folder, FolderStep, GivenBack, Remark, Ticket, TicketDossier


def roles_at(who: Who, unit_id: UUID) -> frozenset[str]:
    """Who this person is in the waiting room of a unit. The kiosk is the house itself."""
    if who is SYSTEM:
        return frozenset({Role.SYSTEM})
    if not who.decides():
        return frozenset()
    return frozenset(role for role, unit in who.duties if unit == unit_id)


# Tickets


def series_of(field: str) -> str:
    """The letters before the number: by the place of the field among those of the city (A, B, …, Z, AA, …)."""
    place = [code for code, _name in catalogue.fields()].index(field)
    letter = chr(ord("A") + place % 26)
    return letter if place < 26 else f"{chr(ord('A') + place // 26 - 1)}{letter}"


def counter_of(*, unit_code: str, day: date, series: str) -> str:
    """How the counter of this series is called."""
    return f"ticket:{unit_code}:{day.isoformat()}:{series}"


def next_waiting(*, unit_id: UUID, day: date, series: str) -> Ticket | None:
    """Who has waited longest, locked; rows that somebody else has locked are passed over."""
    found = Ticket.objects.filter(unit_id=unit_id, day=day, state=TicketState.WAITING)
    if series:
        found = found.filter(series=series)
    return found.select_for_update(no_key=True, skip_locked=True).order_by("taken_at", "id").first()


def in_hand(who: Who) -> Ticket | None:
    """The ticket that this officer has called or serves."""
    return Ticket.objects.filter(officer_id=who.user_id, state__in=IN_HAND).first() if who.user_id else None


def serving_by(who: Who) -> UUID | None:
    """The ticket that this officer serves now."""
    found = _serving.first(officer_id=who.account_id)
    return found[0] if found else None


_serving = Asked(
    lambda *, officer_id: Ticket.objects.filter(officer_id=officer_id, state=TicketState.SERVING).values_list("id")[:1]
)


def ticket(ticket_id: UUID) -> Ticket:
    """Raises `NotThere`. What it shows (a number, a desk) is read on the public screen."""
    found = Ticket.objects.filter(pk=ticket_id).select_related("unit").first()
    if found is None:
        raise NotThere()
    return found


def before(one: Ticket) -> int:
    """How many wait in the same series since longer."""
    return Ticket.objects.filter(
        unit_id=one.unit_id, day=one.day, series=one.series, state=TicketState.WAITING, taken_at__lt=one.taken_at
    ).count()


def of_day(unit_id: UUID, day: date) -> QuerySet[Ticket]:
    return Ticket.objects.filter(unit_id=unit_id, day=day)


def called_now(unit_id: UUID, day: date) -> list[Ticket]:
    """What the screen shows: called or served, the last call first."""
    return list(of_day(unit_id, day).filter(state__in=IN_HAND).order_by("-called_at")[:12])


def set_aside(unit_id: UUID, day: date) -> list[Ticket]:
    """Missed and parked: can be called again."""
    states = [TicketState.MISSED, TicketState.PARKED]
    return list(of_day(unit_id, day).filter(state__in=states).order_by("since_at")[:100])


def waiting(unit_id: UUID, day: date) -> list[dict[str, Any]]:
    """`[{series, field_name, n}]`: how many wait in each series."""
    found = of_day(unit_id, day).filter(state=TicketState.WAITING).values("series", "field_name")
    return [dict(row) for row in found.annotate(n=Count("id")).order_by("series")]


@dataclass(frozen=True)
class DaysFigures:
    """The waiting room's day: every figure can be counted again from the tickets."""

    drawn: int
    served: int
    left: int
    open: int
    waited_seconds: int
    served_seconds: int


def figures(unit_id: UUID, day: date) -> DaysFigures:
    """Averages are over tickets that were served."""
    done = Q(state=TicketState.FINISHED)
    found = of_day(unit_id, day).aggregate(
        drawn=Count("id"), served=Count("id", filter=done), left=Count("id", filter=Q(state=TicketState.LEFT)),
        open=Count("id", filter=Q(state__in=OPEN_TICKETS)), waited=Avg("waited_seconds", filter=done),
        serving=Avg("served_seconds", filter=done),
    )  # fmt: skip
    return DaysFigures(
        drawn=found["drawn"], served=found["served"], left=found["left"], open=found["open"],
        waited_seconds=round(found["waited"] or 0), served_seconds=round(found["serving"] or 0),
    )  # fmt: skip


def is_closed(unit_id: UUID, day: date) -> bool:
    return DayClosed.objects.filter(unit_id=unit_id, day=day).exists()


def tied_to(ticket_id: UUID) -> list[Dossier]:
    """The dossiers that were opened while this ticket was served."""
    found = TicketDossier.objects.filter(ticket_id=ticket_id).select_related("dossier__owner").order_by("at")
    return [one.dossier for one in found]


def ticket_of(dossier_id: UUID) -> Ticket | None:
    found = TicketDossier.objects.filter(dossier_id=dossier_id).select_related("ticket").order_by("at").first()
    return found.ticket if found else None


# Folders


def folder(dossier_id: UUID) -> Folder | None:
    found: Folder | None = _folder.first(dossier_id=dossier_id)
    return found


_folder = Asked(lambda *, dossier_id: Folder.objects.filter(dossier_id=dossier_id).select_related("keeper", "unit"))


def register(dossier_id: UUID) -> list[FolderStep]:
    """The lines of the hand-over register for this dossier, oldest first."""
    found = FolderStep.objects.filter(dossier_id=dossier_id).select_related("by", "unit", "to_unit")
    return list(found.order_by("seq"))


def came_from(dossier_id: UUID) -> str:
    """Where a folder stood before it was handed on: `counter` or `desk`."""
    last = FolderStep.objects.filter(dossier_id=dossier_id, act="hand").order_by("-seq").first()
    return "desk" if last is not None and last.source == FolderState.AT_DESK else "counter"


def folder_acts(who: Who, dossier: Dossier, found: Folder | None) -> list[str]:
    """What this person may do with the folder now, by the names of the acts in `casework`."""
    roles = dossiers.roles_on(who, dossier)
    if found is None:
        return ["open_folder"] if Role.COUNTER in roles else []
    steps = {s.act for s in FOLDERS.open_to(FolderState(found.state), roles)}
    acts = []
    if "hand" in steps:
        acts.append("hand_folder")
    if "archive" in steps and dossier.closed_at is not None:
        acts.append("archive_folder")
    if found.state == FolderState.ON_THE_WAY and found.keeper_id == who.user_id:
        acts.append("take_back_folder")
    elif found.state == FolderState.ON_THE_WAY and f"accept_at_{found.toward}" in steps:
        acts += ["accept_folder", "turn_down_folder"]
    return acts


def to_accept(who: Who) -> QuerySet[Folder]:
    """On the way to this person's part of a unit, not given by themselves."""
    at_counter = Q(toward="counter", to_unit_id__in=who.units(Role.COUNTER))
    at_desk = Q(toward="desk", to_unit_id__in=who.units(*DESK))
    found = Folder.objects.filter(at_counter | at_desk, state=FolderState.ON_THE_WAY).exclude(keeper_id=who.user_id)
    return _with_dossier(found).order_by("since_at")


def given_by(who: Who) -> QuerySet[Folder]:
    """What this person gave and nobody has confirmed yet."""
    found = Folder.objects.filter(keeper_id=who.user_id, state=FolderState.ON_THE_WAY)
    return _with_dossier(found).order_by("since_at")


def at_counter(who: Who) -> QuerySet[Folder]:
    """Stands at this officer's counter and has not yet been transferred, due first (NĐ 61/2018 art. 18)."""
    found = Folder.objects.filter(
        unit_id__in=who.units(Role.COUNTER), state=FolderState.AT_COUNTER, transferred_at__isnull=True,
        dossier__closed_at__isnull=True, dossier__received_at__isnull=False, dossier__finished_at__isnull=True,
    )  # fmt: skip
    return _with_dossier(found).order_by("transfer_due_at")


def at_desk(who: Who) -> QuerySet[Folder]:
    """Stands with this person at the desk."""
    found = Folder.objects.filter(
        unit_id__in=who.units(*DESK), state=FolderState.AT_DESK, keeper_id=who.user_id
    )
    return _with_dossier(found).order_by("since_at")


def still_here(who: Who, *, at: datetime) -> QuerySet[Folder]:
    """Of `at_counter`, what ought to have left by this moment."""
    return at_counter(who).filter(transfer_due_at__lte=at)


def of_batch(who: Who, batch: UUID) -> list[FolderStep]:
    """The lines of one batch, of the dossiers that this person may see."""
    seen = dossiers.seen_by(who).filter(pk__in=FolderStep.objects.filter(batch=batch).values("dossier_id"))
    found = FolderStep.objects.filter(batch=batch, dossier__in=seen)
    return list(found.select_related("dossier__owner", "by", "unit", "to_unit").order_by("dossier__code"))


def _with_dossier(found: QuerySet[Folder]) -> QuerySet[Folder]:
    return found.select_related("dossier__owner", "dossier__version", "keeper", "unit", "to_unit")


# Papers


def remarks(dossier_id: UUID) -> list[Remark]:
    return list(Remark.objects.filter(dossier_id=dossier_id).order_by("at", "id"))


def originals_here(dossier_id: UUID) -> dict[str, int]:
    """How many originals of each paper are still with the administration."""
    handed_in = Paper.objects.filter(dossier_id=dossier_id, originals__gt=0)
    counted = handed_in.values("code").annotate(n=Sum(F("originals")))
    found = {row["code"]: int(row["n"]) for row in counted}
    for given in GivenBack.objects.filter(dossier_id=dossier_id):
        for code, n in given.originals:
            found[code] = found.get(code, 0) - int(n)
    return {code: n for code, n in found.items() if n > 0}


def given_back(dossier_id: UUID) -> list[GivenBack]:
    return list(GivenBack.objects.filter(dossier_id=dossier_id).select_related("by").order_by("seq"))

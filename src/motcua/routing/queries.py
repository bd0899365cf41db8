"""Questions about routes and opinions. Whose dossier it is was settled by its own room, but for an agency asked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua import worktime
from motcua.base.asking import Asked
from motcua.base.lifecycle import Step
from motcua.base.refusals import NotThere
from motcua.dossiers import queries as dossiers
from motcua.dossiers import sharing
from motcua.dossiers.clock import aware, local
from motcua.dossiers.lifecycle import IN_SETTLEMENT, State
from motcua.dossiers.models import ClockEvent, Dossier, Share
from motcua.organisation import queries as organisation
from motcua.organisation.models import Unit
from motcua.people import queries as people
from motcua.people.models import Duty, Role, User
from motcua.people.who import Who
from motcua.routing import plans
from motcua.routing.lifecycle import LIFECYCLE, RUNNING, WAITING, OpinionState, RouteState
from motcua.routing.models import Opinion, Route, RouteStep


def running(dossier_id: UUID) -> Route | None:
    """The route of this dossier while it goes on."""
    return _running.first(dossier_id=dossier_id)


_running = Asked(lambda *, dossier_id: Route.objects.filter(dossier_id=dossier_id, state__in=RUNNING))


def running_of(ids: Collection[UUID]) -> dict[UUID, Route]:
    """The running routes of these dossiers, in one question."""
    return {one.dossier_id: one for one in Route.objects.filter(dossier_id__in=ids, state__in=RUNNING)}


def route(dossier_id: UUID) -> Route | None:
    return Route.objects.filter(dossier_id=dossier_id).select_related("unit", "holder").first()


def steps(dossier_id: UUID) -> list[RouteStep]:
    """Every hand-over, oldest first."""
    return list(
        RouteStep.objects.filter(dossier_id=dossier_id)
        .select_related("unit", "holder", "by", "deputy_for")
        .order_by("seq")
    )


def opinions(dossier_id: UUID) -> list[Opinion]:
    return _opinions(dossier_id=dossier_id)


_opinions = Asked(
    lambda *, dossier_id: Opinion.objects.filter(dossier_id=dossier_id).select_related("unit").order_by("seq")
)


def shares(dossier_id: UUID) -> list[Share]:
    return sharing.shares(dossier_id)


ANSWERERS = (Role.SPECIALIST, Role.HEAD, Role.LEADER)


def question_for(who: Who, dossier_id: UUID) -> Opinion:
    """The question that waits at one of this officer's units. Raises `NotThere`."""
    found = question_to(who, [dossier_id]).get(dossier_id) if who.decides() else None
    if found is None:
        raise NotThere()
    return found


def may_read_for_opinion(who: Who, dossier_id: UUID) -> bool:
    """Whether one of this officer's units is asked about this dossier now."""
    if not who.decides():
        return False
    return Opinion.objects.filter(dossier_id=dossier_id, state__in=WAITING, unit_id__in=who.units(*ANSWERERS)).exists()


def hand_on_to(found: Route, dossier: Dossier) -> int | None:
    """The place to which the running step is handed on; None where another act does that (propose, approve, sign)."""
    onto = plans.following(found.plan, found.place)
    if onto is None or found.plan[onto]["role"] == Role.COUNTER:
        return None
    away = found.plan[found.place]["unit"] != str(dossier.settling_unit_id)
    named = "hand_on" in found.plan[found.place]["may"]
    return onto if away or named or found.plan[onto]["role"] == Role.SPECIALIST else None


def still_there(found: Route, *, on: date) -> bool:
    """Whether the holder still has the duty of the step, there or at the unit that took over."""
    units = {found.unit_id, plans.standing(str(found.unit_id), on=on)}
    runs = Q(until_date__isnull=True) | Q(until_date__gt=on)
    return Duty.objects.filter(
        runs, officer_id=found.holder_id, officer__is_active=True, role=found.role, unit_id__in=units
    ).exists()


def left_behind(*, on: date) -> list[UUID]:
    """Dossiers whose running step lies with somebody who has no such duty any more, nor at who took over."""
    held = Route.objects.filter(state=RouteState.HELD)
    there = Duty.objects.filter(
        Q(until_date__isnull=True) | Q(until_date__gt=on), officer_id=OuterRef("holder_id"), officer__is_active=True,
        role=OuterRef("role"), unit_id=OuterRef("unit_id"),
    )  # fmt: skip
    return [one.dossier_id for one in held.exclude(Exists(there)).order_by("dossier_id") if not still_there(one, on=on)]


def silent(*, now: datetime) -> list[UUID]:
    """Dossiers with a question whose deadline has passed and whose silence was not reported yet."""
    late = Opinion.objects.filter(state=OpinionState.ASKED, due_at__lte=now)
    return list(late.values_list("dossier_id", flat=True).distinct())


# How long it took


def spent(found: Route, *, dossier: Dossier, at: datetime) -> dict[str, int]:
    """Working minutes that the running step has taken, and how many of them are too many."""
    if found.role == Role.COUNTER and found.moves == 0:
        return {"minutes": 0, "late_minutes": 0}
    calendar = organisation.hours(organisation.calendar_at(found.unit_id, local(at).date()))
    if found.due_at is None:
        end = min(dossier.paused_at or at, at)
        used = worktime.working_minutes_between(calendar, local(found.since_at), local(end))
        return {"minutes": max(0, used), "late_minutes": 0}
    left = worktime.working_minutes_between(calendar, local(at), local(found.due_at))
    whole = round(found.plan[found.place]["hours"] * 60)
    return {"minutes": max(0, whole - left), "late_minutes": max(0, -left)}


def pauses(dossier_id: UUID, *, since: datetime, until: datetime) -> list[worktime.Pause]:
    """How the dossier's clock stood still from one moment to another; a running pause ends there."""
    found: list[worktime.Pause] = []
    for event in ClockEvent.objects.filter(dossier_id=dossier_id, kind__in=["pause", "resume"]).order_by("seq"):
        if event.kind == ClockEvent.Kind.PAUSE:
            found.append(worktime.Pause(event.data["cause"], local(max(event.at, since)), None))
        else:
            last = found[-1]
            found[-1] = worktime.Pause(last.cause, last.from_, local(event.at))
    ended = [one if one.to else worktime.Pause(one.cause, one.from_, local(until)) for one in found]
    return [one for one in ended if one.to is not None and one.to >= one.from_]


def due_after_pauses(found: Route, *, dossier: Dossier, at: datetime) -> datetime | None:
    """The running step's due moment, later by what the clock has stood still since the hand-over."""
    hours = found.plan[found.place]["hours"]
    calendar = organisation.hours(organisation.calendar_at(found.unit_id, local(found.since_at).date()))
    stood = pauses(dossier.pk, since=found.since_at, until=at)
    return aware(
        worktime.step_due_at(calendar=calendar, handed_over_at=local(found.since_at), hours=hours, pauses=stood)
    )


# Worklists


def at_my_step(who: Who) -> QuerySet[Dossier]:
    """What the route brought here from another unit, due next first."""
    here = Q(pk__in=[])
    for role, unit_id in who.duties:
        here |= Q(step_unit_id=unit_id, step_role=role)
        if role == Role.HEAD:
            here |= Q(step_unit_id=unit_id)
    return _listed(Dossier.objects.filter(here, state__in=IN_SETTLEMENT))


def to_assign(who: Who) -> QuerySet[Dossier]:
    """What nobody has taken yet at the units that this head leads, also what fell back to the pool."""
    mine = Route.objects.filter(
        state=RouteState.POOL, unit_id__in=who.units(Role.HEAD), role__in=[Role.HEAD, Role.SPECIALIST]
    )
    return _listed(
        Dossier.objects.filter(pk__in=mine.values("dossier_id"), state__in=[State.RECEIVED, State.PROCESSING])
        .exclude(results__state__in=["drafted", "approved", "signed"])
    )  # fmt: skip


def for_colleagues(who: Who) -> QuerySet[Dossier]:
    """What lies with absent colleagues for whom this officer stands in."""
    held = Dossier.objects.filter(holder_id__in=who.colleagues, state__in=IN_SETTLEMENT)
    return _listed(held)


def silent_at(who: Who) -> QuerySet[Dossier]:
    """Dossiers of this head's units about which an agency was asked and has not answered in time."""
    quiet = Opinion.objects.filter(state=OpinionState.SILENT)
    units = who.units(Role.HEAD, Role.LEADER)
    return _listed(Dossier.objects.filter(settling_unit_id__in=units, pk__in=quiet.values("dossier_id")))


def asked_of(who: Who) -> QuerySet[Dossier]:
    """Dossiers about which one of this officer's units is asked, the next deadline first."""
    waiting = Opinion.objects.filter(unit_id__in=who.units(*ANSWERERS), state__in=WAITING)
    return _listed(Dossier.objects.filter(pk__in=waiting.values("dossier_id")))


def question_to(who: Who, dossier_ids: list[UUID]) -> dict[UUID, Opinion]:
    """{dossier: the question that waits at one of this officer's units}."""
    units = who.units(*ANSWERERS)
    found = Opinion.objects.filter(dossier_id__in=dossier_ids, unit_id__in=units, state__in=WAITING)
    return {one.dossier_id: one for one in found.select_related("asked_by").order_by("-seq")}


def _listed(found: QuerySet[Dossier]) -> QuerySet[Dossier]:
    return (
        found.select_related("owner", "holder")
        .defer("journal_digest", "secret", "submitter")
        .order_by("due_at", "received_at")
    )


# What may be done now


def open_acts(who: Who, dossier: Dossier, found: Route | None) -> list[Step]:
    """The acts on the route that this person may do now."""
    if found is None or found.state not in RUNNING or dossier.state not in IN_SETTLEMENT or not who.decides():
        return []
    mine = dossier.holder_id is None or who.is_or_stands_for(dossier.holder_id)
    work = dossier.state == State.PROCESSING
    here = (found.role, found.unit_id) in who.duties
    gives = _gives_out(who, found)
    wanted = {
        "claim": work and here and found.role == Role.SPECIALIST and found.state == RouteState.POOL and mine,
        "assign": gives and found.state == RouteState.POOL,
        "reassign": gives and found.state == RouteState.HELD and found.role == Role.SPECIALIST,
        "hand_on": work and here and mine and hand_on_to(found, dossier) is not None
        and (not found.plan[found.place]["may"] or "hand_on" in found.plan[found.place]["may"]),
    }  # fmt: skip
    return [step for step in LIFECYCLE.steps if wanted.get(step.act) and RouteState(found.state) in step.sources]


def could_take(dossier: Dossier) -> list[User]:
    """The specialists to whom the head may give it: of the unit where the examining lies or goes."""
    found = running(dossier.pk)
    if found is None:
        return []
    place = found.place if found.role == Role.SPECIALIST else plans.onward(found.plan, found.place, Role.SPECIALIST)
    if place is None:
        return []
    unit_id = plans.standing(found.plan[place]["unit"], on=local(found.since_at).date())
    return list(people.officers_of(unit_id, Role.SPECIALIST).order_by("full_name"))


def could_be_asked(dossier: Dossier) -> list[Unit]:
    """The agencies beside: the route's own first, then the departments and the units above and of the same level."""
    found = running(dossier.pk)
    settling = organisation.unit(dossier.settling_unit_id)
    first = [organisation.unit(UUID(one["unit"])) for one in plans.opinions(found.plan)] if found else []
    beside = [*organisation.of_level("city"), *organisation.of_level("district")]
    if settling.level == "commune":
        beside += organisation.of_level("commune", parent=settling.parent_id)
    known = {dossier.settling_unit_id, dossier.receiving_unit_id}
    return list({one.pk: one for one in (*first, *beside) if one.pk not in known}.values())


def may_ask_opinion(who: Who, dossier: Dossier, found: Route | None) -> bool:
    if found is None or found.state not in RUNNING or dossier.state != State.PROCESSING:
        return False
    mine = dossier.holder_id is None or who.is_or_stands_for(dossier.holder_id)
    return mine and found.role == Role.SPECIALIST and Role.SPECIALIST in dossiers.roles_on(who, dossier)


def _gives_out(who: Who, found: Route) -> bool:
    place = found.place if found.role == Role.SPECIALIST else plans.onward(found.plan, found.place, Role.SPECIALIST)
    if place is None:
        return False
    day = local(found.since_at).date()
    return (Role.HEAD, plans.standing(found.plan[place]["unit"], on=day)) in who.duties


def allowed(dossier: Dossier, found: Route | None, act: str) -> bool:
    """Whether the running step knows this act: a guest's page does not offer the rest."""
    if found is None or found.state not in RUNNING or act not in plans.NAMED:
        return True
    here = found.plan[found.place]
    guest = found.unit_id != dossier.settling_unit_id and found.role not in dossiers.AT_RECEIVING_UNIT
    return not (guest or here["may"]) or act in plans.may(here, settling=dossier.settling_unit_id)


# The way, for pages


@dataclass(frozen=True)
class Leg:
    """One step of the way as pages show it. `state`: done, now, todo, passed (jumped over) or ended."""

    name: dict[str, str]
    role: str
    unit: Any
    inside: bool
    state: str
    who: str = ""
    hours: float = 0
    since_at: datetime | None = None
    due_at: datetime | None = None
    ended_at: datetime | None = None
    minutes: int = 0
    late_minutes: int = 0
    note: str = ""


CLOSES = frozenset({"begin", "pass_on", "come_back", "hand_on", "finish", "assign"})


def way(dossier: Dossier, *, now: datetime) -> list[Leg]:
    """What was walked, where it lies, and what is still to come: one line from the first unit to the last."""
    found = route(dossier.pk)
    if found is None:
        return []
    legs = [_walked(found, step, dossier) for step in steps(dossier.pk) if _closed(step)]
    if found.state in RUNNING:
        legs.append(_lying(found, dossier, now=now))
        legs += [
            _ahead(one, dossier)
            for one in found.plan[found.place + 1 :]
            if one["kind"] == "work"
        ]  # fmt: skip
    return legs


def levels(dossier_id: UUID) -> list[Unit]:
    """The units that have worked on it, oldest first; none for a dossier that one unit alone works on."""
    found = route(dossier_id)
    working = {one["unit"] for one in found.plan if one["kind"] == "work" and one["role"] != "counter"} if found else ()
    if found is None or len(working) < 2:
        return []
    at = [step.unit for step in steps(dossier_id) if _closed(step) and found.plan[step.place]["role"] != "counter"]
    if found.state in RUNNING and found.role != Role.COUNTER:
        at.append(found.unit)
    return [unit for n, unit in enumerate(at) if n == 0 or unit.pk != at[n - 1].pk]


def _closed(step: RouteStep) -> bool:
    return step.act in CLOSES and (step.onto != step.place or step.act in {"begin", "come_back", "finish"})


def _walked(found: Route, step: RouteStep, dossier: Dossier) -> Leg:
    planned = found.plan[step.place]
    holder = step.holder or step.by
    return Leg(
        name=planned["name"], role=planned["role"], unit=step.unit, inside=step.unit_id == dossier.settling_unit_id,
        state="done", who=holder.full_name if holder else "", hours=planned["hours"], since_at=step.since_at,
        due_at=step.due_at, ended_at=step.at, minutes=step.minutes, late_minutes=step.late_minutes, note=step.note,
    )  # fmt: skip


def _lying(found: Route, dossier: Dossier, *, now: datetime) -> Leg:
    planned, taken = found.plan[found.place], spent(found, dossier=dossier, at=now)
    return Leg(
        name=planned["name"], role=planned["role"], unit=found.unit, inside=found.unit_id == dossier.settling_unit_id,
        state="now", who=found.holder.full_name if found.holder else "", hours=planned["hours"],
        since_at=found.since_at, due_at=found.due_at, minutes=taken["minutes"],
        late_minutes=taken["late_minutes"],
    )  # fmt: skip


def _ahead(planned: dict[str, Any], dossier: Dossier) -> Leg:
    unit_id = UUID(planned["unit"])
    return Leg(
        name=planned["name"], role=planned["role"], unit=organisation.unit(unit_id),
        inside=unit_id == dossier.settling_unit_id, state="todo", hours=planned["hours"],
    )  # fmt: skip


def account(legs: list[Leg]) -> dict[str, int]:
    """Working minutes inside and outside the settling agency, and how many of each were too many."""
    found = {"inside": 0, "outside": 0, "late_inside": 0, "late_outside": 0}
    for leg in legs:
        side = "inside" if leg.inside else "outside"
        found[side] += leg.minutes
        found[f"late_{side}"] += leg.late_minutes
    return found

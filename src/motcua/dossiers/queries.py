"""Questions about dossiers. Every question starts from who asks."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, F, Func, Q, QuerySet, Value

from motcua import worktime
from motcua.base.asking import Asked
from motcua.base.journal import canonical
from motcua.base.lifecycle import Step
from motcua.base.refusals import NotThere
from motcua.catalogue.queries import plain
from motcua.dossiers import clock, codes
from motcua.dossiers.lifecycle import (
    HOLDERS_ONLY,
    IN_SETTLEMENT,
    LIFECYCLE,
    ONLY_AFTER_RECEPTION,
    ONLY_BEFORE_RECEPTION,
    ONLY_WHILE_IT_RUNS,
    ONLY_WHILE_IT_STANDS,
    State,
)  # fmt: skip
from motcua.dossiers.models import Answers, ClockEvent, Dossier, Draft, Movement, Paper, SupplementRequest, Viewing
from motcua.dossiers.sharing import AT_RECEIVING_UNIT as AT_RECEIVING_UNIT
from motcua.dossiers.sharing import AT_SETTLING_UNIT as AT_SETTLING_UNIT
from motcua.dossiers.sharing import in_sight
from motcua.dossiers.sharing import roles_on as roles_on
from motcua.dossiers.sharing import sight as sight
from motcua.organisation import queries as organisation
from motcua.people.models import Role
from motcua.people.who import Who


def seen_by(who: Who) -> QuerySet[Dossier]:
    """The dossiers that this person may see at all."""
    return in_sight(**sight(who))


# Locked for writing, with the people in it; asked at the beginning of every act.
held = Asked(
    lambda *, dossier_id, **seen: (
        in_sight(**seen)
        .filter(pk=dossier_id)
        .select_for_update(no_key=True, of=("self",))
        .select_related("submitter", "owner")
    )
)


def open_acts(who: Who, dossier: Dossier) -> list[Step]:
    """The steps that this person may take now: the buttons on the page."""
    return [s for s in LIFECYCLE.open_to(State(dossier.state), roles_on(who, dossier)) if _applies(s, dossier, who)]


def _applies(step: Step, dossier: Dossier, who: Who) -> bool:
    if step.act in (ONLY_AFTER_RECEPTION if dossier.received_at is None else ONLY_BEFORE_RECEPTION):
        return False
    if step.act in (ONLY_WHILE_IT_RUNS if dossier.paused_at is not None else ONLY_WHILE_IT_STANDS):
        return False
    if step.act == "consent":
        return dossier.requests > 0
    if step.act == "complete":
        return dossier.channel_name == "counter"
    if step.act not in HOLDERS_ONLY:
        return True
    return dossier.holder_id is None or who.is_or_stands_for(dossier.holder_id)


def one(who: Who, dossier_id: UUID) -> Dossier:
    """A dossier that this person may see, with the people in it. Raises `NotThere`."""
    found = seen_by(who).filter(pk=dossier_id).select_related("submitter", "owner", "holder", "version").first()
    if found is None:
        raise NotThere()
    return found


def by_code(who: Who, typed: str) -> Dossier:
    code = codes.tidy(typed)
    found = seen_by(who).filter(code=code).first() if code else None
    if found is None:
        raise NotThere()
    return found


@dataclass(frozen=True)
class PublicView:
    """What anybody may know who has only the code (TT 01/2018 art. 16.2d): how far it is, and nothing else."""

    code: str
    state: State
    steps_done: int
    steps: int


def publicly(typed: str) -> PublicView:
    code = codes.tidy(typed)
    state = Dossier.objects.filter(code=code).values_list("state", flat=True).first() if code else None
    if state is None:
        raise NotThere()
    return PublicView(code=code, state=State(state), steps_done=progress(State(state)), steps=5)


def progress(state: State) -> int:
    """How many of the five steps that a citizen sees are behind: sent, received, examined, decided, returned."""
    done = {State.SUBMITTED: 1, State.RECEIVED: 2, State.PROCESSING: 2, State.SUPPLEMENT: 2, State.OBLIGATION: 2}
    return {**done, State.WITHDRAWING: 2, State.DECLINED: 1, State.STOPPED: 3, State.DONE: 4, State.RETURNED: 5}[state]


def by_secret(secret: str) -> Dossier:
    """The dossier whose look-up secret this is: whoever holds the receipt may follow it."""
    tidy = "".join(secret.split()).upper()
    found = (
        Dossier.objects.filter(secret=tidy).select_related("submitter", "owner", "version").first()
        if len(tidy) == 20
        else None
    )
    if found is None:
        raise NotThere()
    return found


# Worklists. Each is one question on one partial index.


def waiting_reception(who: Who) -> QuerySet[Dossier]:
    """Sent, not yet received: oldest first, since the unit owes reception within 8 working hours."""
    return _list(Dossier.objects.filter(receiving_unit_id__in=who.units(Role.COUNTER), state=State.SUBMITTED)).order_by(
        "submitted_at"
    )


def waiting_return(who: Who) -> QuerySet[Dossier]:
    units = who.units(Role.COUNTER, Role.POSTAL)
    return _list(Dossier.objects.filter(receiving_unit_id__in=units, state=State.DONE)).order_by("finished_at")


def waiting_release(who: Who) -> QuerySet[Dossier]:
    return _list(
        Dossier.objects.filter(receiving_unit_id__in=who.units(Role.COUNTER), state=State.WITHDRAWING)
    ).order_by("submitted_at")


def in_settlement(who: Who) -> QuerySet[Dossier]:
    """What the settling unit has, due next first; what stands still comes last."""
    units = who.units(*AT_SETTLING_UNIT)
    return _list(Dossier.objects.filter(settling_unit_id__in=units, state__in=IN_SETTLEMENT)).order_by(
        "due_at", "received_at"
    )


def inspected(who: Who) -> QuerySet[Dossier]:
    """What is in settlement at the units that this inspector watches, due next first."""
    units = organisation.below(who.units(Role.INSPECTOR))
    return _list(Dossier.objects.filter(settling_unit_id__in=units, state__in=IN_SETTLEMENT)).order_by(
        "due_at", "received_at"
    )


def of_person(who: Who) -> QuerySet[Dossier]:
    return _list(seen_by(who).filter(member="")).order_by("-submitted_at")


def received_by(who: Who) -> QuerySet[Dossier]:
    """Everything the one-stop units of this officer took in, newest first."""
    return _list(Dossier.objects.filter(receiving_unit_id__in=who.units(*AT_RECEIVING_UNIT))).order_by("-submitted_at")


def waiting_money(who: Who) -> QuerySet[Dossier]:
    """What a cashier waits for: obligations that stop the clock, and results that are not returned while owed."""
    units = who.units(Role.CASHIER)
    return _list(
        Dossier.objects.filter(receiving_unit_id__in=units, state__in=[State.OBLIGATION, State.DONE])
    ).order_by("submitted_at")


class _Plain(Func):
    """A text as `catalogue.plain` makes it: lower case, without marks."""

    template = "replace(regexp_replace(normalize(lower(%(expressions)s), NFD), '[\\u0300-\\u036f]', '', 'g'), 'đ', 'd')"
    output_field = CharField()


def narrowed(found: QuerySet[Any], *, procedure: str = "", words: str = "", through: str = "") -> QuerySet[Any]:
    """Of a worklist, the dossiers of one procedure, or with these words in code, subject or owner's name.
    `through` is the way from the list's rows to their dossier (`dossier__`), "" when they are dossiers."""
    if procedure:
        found = found.filter(**{f"{through}version__code": procedure})
    if words := words.strip():
        asked = plain(words)
        found = found.alias(
            plain_name=_Plain(F(f"{through}owner__full_name")), plain_about=_Plain(F(f"{through}about"))
        ).filter(
            Q(**{f"{through}code__icontains": words}) | Q(plain_name__contains=asked) | Q(plain_about__contains=asked)
        )
    return found


def how_many(*lists: QuerySet[Any], most: int = 1000) -> list[int]:
    """How many are in each of these lists, counted no further than `most`, in one question."""
    parts: list[str] = []
    params: list[Any] = []
    for found in lists:
        try:
            sql, values = found.order_by().values_list(Value(1))[:most].query.sql_with_params()
        except EmptyResultSet:
            sql, values = "SELECT 1 WHERE false", ()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS counted)")
        params += values
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", params)
        return [int(n) for n in cursor.fetchone()]


def _list(found: QuerySet[Dossier]) -> QuerySet[Dossier]:
    return found.select_related("owner", "holder").defer("journal_digest", "secret", "submitter")


# What belongs to one dossier. The caller has got the dossier through `one`, so the right to it is settled.


def movements(dossier_id: UUID) -> list[Movement]:
    return list(Movement.objects.filter(dossier_id=dossier_id).select_related("by", "unit").order_by("seq"))


def answers(dossier_id: UUID) -> list[Answers]:
    """All declarations, oldest first; the last one holds."""
    return list(Answers.objects.filter(dossier_id=dossier_id).order_by("seq"))


def last_answers(dossier_id: UUID) -> dict[str, Any]:
    """What the applicant declares now."""
    found = _declared.first(dossier_id=dossier_id)
    return dict(found[0]) if found else {}


_declared = Asked(
    lambda *, dossier_id: Answers.objects.filter(dossier_id=dossier_id).order_by("-seq").values_list("answers")[:1]
)


def answers_digest(answers: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON of a declaration, hex: what the journal tells of it."""
    return hashlib.sha256(canonical(answers, floats=True)).hexdigest()


def papers(dossier_id: UUID) -> list[Paper]:
    return list(Paper.objects.filter(dossier_id=dossier_id).order_by("round", "at", "id"))


def requests(dossier_id: UUID) -> list[SupplementRequest]:
    return list(SupplementRequest.objects.filter(dossier_id=dossier_id).select_related("by").order_by("seq"))


def clock_events(dossier_id: UUID) -> list[ClockEvent]:
    return list(ClockEvent.objects.filter(dossier_id=dossier_id).order_by("seq"))


def clock_of(dossier_id: UUID) -> worktime.Clock | None:
    """The clock as the events tell it; None before reception."""
    events = clock_events(dossier_id)
    return clock.derive(events) if events else None


def explained(dossier_id: UUID, *, language: str) -> list[str]:
    """Why the due date is what it is, in sentences."""
    found = clock_of(dossier_id)
    return worktime.explain(found, language=language) if found else []


def minutes_left(dossier: Dossier, *, now: datetime) -> int | None:
    """Working minutes until the due date (negative: late); None while none is set or it stands still."""
    if dossier.due_at is None:
        return None
    end = dossier.finished_at or now
    calendar = organisation.hours(organisation.calendar_at(dossier.settling_unit_id, clock.local(end).date()))
    left = worktime.working_minutes_between(calendar, clock.local(end), clock.local(dossier.due_at))
    # Late from the first minute, also when the office has closed and no working minute has passed since.
    return -1 if left == 0 and end > dossier.due_at else left


def minutes_waited(dossier: Dossier, *, now: datetime) -> int:
    """Working minutes since it was sent: the unit owes reception within 480 of them (NĐ 61/2018 art. 17)."""
    sent, end = clock.local(dossier.submitted_at), clock.local(dossier.received_at or now)
    calendar = organisation.hours(organisation.calendar_at(dossier.receiving_unit_id, sent.date()))
    return worktime.working_minutes_between(calendar, sent, end)


def minutes_since_reception(dossier: Dossier, *, now: datetime) -> int:
    """Working minutes since it was received; 0 while it is not."""
    if dossier.received_at is None:
        return 0
    start = clock.local(dossier.received_at)
    calendar = organisation.hours(organisation.calendar_at(dossier.settling_unit_id, start.date()))
    return worktime.working_minutes_between(calendar, start, clock.local(now))


def with_minutes_left(found: Iterable[Dossier], *, now: datetime) -> list[tuple[Dossier, int | None]]:
    return [(dossier, minutes_left(dossier, now=now)) for dossier in found]


def viewings_of(who: Who) -> QuerySet[Viewing]:
    """Who of the administration looked at this person's dossiers, newest first."""
    own = Q(dossier__submitter_id=who.person_id) | Q(dossier__owner_id=who.person_id)
    found = Viewing.objects.filter(own) if who.person_id else Viewing.objects.none()
    return found.select_related("by", "dossier").order_by("-at")


# Drafts are their writer's alone.


def draft(who: Who, draft_id: UUID) -> Draft:
    found = (
        Draft.objects.filter(pk=draft_id, person_id=who.person_id).select_related("version", "unit").first()
        if who.person_id
        else None
    )
    if found is None:
        raise NotThere()
    return found


def drafts(who: Who) -> list[Draft]:
    if who.person_id is None:
        return []
    return list(Draft.objects.filter(person_id=who.person_id).select_related("version", "unit").order_by("-updated_at"))


def last_answers_of(person_id: UUID, *, version_code: str) -> dict[str, Any]:
    """What this person declared last time for the same procedure: offered again, with the source shown."""
    found = (
        Answers.objects.filter(dossier__submitter_id=person_id, dossier__version__code=version_code)
        .order_by("-at")
        .values_list("answers", flat=True)
        .first()
    )
    return found or {}


def papers_handed_in(dossier_id: UUID) -> list[tuple[str, int, int, int]]:
    return counted(papers(dossier_id))


def counted(papers: Iterable[Paper]) -> list[tuple[str, int, int, int]]:
    """(code, originals, certified, copies) by paper; a file that came by itself counts as a copy."""
    counts: dict[str, list[int]] = {}
    for paper in papers:
        found = counts.setdefault(paper.code, [0, 0, 0])
        found[0] += paper.originals
        found[1] += paper.certified
        found[2] += paper.copies or int(paper.document_id is not None)
    return [(code, n[0], n[1], n[2]) for code, n in counts.items()]

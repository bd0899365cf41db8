"""Questions about registers. Who holds what is personal; only a public register is read by everybody."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from motcua.base.refusals import NotThere
from motcua.dossiers.queries import narrowed
from motcua.people.who import Who
from motcua.registers.models import Register, Registration
from motcua.registers.validity import Standing, standing


def registers() -> list[Register]:
    return list(Register.objects.order_by("code"))


def register(code: str) -> Register:
    """Raises `NotThere`."""
    found = Register.objects.filter(pk=code).first()
    if found is None:
        raise NotThere()
    return found


def public(code: str) -> Register:
    """A register that the law opens to everybody. Raises `NotThere` for another."""
    found = register(code)
    if not found.public:
        raise NotThere()
    return found


def lines(code: str, *, words: str = "", standing: str = "", today: date) -> QuerySet[Registration]:
    """The lines of a register, newest first, each told apart by `replaced`; narrowed by words and by what they are."""
    found: Any = _told(Registration.objects.filter(register=code))  # with `replaced`, which no field is
    if words.strip():
        found = narrowed(found, words=words, through="dossier__") | found.filter(number__icontains=words.strip())
    ended, past = Q(ended_at__isnull=False), Q(valid_until_date__lt=today)
    match standing:
        case Standing.ENDED:
            found = found.filter(ended)
        case Standing.REPLACED:
            found = found.filter(~ended, replaced=True)
        case Standing.EXPIRED:
            found = found.filter(~ended & past, replaced=False)
        case Standing.IN_FORCE:
            unlimited = Q(valid_until_date__isnull=True) | Q(valid_until_date__gte=today)
            found = found.filter(~ended & unlimited, replaced=False)
    rows: QuerySet[Registration] = found.select_related("holder").order_by("-issued_date", "-id")
    return rows


def by_number(number: str) -> list[Registration]:
    """All lines with this very number, in whatever register: what somebody with the paper in hand may ask."""
    typed = " ".join(number.split())[:60]
    return list(_told(Registration.objects.filter(number=typed)).select_related("holder")[:20]) if typed else []


def of_holder(who: Who) -> list[Registration]:
    """What this person holds, newest first."""
    if who.person_id is None:
        return []
    found = _told(Registration.objects.filter(holder_id=who.person_id))
    return list(found.select_related("holder").order_by("-issued_date", "-id")[:200])


def own(who: Who, registration_id: UUID) -> Registration:
    """A registration of this person's. Raises `NotThere`."""
    found = Registration.objects.filter(id=registration_id, holder_id=who.person_id).first() if who.person_id else None
    if found is None:
        raise NotThere()
    return found


def is_replaced(registration: Registration) -> bool:
    return Registration.objects.filter(renews_id=registration.id).exists()


def to_remind(*, today: date) -> Iterable[tuple[UUID, UUID]]:
    """(dossier, registration) of what expires within the days of its register and whose holder was not told."""
    days = {found.code: found.reminder_days for found in registers()}
    due = Q(pk__in=[])
    for code, number in days.items():
        due |= Q(register=code, valid_until_date__lte=today + timedelta(days=number))
    found = Registration.objects.filter(
        due, ended_at__isnull=True, reminded_at__isnull=True, valid_until_date__gte=today
    )
    return list(found.filter(~_renewed()).values_list("dossier_id", "id")[:1000])


def stands(registration: Registration, *, today: date) -> Standing:
    """What it is today; the row comes from a question that told `replaced`."""
    return standing(registration, today=today, replaced=bool(getattr(registration, "replaced", False)))


def _renewed() -> Exists:
    return Exists(Registration.objects.filter(renews_id=OuterRef("id")))


def _told(found: QuerySet[Registration]) -> QuerySet[Registration]:
    return found.annotate(replaced=_renewed(), unit_name=F("unit__name"))

"""Questions about people, accounts and duties."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from motcua.base.asking import Asked
from motcua.base.refusals import NotThere
from motcua.organisation import queries as organisation
from motcua.people import deputies
from motcua.people.models import Duty, Person, SavedView, User
from motcua.people.who import NOBODY, Who

# After this many wrong passwords an account answers nothing for a while, right password or not.
TRIES, WAIT = 8, timedelta(minutes=5)


def who_is(user_id: UUID | str) -> Who:
    """Who this account is today, in one question; `NOBODY` for an account that is gone or closed."""
    found = _account.first(user_id=UUID(str(user_id)))
    if found is None:
        return NOBODY
    pk, name, title, person_id, roles, units, since, until = found
    today = timezone.localdate()
    duties = zip(roles, units, since, until, strict=True)
    running = frozenset((role, unit) for role, unit, first, end in duties if first <= today < (end or date.max))
    if not running:
        return Who(user_id=pk, name=name, title=title, person_id=person_id)
    lent = deputies.lent_to(pk, on=today)
    own = running | _inherited(running, on=today)
    gone = organisation.taken_over({unit for _role, unit, _colleague in lent}, on=today)
    lent |= frozenset((role, old, who) for old, heir in gone.items() for role, unit, who in lent if unit == heir)
    borrowed = frozenset((role, unit) for role, unit, _colleague in lent)
    return Who(
        user_id=pk, name=name, title=title, person_id=person_id, duties=own | borrowed, only_lent=borrowed - own,
        lent=lent,
    )  # fmt: skip


def _inherited(duties: frozenset[tuple[str, UUID]], *, on: date) -> frozenset[tuple[str, UUID]]:
    """The same roles at the abolished units that these units took over: their dossiers go on with the successor."""
    heirs = organisation.taken_over({unit for _role, unit in duties}, on=on)
    return frozenset((role, gone) for gone, heir in heirs.items() for role, unit in duties if unit == heir)


# Which duties run is judged by the caller: the question itself must not depend on the day.
_account = Asked(
    lambda *, user_id: (
        User.objects.filter(pk=user_id, is_active=True)
        .values_list("id", "full_name", "title", "person_id")
        .annotate(
            **{
                column: ArrayAgg(f"duties__{column}", filter=Q(duties__isnull=False), default=[], order_by="duties__id")
                for column in ("role", "unit_id", "since_date", "until_date")
            }
        )
    )
)


def person(person_id: UUID) -> Person:
    found = Person.objects.filter(pk=person_id).first()
    if found is None:
        raise NotThere()
    return found


def person_by_number(personal_number: str) -> Person | None:
    return Person.objects.filter(personal_number=personal_number).exclude(personal_number="").first()


def person_known_as(values: dict[str, Any]) -> Person | None:
    """The person with this personal number or tax code, if either is known."""
    number, tax_code = values.get("personal_number", ""), values.get("tax_code", "")
    found = Q()
    if number:
        found |= Q(personal_number=number)
    if tax_code:
        found |= Q(tax_code=tax_code)
    return Person.objects.filter(found).first() if found else None


def account(username: str) -> User | None:
    return User.objects.filter(username=username).first()


def account_held(user_id: UUID) -> User:
    """An account that is open, locked until the act ends. Raises `NotThere`."""
    found = User.objects.select_for_update(no_key=True).filter(pk=user_id, is_active=True).first()
    if found is None:
        raise NotThere()
    return found


def account_of_person(person_id: UUID) -> User | None:
    return User.objects.filter(person_id=person_id).first()


def officers_of(unit_id: UUID, *roles: str) -> QuerySet[User]:
    return User.objects.filter(
        is_active=True, duties__unit_id=unit_id, duties__role__in=roles, duties__until_date__isnull=True
    ).distinct()


def colleagues(who: Who) -> QuerySet[User]:
    """Everybody with a running duty at this officer's own units, this officer too."""
    units = {unit for _role, unit in who.own}
    return (
        User.objects.filter(is_active=True, duties__unit_id__in=units, duties__until_date__isnull=True)
        .distinct()
        .order_by("full_name")
    )


def duties_of(user_id: UUID) -> QuerySet[Duty]:
    return (
        Duty.objects.filter(officer_id=user_id, until_date__isnull=True).select_related("unit").order_by("since_date")
    )


def cast() -> QuerySet[Duty]:
    """Everybody with a running duty, for the demo's list of who can log in."""
    return Duty.objects.filter(until_date__isnull=True).select_related("officer", "unit").order_by("unit__name", "role")


def citizens_with_accounts() -> QuerySet[User]:
    return User.objects.filter(person__isnull=False, is_active=True).select_related("person").order_by("full_name")


class Backend(BaseBackend):
    """Passwords of officers. Citizens have none here: they come through the identity port."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **rest: Any
    ) -> User | None:
        found = account(username or "")
        if found is None or found.person_id is not None:
            User().set_password(password)  # as slow as a real check: an unknown name must not answer sooner
            return None
        if _must_wait(found, timezone.now()):
            return None
        right = found.check_password(password or "")
        if right:
            User.objects.filter(pk=found.pk).exclude(failed_logins=0).update(failed_logins=0)
        else:
            User.objects.filter(pk=found.pk).update(failed_logins=F("failed_logins") + 1, failed_at=timezone.now())
        return found if right and found.is_active else None

    def get_user(self, user_id: Any) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()


def _must_wait(found: User, now: datetime) -> bool:
    return found.failed_logins >= TRIES and found.failed_at is not None and now - found.failed_at < WAIT


def saved_views(who: Who, *, place: str) -> list[SavedView]:
    """The filters that this officer kept for a list, by name."""
    return list(SavedView.objects.filter(officer_id=who.user_id, place=place).order_by("name"))

"""Who stands in for whom: by the calendar of absence, for the absent colleague's own duties and no further.

A deputy of a deputy is not followed: what was lent is not lent on (decision 22).
"""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from motcua.base.asking import Asked
from motcua.people.models import NEVER_DECIDES, Absence


def lent_to(user_id: UUID, *, on: date) -> frozenset[tuple[str, UUID, UUID]]:
    """(role, unit, colleague) that this officer has on this day for colleagues who are away."""
    return frozenset(
        (role, unit, colleague)
        for colleague, since, until, role, unit, first, end in _lent(user_id=user_id)
        if since <= on <= until and first <= on < (end or date.max) and role not in NEVER_DECIDES
    )


# Which days are meant is judged by the caller: the question itself must not depend on the day.
_lent = Asked(
    lambda *, user_id: Absence.objects.filter(deputy_id=user_id, officer__duties__isnull=False).values_list(
        "officer_id", "since_date", "until_date", "officer__duties__role", "officer__duties__unit_id",
        "officer__duties__since_date", "officer__duties__until_date",
    )
)  # fmt: skip


def between(*, since: date, until: date) -> QuerySet[Absence]:
    """Absences that touch these days."""
    return Absence.objects.filter(since_date__lte=until, until_date__gte=since)


def of_officer(user_id: UUID) -> QuerySet[Absence]:
    return Absence.objects.filter(officer_id=user_id).select_related("officer", "deputy").order_by("-since_date")


def at_units(unit_ids: frozenset[UUID]) -> QuerySet[Absence]:
    """The calendar of absence of everybody with a running duty at these units, newest first."""
    return (
        Absence.objects.filter(officer__duties__unit_id__in=unit_ids, officer__duties__until_date__isnull=True)
        .select_related("officer", "deputy")
        .distinct()
        .order_by("-since_date", "officer__full_name")
    )

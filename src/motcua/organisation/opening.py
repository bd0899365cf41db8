"""When offices are open, for many units and days at once: what a question over all dossiers is asked with."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from motcua import worktime
from motcua.organisation import queries
from motcua.organisation.models import CalendarVersion

Hours = list[tuple[UUID, date, str]]


def opening(unit_ids: Iterable[UUID], *, first: date, last: date) -> tuple[dict[UUID, UUID], Hours]:
    """(whose calendar each unit keeps, when such an owner is open), in one question.

    The second is (owner, day, the spans of that day as a `tsmultirange` of local time), for each day of the two
    and those between. A unit keeps the calendar of the nearest unit above it that has one.
    """
    versions: dict[UUID, list[CalendarVersion]] = {}
    for version in CalendarVersion.objects.order_by("effective_date", "loaded_at"):
        versions.setdefault(version.unit_id, []).append(version)
    owners = {}
    for unit_id in unit_ids:
        above = (one.pk for one in queries.parents(queries.unit(unit_id)))
        owner = next((one for one in above if one in versions), None)
        if owner is not None:
            owners[unit_id] = owner
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    hours = [(owner, day, _spans(versions[owner], day)) for owner in set(owners.values()) for day in days]
    return owners, hours


def _spans(versions: list[CalendarVersion], day: date) -> str:
    in_force = [version for version in versions if version.effective_date <= day] or versions[:1]
    spans = worktime.office_spans(queries.hours(in_force[-1].pk), day)
    return "{" + ",".join(f'["{start:%Y-%m-%d %H:%M}","{end:%Y-%m-%d %H:%M}")' for start, end in spans) + "}"

"""How long a registration holds, and what it is today."""

import calendar
from datetime import date, timedelta
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Standing(TextChoices):
    """What a registration is on a day: derived, never kept."""

    IN_FORCE = "in_force", _("Còn hiệu lực")
    EXPIRED = "expired", _("Hết hạn")
    REPLACED = "replaced", _("Đã được thay bằng bản mới")
    ENDED = "ended", _("Đã thu hồi")


def last_day(issued: date, validity: Any) -> date | None:
    """The last day on which a result holds, by its `Validity` (Bộ luật Dân sự 2015 art. 148); None without a limit.

    A month or year later is the same day of that month, or its last day where it has none.
    """
    if validity is None:
        return None
    if validity.days is not None:
        return issued + timedelta(days=validity.days)
    months = (validity.months or 0) + 12 * (validity.years or 0)
    if not months:
        return None
    year, month = divmod(issued.year * 12 + issued.month - 1 + months, 12)
    return date(year, month + 1, min(issued.day, calendar.monthrange(year, month + 1)[1]))


def standing(registration: Any, *, today: date, replaced: bool) -> Standing:
    """What it is today. A revoked one stays revoked, whatever came after."""
    if registration.ended_at is not None:
        return Standing.ENDED
    if replaced:
        return Standing.REPLACED
    until = registration.valid_until_date
    return Standing.EXPIRED if until is not None and until < today else Standing.IN_FORCE

"""The calendar of absence: who is away, and who stands in."""

from datetime import date, datetime
from uuid import UUID

from motcua.base import record
from motcua.base.acts import Done, act
from motcua.people import commands as people
from motcua.people.who import Who


@act
def set_absence(
    *, subject_id: UUID, deputy_id: UUID, since: date, until: date, reason: str, by: Who, at: datetime, key: str
) -> Done:
    """The officer `subject_id` is away on these days, and the deputy does their work (NĐ 61/2018 art. 18).

    By the officer, or by the head or leader of their unit. Raises `NotAllowed`, and `Invalid` for a deputy who is
    away too, who only configures or inspects, or for days that meet another absence.
    """
    absence = people.keep_absence(
        officer_id=subject_id, deputy_id=deputy_id, since=since, until=until, reason=reason, by=by
    )
    record.write(
        subject=subject_id, kind="people.set_absence", actor=by.actor, at=at,
        data={"deputy": str(deputy_id), "since": since.isoformat(), "until": until.isoformat()},
    )  # fmt: skip
    return Done(subject_id, said={"absence": str(absence.pk)})

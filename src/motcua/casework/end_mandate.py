"""End a mandate before its day."""

from datetime import datetime
from uuid import UUID

from motcua.base import record
from motcua.base.acts import Done, act
from motcua.notices import commands as notices
from motcua.people import mandates
from motcua.people.who import Who


@act
def end_mandate(*, subject_id: UUID, mandate_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """The giver takes it back, or the holder gives it back; the other is told. What was sent on it stays sent.

    `subject_id` is the caller's account. Raises `NotThere` to anybody else, `OutOfOrder` when it has ended.
    """
    mandate = mandates.end(mandate_id=mandate_id, by=by, at=at)
    told = {"mandate": str(mandate_id)}
    record.write(subject=subject_id, kind="people.end_mandate", actor=by.actor, at=at, data=told)
    other = mandate.holder if by.person_id == mandate.giver_id else mandate.giver
    notices.owe_message(
        person=other, kind="mandate_ended", way="email", at=at, giver=mandate.giver.full_name,
        holder=mandate.holder.full_name,
    )  # fmt: skip
    return Done(subject_id)

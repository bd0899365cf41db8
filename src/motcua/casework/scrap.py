"""Throw a draft of a procedure away. What was written stays on record, closed."""

from datetime import datetime
from uuid import UUID

from motcua.base import record
from motcua.base.acts import Done, act
from motcua.catalogue import commands as catalogue
from motcua.people.who import Who


@act
def scrap(*, subject_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Close the draft with this id. Raises `OutOfOrder` while its proposal waits for an answer."""
    catalogue.only_administrators(by=by)
    draft = catalogue.hold_written(draft_id=subject_id)
    catalogue.close_draft(draft=draft, at=at)
    record.write(subject=subject_id, kind="procedure.scrap", actor=by.actor, at=at, data={"code": draft.code})
    return Done(subject_id, code=draft.code)

"""Write a version of a procedure: a draft that administrators of the catalogue share."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from motcua.base import record
from motcua.base.acts import Done, act
from motcua.catalogue import commands as catalogue
from motcua.people.who import Who


@act
def compose(
    *, subject_id: UUID, text: str, based_on: UUID | None, saves: int | None, by: Who, at: datetime, key: str
) -> Done:
    """Begin the draft with this id, or save it (`saves` counts how often it was saved before). Nothing goes live.

    Raises `Invalid` for what cannot be read, `OutOfOrder` when somebody else saved meanwhile.
    """
    catalogue.only_administrators(by=by)
    draft = catalogue.write_draft(draft_id=subject_id, text=text, based_on=based_on, saves=saves, by=by, at=at)
    data = {"code": draft.code, "saves": draft.saves, "digest": sha256(text.encode()).hexdigest()}
    record.write(subject=subject_id, kind="procedure.compose", actor=by.actor, at=at, data=data)
    return Done(subject_id, code=draft.code, said={"saves": draft.saves})

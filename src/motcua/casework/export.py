"""Take a list out of the house as a file: it holds personal data, so the journal tells who took what."""

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.base import record
from motcua.base.acts import Done, act
from motcua.base.refusals import NotAllowed
from motcua.people.who import Who


@act
def export(*, subject_id: UUID, what: str, asked: dict[str, Any], by: Who, at: datetime, key: str) -> Done:
    """Note that this officer takes the list `what`, narrowed by `asked`, as a file. The export is its own subject.

    Raises `NotAllowed` for who is no officer. `asked` holds codes and digests, no personal data.
    """
    if not by.is_officer:
        raise NotAllowed()
    record.write(subject=subject_id, kind="people.export", actor=by.actor, at=at, data={"what": what, "asked": asked})
    return Done(subject_id, said={"what": what})

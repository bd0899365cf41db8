"""A line of the bank's statement is for no bill."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.payments import matching
from motcua.people.who import Who


@act
def set_line_aside(*, subject_id: UUID, reason: str, by: Who, at: datetime, key: str) -> Done:
    """Say what a line is that belongs to no bill, so that it stands on no list any more. Raises `NotAllowed`."""
    matching.only_bookkeepers(by=by)
    line = matching.hold_line(line_id=subject_id)
    matching.set_aside(line=line, reason=reason, by=by, at=at)
    return Done(subject_id)

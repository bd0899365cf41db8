"""Take the bank's statement in."""

from datetime import datetime
from uuid import UUID

from motcua.base import record
from motcua.base.acts import Done, act
from motcua.payments import matching, statements
from motcua.people.who import Who


@act
def keep_statement(*, subject_id: UUID, account: str, text: str, by: Who, at: datetime, key: str) -> Done:
    """Keep the lines of a statement (CSV) that are new, whole or not at all. Raises `Invalid`, `NotAllowed`.

    Nothing is booked yet: each line that is one order's is booked by an act of its own.
    """
    matching.only_bookkeepers(by=by)
    lines = statements.read(text)
    new = matching.keep(account=account, lines=lines, at=at)
    record.write(
        subject=subject_id, kind="bank.statement", actor=by.actor, at=at, data={"lines": len(lines), "new": new}
    )
    return Done(subject_id, said={"lines": len(lines), "new": new})

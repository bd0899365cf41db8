"""Close the cashier's day."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.payments import till
from motcua.people.who import Who


@act
def close_day(*, subject_id: UUID, unit_id: UUID, counted_vnd: int, note: str, by: Who, at: datetime, key: str) -> Done:
    """Count the drawer against the ledger and close the day; a difference is explained. No more is taken that day."""
    row = till.close(unit_id=unit_id, counted_vnd=counted_vnd, note=note, by=by, at=at)
    return Done(row.pk, said={"cash_vnd": row.cash_vnd})

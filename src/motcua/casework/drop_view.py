"""Forget the filters that were kept under a name."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, private
from motcua.people import commands as people
from motcua.people.who import Who


@private
def drop_view(*, view_id: UUID, by: Who, at: datetime) -> Done:
    """Only one's own; somebody else's is left alone, and nobody learns that it exists."""
    people.drop_view(view_id=view_id, by=by)
    return Done(view_id)

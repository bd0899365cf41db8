"""Keep the filters of a list under a name of one's own."""

from datetime import datetime

from motcua.base.acts import Done, private
from motcua.people import commands as people
from motcua.people.who import Who


@private
def keep_view(*, place: str, name: str, query: str, by: Who, at: datetime) -> Done:
    """Remember the address of a list; the same name again takes the new address. Raises `Invalid` without a name."""
    return Done(people.keep_view(place=place, name=name, query=query, by=by).pk)

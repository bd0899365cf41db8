"""Say for whom a draft is written."""

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.base.acts import Done, private
from motcua.dossiers import commands as dossiers
from motcua.dossiers import representation
from motcua.people.who import Who


@private
def represent(*, dossier_id: UUID, behalf: dict[str, Any], by: Who, at: datetime) -> Done:
    """`behalf` is `{"basis", "mandate", "owner"}`; empty: for themselves. Judged again when it is sent.

    Raises `Invalid` naming the field, `NotAllowed` for a mandate that does not hold.
    """
    draft = dossiers.hold_draft(draft_id=dossier_id, by=by)
    if behalf:
        mandate = representation.checked(behalf=behalf, procedure=draft.version.code, by=by, at=at)
        representation.known_owner(behalf=behalf, mandate=mandate, submitter=draft.person)
    dossiers.keep_draft(draft=draft, at=at, behalf=behalf)
    return Done(dossier_id)

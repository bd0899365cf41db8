"""Save what was written so far."""

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.base.acts import Done, private
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who


@private
def save(*, dossier_id: UUID, changes: dict[str, Any], saves: int | None, by: Who, at: datetime) -> Done:
    """Change a draft: `answers`, `unit_id`, `return_by`. With `saves` given, a page that is older is told so (409)."""
    draft = dossiers.hold_draft(draft_id=dossier_id, by=by)
    dossiers.keep_draft(draft=draft, at=at, saves_seen=saves, **changes)
    return Done(dossier_id)

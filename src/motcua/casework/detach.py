"""Take a paper off a draft again."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, private
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who


@private
def detach(*, dossier_id: UUID, document_id: str, by: Who, at: datetime) -> Done:
    """The file is no longer part of what will be sent."""
    draft = dossiers.hold_draft(draft_id=dossier_id, by=by)
    left = {code: [d for d in ids if d != document_id] for code, ids in draft.papers.items()}
    dossiers.keep_draft(draft=draft, at=at, papers={code: ids for code, ids in left.items() if ids})
    return Done(dossier_id)

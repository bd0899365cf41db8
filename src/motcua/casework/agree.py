"""The second person agrees to a correction, or does not."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.dossiers import corrections
from motcua.people.who import Who


@act
def agree(*, dossier_id: UUID, number: int, agreed: bool, note: str, by: Who, at: datetime, key: str) -> Done:
    """Answer a correction. From then on both are shown: what was kept, and what it should read."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    corrections.answer(dossier=dossier, seq=number, agreed=agreed, note=note, by=by, at=at)
    dossiers.tell(dossier=dossier, kind="dossier.agree", by=by, at=at, number=number, agreed=agreed)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

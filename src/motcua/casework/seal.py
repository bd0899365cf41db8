"""Number and seal the result: it is issued, and the administration's time ends."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.notices import commands as notices
from motcua.people.who import Who
from motcua.results import commands as results


@act
def seal(*, dossier_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Give number and date, put the unit's seal, and send the result to the one-stop unit (state 9)."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    result = results.seal(dossier=dossier, by=by, at=at)
    dossiers.move(dossier=dossier, act="seal", by=by, at=at)
    dossiers.resume_clock(dossier=dossier, at=at)
    dossiers.finish(dossier=dossier, at=at)
    notices.owe(dossier=dossier, kind="done", at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"number": result.number})

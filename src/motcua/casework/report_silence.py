"""An agency has not answered in time."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.routing import commands as routing


@act
def report_silence(*, dossier_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Note the silence where the head sees it, and let the clock go on. Done by the machine (NĐ 61/2018 art. 19)."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    late = routing.report_silence(dossier=dossier, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"opinions": late})

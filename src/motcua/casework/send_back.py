"""Send a drafted result back to the very person who prepared it."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.results import commands as results
from motcua.routing import commands as routing


@act
def send_back(*, dossier_id: UUID, reason: str, by: Who, at: datetime, key: str) -> Done:
    """Do not approve, and say why; the specialist proposes anew (NĐ 61/2018 art. 19)."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.need_reason(reason=reason)
    result = results.move(dossier=dossier, act="send_back", by=by, at=at, note=reason)
    dossiers.give_to(dossier=dossier, officer_id=result.preparer_id)
    routing.passed(dossier=dossier, act="send_back", by=by, at=at, holder=result.preparer_id)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"result": str(result.id)})

"""Give the result that was issued in place of a revoked one."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices
from motcua.people.who import Who
from motcua.results import commands as results


@act
def hand_again(*, dossier_id: UUID, to_name: str, identity: str, by: Who, at: datetime, key: str) -> Done:
    """Hand a replacement over at the counter, free of charge (NĐ 61/2018 art. 21); the dossier stays closed."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.only_counter(dossier=dossier, by=by)
    dossiers.only_in(dossier=dossier, state=State.RETURNED)
    result = results.need_replacement(dossier=dossier)
    results.hand_over(dossier=dossier, to_name=to_name, identity=identity, by=by, at=at)
    dossiers.tell(dossier=dossier, kind="results.hand_again", by=by, at=at, result=str(result.id))
    notices.owe(dossier=dossier, kind="handed_again", at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"number": result.number})

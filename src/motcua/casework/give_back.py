"""Give back the papers of a dossier that was stopped."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.results import commands as results


@act
def give_back(*, dossier_id: UUID, to_name: str, identity: str, by: Who, at: datetime, key: str) -> Done:
    """Return the originals of a stopped dossier (NĐ 61/2018 art. 20)."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.move(dossier=dossier, act="give_back", by=by, at=at)
    results.hand_over(dossier=dossier, to_name=to_name, identity=identity, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

"""Ask agencies beside for their opinion."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.results import commands as results
from motcua.routing import commands as routing


@act
def ask_opinion(
    *, dossier_id: UUID, unit_ids: list[UUID], content: str, due_at: datetime | None, by: Who, at: datetime, key: str
) -> Done:
    """Ask other agencies, with a deadline; they read the dossier until they have answered (NĐ 61/2018 art. 19).

    Without `due_at` the route's own hours count. The clock stands still only where the route says so. Raises `Invalid`.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    routing.refuse_while_waiting(dossier=dossier)
    results.set_aside(dossier=dossier, by=by, at=at)
    asked = routing.ask_opinion(dossier=dossier, unit_ids=unit_ids, content=content, due_at=due_at, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"opinions": [one.seq for one in asked]})

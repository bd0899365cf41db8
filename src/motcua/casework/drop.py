"""End a linked dossier because the one before it came to nothing."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.dossiers import groups
from motcua.notices import commands as notices
from motcua.people.who import Who
from motcua.results import queries as results


@act
def drop(*, dossier_id: UUID, lead_id: UUID, member: str, by: Who, at: datetime, key: str) -> Done:
    """Stop a member whose predecessor was refused or stopped: there is nothing left that it could rest on."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    row = groups.row_of(lead_id=lead_id, member=member)
    groups.need_no_hope(row, refused=results.refused_in(lead_id))
    reason = groups.because_of_the_one_before()
    dossiers.move(dossier=dossier, act="drop", by=by, at=at, note=reason)
    notices.owe(dossier=dossier, kind="stopped", at=at, reason=reason)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

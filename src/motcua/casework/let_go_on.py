"""What a linked dossier waited for is done: its clock goes on."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.dossiers import groups
from motcua.notices import commands as notices
from motcua.people.who import Who
from motcua.results import queries as results


@act
def let_go_on(*, dossier_id: UUID, lead_id: UUID, member: str, by: Who, at: datetime, key: str) -> Done:
    """End the pause of cause `linked` (`clock.md`). Called by the clock's job; `OutOfOrder` while it must wait."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.only_the_system(by=by)
    row = groups.row_of(lead_id=lead_id, member=member)
    groups.need_end_of_waiting(row, dossier=dossier, refused=results.refused_in(lead_id))
    dossiers.resume_clock(dossier=dossier, at=at)
    dossiers.tell(dossier=dossier, kind="dossier.go_on", by=by, at=at, lead=str(lead_id))
    notices.owe(dossier=dossier, kind="resumed", at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

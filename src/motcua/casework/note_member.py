"""The leading dossier learns what became of a member."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.base.refusals import OutOfOrder
from motcua.dossiers import commands as dossiers
from motcua.dossiers import groups
from motcua.people.who import Who
from motcua.results import queries as results


@act
def note_member(*, dossier_id: UUID, member: str, by: Who, at: datetime, key: str) -> Done:
    """Keep on the lead's record that a member was opened, or how it ended. `OutOfOrder` when there is no news."""
    lead = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.only_the_system(by=by)
    row = groups.row_of(lead_id=dossier_id, member=member, locked=True)
    news = groups.news_of(row, refused=results.refused_in(dossier_id))
    if news is None:
        raise OutOfOrder()
    groups.note(lead=lead, row=row, by=by, at=at, outcome=news)
    return Done(lead.pk, code=lead.code, state=lead.state)

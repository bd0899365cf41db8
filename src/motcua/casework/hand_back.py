"""Return the result at the counter."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.dossiers import groups
from motcua.notices import commands as notices
from motcua.payments import commands as payments
from motcua.people.who import Who
from motcua.post import commands as post
from motcua.results import commands as results


@act
def hand_back(*, dossier_id: UUID, to_name: str, identity: str, by: Who, at: datetime, key: str) -> Done:
    """Give the result to the applicant or to whoever shows a mandate (NĐ 61/2018 art. 20), when nothing is owed."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.move(dossier=dossier, act="hand_back", by=by, at=at)
    groups.refuse_while_members_run(dossier=dossier)
    payments.refuse_while_owed(dossier=dossier)
    post.call_off(dossier=dossier, by=by, at=at)
    results.hand_over(dossier=dossier, to_name=to_name, identity=identity, by=by, at=at)
    notices.owe(dossier=dossier, kind="returned", at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

"""The post delivered the result."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.feedback import commands as feedback
from motcua.notices import commands as notices
from motcua.people.who import Who
from motcua.post import commands as post
from motcua.results import commands as results
from motcua.routing import commands as routing


@act
def deliver(*, dossier_id: UUID, to_name: str, identity: str, by: Who, at: datetime, key: str) -> Done:
    """Deliver against an identity paper or a mandate (QĐ 45/2016/QĐ-TTg): the dossier is closed."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    post.move(dossier=dossier, act="deliver", by=by, at=at)
    dossiers.move(dossier=dossier, act="deliver", by=by, at=at)
    results.hand_over(dossier=dossier, to_name=to_name, identity=identity, by=by, at=at)
    notices.owe(dossier=dossier, kind="returned", at=at, token=feedback.invite(dossier=dossier, at=at))
    routing.passed(dossier=dossier, act="deliver", by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

"""Answer somebody who was not satisfied."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.feedback import commands as feedback
from motcua.notices import commands as notices
from motcua.people.who import SYSTEM, Who


@act
def answer_grievance(*, dossier_id: UUID, said: str, by: Who, at: datetime, key: str) -> Done:
    """Answer within 15 working days (QĐ 766/QĐ-TTg, index 5.2); the officer never learns whom.

    Raises `NotThere` for another than the named person.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=SYSTEM, at=at)
    feedback.answer(dossier=dossier, said=said, by=by, at=at)
    notices.owe(dossier=dossier, kind="grievance_answered", at=at, reason=said)
    return Done(dossier.pk)

"""Say how it was."""

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.feedback import commands as feedback
from motcua.people.who import Who


@act
def rate(*, dossier_id: UUID, scores: dict[str, Any], comment: str, by: Who, at: datetime, key: str) -> Done:
    """Rate the service once the case has ended (TT 32/2017 art. 12). Only the applicant can; nobody sees who did."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.only_the_applicant(dossier=dossier, by=by)
    dossiers.only_when_ended(dossier=dossier)
    feedback.rate(dossier=dossier, scores=scores, comment=comment, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

"""Say how it was, through the link on one's own telephone."""

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.feedback import commands as feedback
from motcua.people.who import SYSTEM, Who


@act
def rate_by_link(
    *, dossier_id: UUID, token: str, scores: dict[str, Any], comment: str, by: Who, at: datetime, key: str
) -> Done:
    """Rate with the one-time link, without logging in (TT 32/2017 art. 12). Raises `NotThere` for another token.

    `by` is nobody: the token is the right, and whoever asks is not kept.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=SYSTEM, at=at)
    feedback.need_invitation(dossier=dossier, token=token, at=at)
    dossiers.only_when_ended(dossier=dossier)
    feedback.rate(dossier=dossier, scores=scores, comment=comment, at=at, by_link=True)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

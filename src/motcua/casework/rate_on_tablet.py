"""Say how it was, on the counter's tablet."""

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.feedback import commands as feedback
from motcua.people.who import Who


@act
def rate_on_tablet(*, dossier_id: UUID, scores: dict[str, Any], by: Who, at: datetime, key: str) -> Done:
    """Keep what was tapped beside the officer, apart from the rest (TT 32/2017 art. 12): it is never counted with it.

    `by` is the counter whose tablet it is; the record tells that somebody tapped, not what.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.only_counter(dossier=dossier, by=by)
    dossiers.only_when_ended(dossier=dossier)
    feedback.rate_on_tablet(dossier=dossier, scores=scores, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

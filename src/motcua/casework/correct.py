"""Say that something kept of a dossier is wrong, and what it should read."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.dossiers import corrections
from motcua.people.who import Who


@act
def correct(*, dossier_id: UUID, what: str, now: str, reason: str, by: Who, at: datetime, key: str) -> Done:
    """Draft a correction (NĐ 61/2018 art. 5.1: nothing is altered): a new line, which a second person agrees to.

    `what` is `owner_name`, `about`, `channel`, `received_at` or `answer.<question>`. The journal tells which and by
    whom, never the words.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.need_reason(reason=reason)
    drafted = corrections.draft(dossier=dossier, what=what, now=now, reason=reason, by=by, at=at)
    dossiers.tell(dossier=dossier, kind="dossier.correct", by=by, at=at, what=what, number=drafted.seq)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"number": drafted.seq})

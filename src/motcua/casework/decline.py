"""Refuse to receive an application: another act than refusing what it asks for."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.notices import commands as notices
from motcua.notices import letters
from motcua.people.who import Who


@act
def decline(*, dossier_id: UUID, reason: str, by: Who, at: datetime, key: str) -> Done:
    """Do not receive this dossier, with a reason the applicant can read (NĐ 61/2018 art. 17; form 03)."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.need_reason(reason=reason)
    dossiers.move(dossier=dossier, act="decline", by=by, at=at, note=reason)
    notices.write_letter(
        dossier=dossier, name="refusal", data=letters.refusal(dossier, reason, by=by, at=at), by=by, at=at
    )
    notices.owe(dossier=dossier, kind="declined", at=at, reason=reason)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

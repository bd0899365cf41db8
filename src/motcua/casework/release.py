"""Confirm a withdrawal: the settlement stops."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.notices import commands as notices
from motcua.notices import letters
from motcua.people.who import Who
from motcua.routing import commands as routing


@act
def release(*, dossier_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Stop a dossier that its applicant asked to withdraw, with a notice of stopping (TT 03/2025 art. 7)."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    reason = letters.withdrawn()
    dossiers.move(dossier=dossier, act="release", by=by, at=at)
    data = letters.stop_notice(dossier, reason, by=by, at=at)
    notices.write_letter(dossier=dossier, name="stop_notice", data=data, by=by, at=at)
    notices.owe(dossier=dossier, kind="stopped", at=at, reason=reason)
    routing.passed(dossier=dossier, act="release", by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

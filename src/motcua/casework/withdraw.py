"""The applicant takes the application back."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.notices import commands as notices
from motcua.people.who import Who
from motcua.results import commands as results


@act
def withdraw(*, dossier_id: UUID, reason: str, by: Who, at: datetime, key: str) -> Done:
    """Ask to withdraw, possible while no decision exists (TT 03/2025 art. 7). The one-stop unit confirms."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    results.refuse_when_decided(dossier=dossier)
    dossiers.move(dossier=dossier, act="withdraw", by=by, at=at, note=reason)
    notices.owe(dossier=dossier, kind="withdrawing", at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

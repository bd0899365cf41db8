"""Remind the holder of a licence that it will expire."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.notices import commands as notices
from motcua.people.who import Who
from motcua.registers import commands as registers


@act
def remind_expiry(*, dossier_id: UUID, registration_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Tell the holder, once, until when what they hold is valid and where it is renewed."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    found = registers.remind(dossier=dossier, registration_id=registration_id, by=by, at=at)
    until = f"{found.valid_until_date:%d/%m/%Y}"
    notices.owe(dossier=dossier, kind="expiring", at=at, number=found.number, until=until)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

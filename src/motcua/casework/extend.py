"""Sign the apology: the new date holds from here on."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import apologies
from motcua.dossiers import commands as dossiers
from motcua.notices import commands as notices
from motcua.notices import letters
from motcua.people.who import Who


@act
def extend(*, dossier_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Give the applicant a new date, once, with the reason and an apology (NĐ 61/2018 art. 19.9; form 04).

    Signed by a head or a leader, never by who drafted it. Raises `OutOfOrder` without a draft, after a first new
    date, or once the dossier is late.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.move(dossier=dossier, act="extend", by=by, at=at)
    apology = apologies.to_sign(dossier=dossier, by=by, at=at)
    data = letters.apology(dossier, apology, by=by, at=at)
    dossiers.extend_clock(dossier=dossier, new_due_at=apology.new_due_at, reason=apology.reason, at=at)
    notices.write_letter(dossier=dossier, name="apology", data=data, by=by, at=at)
    notices.owe(dossier=dossier, kind="apologised", at=at, reason=apology.reason)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

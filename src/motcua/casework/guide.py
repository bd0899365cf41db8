"""Tell an applicant, before reception, everything that is missing: once and in full."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.notices import commands as notices
from motcua.notices import letters
from motcua.people.who import Who


@act
def guide(*, dossier_id: UUID, items: list[dict[str, str]], reason: str, by: Who, at: datetime, key: str) -> Done:
    """Send a submitted dossier back to be completed (NĐ 61/2018 art. 17; form 02). No clock runs yet.

    `items` are `{"paper": code, "reason": …}` or `{"question": id, "reason": …}`. Raises `Invalid` without any.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    request = dossiers.request_supplement(dossier=dossier, items=items, reason=reason, by=by, at=at)
    dossiers.move(dossier=dossier, act="guide", by=by, at=at, note=reason, items=items)
    data = letters.supplement(dossier, request, by=by, at=at)
    notices.write_letter(dossier=dossier, name="supplement", data=data, by=by, at=at)
    notices.owe(dossier=dossier, kind="guided", at=at, reason=reason)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

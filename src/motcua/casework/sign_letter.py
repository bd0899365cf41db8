"""Put one's electronic signature on a letter that was given."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.base.refusals import DeviceGone
from motcua.dossiers import commands as dossiers
from motcua.notices import commands as notices
from motcua.people.who import Who
from motcua.results.ports import SigningFailed


@act
def sign_letter(*, dossier_id: UUID, letter_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Sign a form where it asks for a signature (TT 01/2018 art. 9): who gave it, or a leader for what a leader signs.

    Raises `NotThere`, `NotAllowed`, `OutOfOrder` when it is signed, and `DeviceGone`, and then nothing has happened.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    try:
        notices.sign_letter(dossier=dossier, letter_id=letter_id, by=by, at=at)
    except SigningFailed as fault:
        raise DeviceGone() from fault
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

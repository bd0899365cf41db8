"""Throw a draft away."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, private
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.registers import commands as registers


@private
def discard(*, dossier_id: UUID, by: Who, at: datetime) -> Done:
    """Delete the draft; the city never knew of it."""
    dossiers.discard_draft(draft=dossiers.hold_draft(draft_id=dossier_id, by=by))
    registers.forget_renewal(draft_id=dossier_id)
    return Done(dossier_id)

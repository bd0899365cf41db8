"""Begin an application: a private draft."""

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.base.acts import Done, private
from motcua.catalogue import queries as catalogue
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.registers import commands as registers


@private
def start(
    *, dossier_id: UUID, procedure: str, answers: dict[str, Any], by: Who, at: datetime, renews: UUID | None = None
) -> Done:
    """Open a draft for the version now in force, with answers that are known already. Only its writer sees it.

    `renews` is the registration of the writer's own that it will renew, change or replace.
    """
    version = catalogue.current(procedure).version
    dossiers.open_draft(draft_id=dossier_id, version=version, answers=answers, by=by, at=at)
    if renews is not None:
        registers.note_renewal(draft_id=dossier_id, registration_id=renews, by=by)
    return Done(dossier_id)

"""Begin an application: a private draft."""

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.base.acts import Done, private
from motcua.catalogue import queries as catalogue
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who


@private
def start(*, dossier_id: UUID, procedure: str, answers: dict[str, Any], by: Who, at: datetime) -> Done:
    """Open a draft for the version now in force, with answers that are known already. Only its writer sees it."""
    version = catalogue.current(procedure).version
    dossiers.open_draft(draft_id=dossier_id, version=version, answers=answers, by=by, at=at)
    return Done(dossier_id)

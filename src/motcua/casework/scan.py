"""Lay a scan or a photo made at the counter with a dossier."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.documents import commands as documents
from motcua.documents.papers import Prepared
from motcua.dossiers import commands as dossiers
from motcua.dossiers import scans
from motcua.people.who import Who


@act
def scan(
    *, dossier_id: UUID, paper: str, path: Path, prepared: Prepared, name: str, by: Who, at: datetime, key: str
) -> Done:
    """Keep the file at `path` under a paper that was handed in on paper; `prepared` is what `looked_at` made of it.

    Raises `NotAllowed` for who does not stand at its counter, `OutOfOrder` once the dossier has ended, `TooLarge`.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    scans.need_open_counter(dossier=dossier, by=by)
    document = documents.keep_paper(dossier_id=dossier_id, path=path, prepared=prepared, name=name, by=by, at=at)
    scans.lay(dossier=dossier, code=paper, document=document, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"document": str(document.id)})

"""Attach a paper to a draft, or to what a supplement asks for."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from motcua.base.acts import Done, private
from motcua.documents import commands as documents
from motcua.documents.papers import Prepared
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who


@private
def attach(*, dossier_id: UUID, paper: str, path: Path, prepared: Prepared, name: str, by: Who, at: datetime) -> Done:
    """Keep the file at `path` under the paper with this code; `prepared` is what `documents.looked_at` made of it.

    Raises `TooLarge`, `NotThere`, `OutOfOrder`. The file counts only once it is sent.
    """
    document = documents.keep_paper(dossier_id=dossier_id, path=path, prepared=prepared, name=name, by=by, at=at)
    dossiers.lay_with(dossier_id=dossier_id, paper=paper, document_id=document.id, by=by, at=at)
    return Done(dossier_id, said={"document": str(document.id), "pages": document.pages})

"""What may be written about documents. Called by casework, inside an act."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from motcua.base import record
from motcua.documents.models import Document
from motcua.documents.papers import Prepared
from motcua.documents.queries import store
from motcua.people.who import Who


def keep_paper(*, dossier_id: UUID, path: Path, prepared: Prepared, name: str, by: Who, at: datetime) -> Document:
    """Keep what arrived and the PDF that is shown. `prepared` is what `queries.looked_at` made of the same file.

    Raises `store.TooLarge`, `store.StoreFull`.
    """
    with path.open("rb") as file:
        original = store().put(file, limit=settings.FILE_LIMIT)
    shown = store().put(prepared.pdf, limit=settings.FILE_LIMIT * 2)
    picture = store().put(prepared.thumbnails[0], limit=settings.FILE_LIMIT).digest if prepared.thumbnails else ""
    return record.add(
        Document(
            dossier_id=dossier_id, digest=shown.digest, original_digest=original.digest, picture_digest=picture,
            name=name[:200], kind=prepared.found.kind, size=original.size, pages=prepared.pages, at=at, actor=by.actor,
        )
    )  # fmt: skip


def keep_made(*, content: bytes) -> str:
    """Keep a file that the house made itself (a draft, a signed result); returns its digest."""
    return store().put(content, limit=settings.FILE_LIMIT * 2).digest

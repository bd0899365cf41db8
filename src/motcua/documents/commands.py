"""What may be written about documents. Called by casework, inside an act."""

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from motcua.base import record
from motcua.documents import pdfs
from motcua.documents.models import Document, Shelved
from motcua.documents.papers import Prepared
from motcua.documents.queries import Arrived, read, store
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


def take_again(*, dossier_id: UUID, source: Document, by: Who, at: datetime) -> Document:
    """Lay a file that is kept already into another dossier, by its owner's consent: no byte is copied."""
    return record.add(
        Document(
            dossier_id=dossier_id, digest=source.digest, original_digest=source.original_digest,
            picture_digest=source.picture_digest, name=source.name, kind=source.kind, size=source.size,
            pages=source.pages, at=at, actor=by.actor, reused_from=source.dossier_id,
        )
    )  # fmt: skip


def take_result(*, dossier_id: UUID, source_id: UUID, digest: str, name: str, by: Who, at: datetime) -> Document:
    """Lay a result that the house itself issued into a dossier as a paper, by its owner's consent."""
    content = read(digest)
    return record.add(
        Document(
            dossier_id=dossier_id, digest=digest, original_digest=digest, name=f"{name}.pdf"[:200], kind="pdf",
            size=len(content), pages=pdfs.count(content), at=at, actor=by.actor, reused_from=source_id,
        )
    )  # fmt: skip


def lay_mandate(*, dossier_id: UUID, digest: str, name: str, pages: int, by: Who, at: datetime) -> Document:
    """The paper of a mandate as a document of the dossier in which it is used."""
    return record.add(
        Document(
            dossier_id=dossier_id, digest=digest, original_digest=digest, name=name, kind="pdf",
            size=store().path(digest).stat().st_size, pages=pages, at=at, actor=by.actor,
        )
    )  # fmt: skip


def keep_shown(*, paper: Arrived) -> str:
    """Keep a paper that belongs to a person and to no dossier (a mandate), as the PDF that is shown; its digest."""
    with paper.path.open("rb") as file:
        store().put(file, limit=settings.FILE_LIMIT)
    return store().put(paper.prepared.pdf, limit=settings.FILE_LIMIT * 2).digest


def say_of(*, found: Shelved | None, person_id: UUID, digest: str, at: datetime, **said: Any) -> None:
    """Keep what a person says of a file in their store: `valid_until`, `taken_off_at`."""
    if found is None:
        record.add(Shelved(person_id=person_id, digest=digest, at=at, **said))
    else:
        record.change(found, at=at, **said)


def keep_made(*, content: bytes) -> str:
    """Keep a file that the house made itself (a draft, a signed result); returns its digest."""
    return store().put(content, limit=settings.FILE_LIMIT * 2).digest

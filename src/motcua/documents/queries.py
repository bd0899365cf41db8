"""Questions about documents. Who may see one is decided by the room it belongs to."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

from motcua.base.refusals import NotThere
from motcua.documents import scan
from motcua.documents.limited import Exhausted, WorkFailed, run_limited
from motcua.documents.models import Document
from motcua.documents.papers import MOST_PAGES, Prepared, prepare, readable_pages
from motcua.documents.reasons import PaperRefused
from motcua.documents.store import NotKept, Store, TooLarge

__all__ = ["MOST_PAGES", "content", "looked_at", "of_dossier", "one", "pages", "read", "store"]


@dataclass(frozen=True)
class Arrived:
    """A file that came and was looked at. It is told apart by what it contains, wherever it lies meanwhile."""

    path: Path
    prepared: Prepared
    name: str

    def __str__(self) -> str:
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


def store() -> Store:
    return Store(settings.FILES)


def looked_at(path: Path, *, name: str) -> Prepared:
    """Judge a file that arrived by its content, look for viruses where a scanner is configured, make its PDF.

    Slow (half a second to a minute), so it is done before the act that keeps the file. Raises `PaperRefused`,
    `TooLarge`, or `scan.ScannerGone`: without the scanner that was configured, nothing is taken.
    """
    if path.stat().st_size > settings.FILE_LIMIT:
        raise TooLarge(limit=settings.FILE_LIMIT)
    if settings.CLAMAV:
        with path.open("rb") as file:
            verdict = scan.scan(file, address=settings.CLAMAV, timeout=60)
        if isinstance(verdict, scan.Infected):
            raise PaperRefused("infected", name=name)
    return prepare(path, name=name)


def of_dossier(dossier_id: UUID) -> list[Document]:
    return list(Document.objects.filter(dossier_id=dossier_id).order_by("at"))


def one(dossier_id: UUID, document_id: UUID) -> Document:
    found = Document.objects.filter(dossier_id=dossier_id, id=document_id).first()
    if found is None:
        raise NotThere()
    return found


def content(digest: str) -> BinaryIO:
    """The bytes of a kept file."""
    try:
        return store().open(digest)
    except NotKept:
        raise NotThere() from None


def read(digest: str) -> bytes:
    with content(digest) as file:
        return file.read()


@lru_cache(maxsize=32)
def pages(digest: str) -> tuple[bytes, ...]:
    """The first pages of a kept PDF as pictures to read (WebP), made where a hostile file can break nothing.

    Raises `NotThere` for a file that is not kept or cannot be drawn.
    """
    try:
        drawn = run_limited(readable_pages, read(digest), seconds=20, megabytes=1536)
    except (Exhausted, WorkFailed):
        raise NotThere() from None
    return tuple(drawn)

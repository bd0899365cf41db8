"""What `fsck` re-derives here: the files on disk, by their digests."""

import os
from collections.abc import Iterator

from motcua.base.checks import Check, Fault, Finding, Scope, rows
from motcua.documents.queries import store
from motcua.documents.store import NotKept, Store


def files(scope: Scope) -> Iterator[Finding]:
    """files of papers"""
    kept = store()
    for dossier_id, document_id, shown, original, picture, size in rows(
        scope,
        "SELECT dossier_id, id, digest, original_digest, picture_digest, size FROM documents_document d "
        f"WHERE {scope.of('dossier_id')} "
        # Files of drafts that were thrown away leave the store (`documents/leaving.py`).
        "AND (EXISTS (SELECT FROM dossiers_dossier o WHERE o.id = d.dossier_id) "
        "OR EXISTS (SELECT FROM dossiers_draft f WHERE f.id = d.dossier_id)) ORDER BY dossier_id, id",
    ):
        for role, digest in (("shown", shown), ("original", original), ("picture", picture)):
            length = size if role == "original" else None
            fault = looked_at(kept, digest=digest, rehash=scope.rehash, size=length) if digest else ""
            if fault:
                yield Fault(dossier_id, f"file of paper {document_id} ({role})", digest, fault)


def looked_at(kept: Store, *, digest: str, rehash: bool, size: int | None = None) -> str:
    """What is wrong with a kept file (`missing`, `altered`, …), or "". `size` in bytes is compared when given."""
    try:
        found = os.stat(kept.path(digest)).st_size
        if size is not None and found != size:
            return f"altered: {found} bytes instead of {size}"
        return "altered" if rehash and not kept.verify(digest) else ""
    except ValueError:
        return "not a digest"
    except (FileNotFoundError, NotKept):
        return "missing"
    except OSError as error:
        return f"cannot be read: {error.strerror}"


OF_THE_CITY: tuple[Check, ...] = ()
OF_DOSSIERS: tuple[Check, ...] = (files,)

"""What `fsck` re-derives here: the files on disk, by their digests."""

from collections.abc import Iterator

from motcua.base.checks import Check, Fault, Finding, Scope, rows
from motcua.documents.queries import store
from motcua.documents.store import NotKept


def files(scope: Scope) -> Iterator[Finding]:
    """files of papers"""
    for dossier_id, document_id, shown, original, picture, size in rows(
        scope,
        "SELECT dossier_id, id, digest, original_digest, picture_digest, size FROM documents_document "
        f"WHERE {scope.of('dossier_id')} ORDER BY dossier_id, id",
    ):
        kept = {"shown": shown, "original": original} | ({"picture": picture} if picture else {})
        for role, digest in kept.items():
            what = f"file of paper {document_id} ({role})"
            fault = looked_at(digest, rehash=scope.rehash, size=size if role == "original" else None)
            if fault:
                yield Fault(dossier_id, what, digest, fault)


def looked_at(digest: str, *, rehash: bool, size: int | None = None) -> str:
    """What is wrong with a kept file (`missing`, `altered`, …), or "". `size` in bytes is compared when given."""
    try:
        path = store().path(digest)
        found = path.stat().st_size
        if size is not None and found != size:
            return f"altered: {found} bytes instead of {size}"
        return "altered" if rehash and not store().verify(digest) else ""
    except ValueError:
        return "not a digest"
    except (FileNotFoundError, NotKept):
        return "missing"
    except OSError as error:
        return f"cannot be read: {error.strerror}"


OF_THE_CITY: tuple[Check, ...] = ()
OF_DOSSIERS: tuple[Check, ...] = (files,)

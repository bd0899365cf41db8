"""Write database and files as one consistent, sealed file: motcua backup FILE

The city goes on working meanwhile: everything is read in one snapshot of the database, and files never change.
"""

import argparse
import contextlib
import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from motcua.launch import database
from motcua.launch.places import LaunchError

if TYPE_CHECKING:
    from motcua.launch.archive import Packing

DIGEST_BYTES = 64
# The columns that name a kept file by its digest. No act puts another file in the place of one.
REFERENCES = (
    ("documents_document", "digest"),
    ("documents_document", "original_digest"),
    ("documents_document", "picture_digest"),
    ("results_result", "draft_digest"),
    ("results_result", "signed_digest"),
    ("results_result", "sealed_digest"),
    ("notices_lettersignature", "digest"),
    ("people_mandate", "document_digest"),
    ("reception_givenback", "signature_digest"),
)
MEGABYTE = 1_000_000


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="where to write; nothing may be there yet")


def run(*, options: argparse.Namespace, rest: list[str]) -> int:
    """The status is 1 when the backup was written, and files were missing that documents refer to."""
    from motcua.launch.passphrase import passphrase

    target: Path = options.file
    if target.exists():
        raise LaunchError(f"{target} is already there; give another name.")
    secret = passphrase(twice=True)
    with database.provided(), _written(target) as sink:
        packing = _packed(sink, secret=secret)
    files, size = packing.files.count, target.stat().st_size / MEGABYTE
    print(f"motcua: the database and {files:,} files are in {target} ({size:,.1f} MB).")
    if not packing.lost.count:
        return 0
    print(
        f"motcua: {packing.lost.count:,} files that documents refer to were missing or altered on the disk and are "
        "not in it; `motcua fsck --files` names them, an older backup may have them.", file=sys.stderr,
    )  # fmt: skip
    return 1


@contextlib.contextmanager
def _written(target: Path) -> Iterator[IO[bytes]]:
    """A file that bears its name only once it is whole and on the disk."""
    fresh = target.with_name(f"{target.name}.partial-{os.getpid()}")
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as sink:
            yield sink
            sink.flush()
            os.fsync(sink.fileno())
        os.link(fresh, target)  # unlike a rename it never replaces what came in between
    except OSError as error:
        raise LaunchError(f"{target} could not be written: {error.strerror or error}.") from error
    finally:
        fresh.unlink(missing_ok=True)


def _packed(sink: IO[bytes], *, secret: str) -> "Packing":
    from motcua.launch import archive, dumping
    from motcua.launch.sealing import Sealing

    with tempfile.TemporaryFile() as digests:
        with dumping.connected() as connection:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")  # it idles while pg_dump works
            about = archive.About(
                made_at=datetime.now(UTC).isoformat(timespec="seconds"),
                postgres=connection.info.server_version // 10000,
                migrations=_migrations(connection),
            )
            packing = archive.Packing(Sealing(sink, passphrase=secret), about=about)
            snapshot = str(_one(connection, "SELECT pg_export_snapshot()"))
            with dumping.dumped(connection, snapshot=snapshot) as stream:
                packing.add_dump(stream)
            _spool(connection, digests)
        # Files never change and never go, so that the snapshot need not be held while they are copied.
        digests.seek(0)
        while digest := digests.read(DIGEST_BYTES).decode():
            _add_file(packing, digest)
    packing.finish()
    return packing


def _migrations(connection: Any) -> list[list[str]]:
    if _one(connection, "SELECT to_regclass('public.django_migrations')") is None:
        raise LaunchError("this database is empty: there is nothing to back up.")
    return [list(r) for r in connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name")]


def _one(connection: Any, question: str) -> Any:
    row = connection.execute(question).fetchone()
    return row[0] if row else None


def _spool(connection: Any, digests: IO[bytes]) -> None:
    """The digest of every file that the snapshot refers to, once each and in order."""
    with connection.cursor(name="digests") as cursor:
        cursor.itersize = 10_000
        cursor.execute(" UNION ".join(f"SELECT {c} FROM {t} WHERE {c} <> ''" for t, c in REFERENCES) + " ORDER BY 1")
        for (digest,) in cursor:
            digests.write(digest.encode())


def _add_file(packing: "Packing", digest: str) -> None:
    """Read twice, the second time from the cache: an altered file must not stand under the name of a whole one."""
    from motcua.config.settings import FILES

    try:
        with (FILES / digest[:2] / digest[2:4] / digest).open("rb") as content:
            if hashlib.file_digest(content, "sha256").hexdigest() != digest:
                packing.lost.add(digest)
                return
            size = content.tell()
            content.seek(0)
            packing.add_file(digest, size=size, content=content)
    except FileNotFoundError:
        packing.lost.add(digest)

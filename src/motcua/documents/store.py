"""Where the bytes of papers are kept: by their SHA-256, written once, never changed.

The store knows no dossier and no name. Whoever keeps a digest can have the bytes back and check them.
Layout under the root: `ab/cd/abcd…` (the digest in full) and `.incoming/` for what is still being written,
on the same file system so that the last step is one rename. Folders are 0700, files 0600.
"""

import errno
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from motcua.base import refusals

_CHUNK = 1 << 20
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class TooLarge(refusals.TooLarge):
    """More bytes came than were allowed; nothing of them was kept. `limit` is in bytes."""

    def __init__(self, *, limit: int) -> None:
        megabytes = f"{limit / 2**20:.1f}".removesuffix(".0").replace(".", ",")
        said = _("Tệp lớn hơn mức nhận được là {megabytes} MB. Hãy gửi tệp nhỏ hơn hoặc tách ra.")
        super().__init__(format_lazy(said, megabytes=megabytes), fields={"limit": limit})
        self.limit = limit


class StoreFull(refusals.DeviceGone):
    """The disk (or the quota) has no room; nothing was kept."""

    kind = "store-full"
    title = _("Máy chủ hết chỗ chứa tệp nên chưa nhận được. Phần đã nhập vẫn còn, hãy thử lại sau.")


class NotKept(LookupError):
    """No file with this digest is in the store, though somebody has its digest: a fault, never a refusal."""


@dataclass(frozen=True)
class Kept:
    """What was kept: lower-case hex SHA-256 and length in bytes."""

    digest: str
    size: int


@contextmanager
def room_needed() -> Iterator[None]:
    """Turn the operating system's "no room" into `StoreFull`; let every other error through."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise StoreFull from error
        raise


def write_all(handle: int, data: bytes) -> None:
    """Write every byte to a file descriptor: one `write` may take only a part of them."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable: a rename is only safe once its folder is on disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Store:
    """A content-addressed store under one folder. Many processes may write to it at once."""

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root)

    @property
    def _incoming(self) -> Path:
        return self.root / ".incoming"

    def path(self, digest: str) -> Path:
        """Where the file with this digest is, or would be. ValueError when it is no digest."""
        if not _DIGEST.fullmatch(digest):
            raise ValueError("not a lower-case hex SHA-256")
        return self.root / digest[:2] / digest[2:4] / digest

    def put(self, source: BinaryIO | bytes, *, limit: int) -> Kept:
        """Keep all bytes of `source`, at most `limit`, and answer with their digest once they are durable.

        Keeping the same bytes again, or twice at once, is harmless and mends a damaged copy.
        Raises `TooLarge` or `StoreFull`, and then leaves nothing behind.
        """
        with room_needed():
            self._make_folder(self._incoming)
            draft = self._incoming / secrets.token_hex(16)
            try:
                kept = _write_draft(draft, source, limit=limit)
                place = self.path(kept.digest)
                self._make_folder(place.parent)
                draft.replace(place)
                sync_folder(place.parent)
            finally:
                draft.unlink(missing_ok=True)
        return kept

    def open(self, digest: str) -> BinaryIO:
        """The bytes, for reading. Raises `NotKept`."""
        try:
            return self.path(digest).open("rb")
        except FileNotFoundError:
            raise NotKept(digest) from None

    def exists(self, digest: str) -> bool:
        return self.path(digest).is_file()

    def verify(self, digest: str) -> bool:
        """Whether the bytes on disk still have this digest. Raises `NotKept` when there are none."""
        with self.open(digest) as stream:
            found = hashlib.sha256()
            for chunk in _chunks(stream):
                found.update(chunk)
            return found.hexdigest() == digest

    def remove(self, digest: str, *, before: datetime) -> bool:
        """Take a file out that was put before this moment and is needed no more; whether it went.

        Somebody who puts the same bytes meanwhile makes the file young again, and then it stays.
        """
        leaving = self._incoming / f"leaving-{secrets.token_hex(16)}"
        self._make_folder(self._incoming)
        try:
            self.path(digest).rename(leaving)
        except FileNotFoundError:
            return False
        if leaving.stat().st_mtime >= before.timestamp():
            leaving.rename(self.path(digest))
            return False
        leaving.unlink()
        sync_folder(self.path(digest).parent)
        return True

    def sweep(self, *, before: datetime) -> int:
        """Remove drafts that a killed process left before this moment; how many they were."""
        removed = 0
        for draft in self._incoming.glob("*"):
            with suppress(FileNotFoundError):
                if draft.stat().st_mtime < before.timestamp():
                    draft.unlink()
                    removed += 1
        return removed

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        if folder != self.root:
            self._make_folder(folder.parent if folder.is_relative_to(self.root) else self.root)
        folder.mkdir(mode=0o700, parents=folder == self.root, exist_ok=True)
        sync_folder(folder.parent)


def _write_draft(draft: Path, source: BinaryIO | bytes, *, limit: int) -> Kept:
    digest, size = hashlib.sha256(), 0
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        for chunk in _chunks(source):
            size += len(chunk)
            if size > limit:
                raise TooLarge(limit=limit)
            digest.update(chunk)
            write_all(handle, chunk)
        os.fsync(handle)
    finally:
        os.close(handle)
    return Kept(digest=digest.hexdigest(), size=size)


def _chunks(source: BinaryIO | bytes) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    while chunk := source.read(_CHUNK):
        yield chunk

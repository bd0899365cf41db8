"""Uploads that survive a lost connection: what has arrived stays, and the sender goes on from there.

The rules are those of the tus protocol, version 1.0.0 (`Upload-Length`, `Upload-Offset`, 409 on a wrong
offset), without its HTTP, which is a door's business. An upload is two files: `ID.part`, whose length is
the offset, and `ID.json`, a small sidecar. Time is an argument; the moment of the last byte is kept as the
part's mtime.
"""

import fcntl
import hashlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from motcua.base.refusals import Invalid, NotThere, OutOfOrder
from motcua.documents.store import Kept, Store, StoreFull, TooLarge, room_needed, sync_folder, write_all

_ID = re.compile(r"[0-9a-f]{32}")
# Room that an upload must leave free, so that a full disk is met at the first byte and not at the last.
_RESERVE = 64 << 20


class UnknownUpload(NotThere):
    """No such upload: never begun, swept away, or an identifier that cannot be one."""


class WrongOffset(OutOfOrder):
    """The sender is not where we are. `offset` is where it must go on, in bytes."""

    kind = "wrong-offset"
    title = _("Phần gửi lên không nối tiếp phần đã nhận. Hãy tải tiếp từ chỗ đã nhận.")

    def __init__(self, *, offset: int) -> None:
        super().__init__(fields={"offset": offset})
        self.offset = offset


class Busy(OutOfOrder):
    """Another connection is writing to this upload at this moment; ask for the offset and try again."""

    kind = "upload-busy"
    title = _("Tệp này đang được tải lên ở một kết nối khác. Hãy đợi một lát rồi thử lại.")


class TooMany(OutOfOrder):
    """This sender has too many uploads under way."""

    kind = "too-many-uploads"
    title = _("Đang có quá nhiều tệp tải dở. Hãy tải xong hoặc bỏ bớt rồi thử lại.")


class Incomplete(Invalid):
    """Not all announced bytes are here. `offset` is what is here, `total` what was announced."""

    kind = "upload-incomplete"
    title = _("Tệp chưa tải lên hết. Hãy tải tiếp phần còn lại.")

    def __init__(self, *, offset: int, total: int) -> None:
        super().__init__(fields={"offset": offset, "total": total})
        self.offset, self.total = offset, total


@dataclass(frozen=True)
class Upload:
    """What was announced: the person's name for the file and its length in bytes.

    `kept` once it was moved into a store, `said` once somebody took it and answered.
    """

    id: str
    name: str
    total: int
    kept: Kept | None = None
    said: str = ""


class Uploads:
    """Uploads under way, in one folder. Several processes may serve it at once."""

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root)

    def begin(self, *, total: int, name: str, limit: int, at: datetime) -> str:
        """Announce a file of `total` bytes; the answer is an unguessable id.

        Raises `TooLarge` when `total` is above `limit`, `StoreFull` when the disk could not hold it,
        ValueError when `total` is negative.
        """
        if total < 0:
            raise ValueError("a length cannot be negative")
        if total > limit:
            raise TooLarge(limit=limit)
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        if shutil.disk_usage(self.root).free < total + _RESERVE:
            raise StoreFull
        return self._begin(Upload(id=secrets.token_hex(16), name=name, total=total), at=at)

    def go_on(self, *, total: int, name: str, mark: str, limit: int, most: int, at: datetime) -> str:
        """The unfinished upload of the file that `mark` tells from others, or a new one: nothing is kept by the sender.

        At most `most` may be under way in this folder. Raises what `begin` raises, and `TooMany`.
        """
        if total > limit:
            raise TooLarge(limit=limit)
        upload_id = hashlib.sha256(f"{mark}\n{total}\n{name}".encode()).hexdigest()[:32]
        try:
            if not self.find(upload_id).said:
                self.offset(upload_id)
                return upload_id
            self.abandon(upload_id)  # it was taken once, and is sent anew
        except UnknownUpload:
            self.abandon(upload_id)
        if sum(1 for part in self.root.glob("*.part") if part.stat().st_size) >= most:
            raise TooMany
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        if shutil.disk_usage(self.root).free < total + _RESERVE:
            raise StoreFull
        try:
            return self._begin(Upload(id=upload_id, name=name, total=total), at=at)
        except FileExistsError:
            return upload_id  # another connection began the same file at this moment

    def _begin(self, upload: Upload, *, at: datetime) -> str:
        with room_needed():
            os.close(os.open(self._part(upload.id), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            self._write(upload)
            self._touch(upload.id, at=at)
        return upload.id

    def find(self, upload_id: str) -> Upload:
        """What was announced. Raises `UnknownUpload`."""
        try:
            fields = json.loads(self._sidecar(upload_id).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise UnknownUpload from None
        kept = Kept(**fields.pop("kept")) if fields["kept"] else fields.pop("kept")
        return Upload(**fields, kept=kept)

    def offset(self, upload_id: str) -> int:
        """How many bytes are safely here: where the sender goes on. Raises `UnknownUpload`."""
        upload = self.find(upload_id)
        if upload.kept:
            return upload.kept.size
        try:
            return self._part(upload_id).stat().st_size
        except FileNotFoundError:
            raise UnknownUpload from None

    def append(self, upload_id: str, *, offset: int, data: bytes, at: datetime) -> int:
        """Add bytes at `offset`, which must be the present one; the answer is the new offset, made durable.

        Raises `WrongOffset` (says the right one), `TooLarge` when more came than was announced (nothing
        of `data` is kept then), `Busy`, `StoreFull` (what is here stays), `UnknownUpload`.
        """
        upload = self.find(upload_id)
        if upload.kept:
            raise WrongOffset(offset=upload.kept.size)
        with self._alone(upload_id) as handle:
            present = os.fstat(handle).st_size
            if offset != present:
                raise WrongOffset(offset=present)
            if present + len(data) > upload.total:
                raise TooLarge(limit=upload.total)
            with room_needed():
                write_all(handle, data)
                os.fsync(handle)
            self._touch(upload_id, at=at)
        return present + len(data)

    def finish(self, upload_id: str, *, store: Store) -> Kept:
        """Move a complete upload into the store. Asked again, it answers the same: the first may get lost.

        Raises `Incomplete`, `Busy`, `StoreFull`, `UnknownUpload`.
        """
        upload = self.find(upload_id)
        if upload.kept:
            return upload.kept
        with self._alone(upload_id) as handle:
            present = os.fstat(handle).st_size
            if present != upload.total:
                raise Incomplete(offset=present, total=upload.total)
            with self._part(upload_id).open("rb") as stream:
                kept = store.put(stream, limit=upload.total)
            with room_needed():
                self._write(Upload(id=upload.id, name=upload.name, total=upload.total, kept=kept))
            os.truncate(handle, 0)
        return kept

    @contextmanager
    def whole(self, upload_id: str) -> Iterator[Path]:
        """The complete file, while nobody else may touch it. Raises `Incomplete`, `Busy`, `UnknownUpload`."""
        upload = self.find(upload_id)
        with self._alone(upload_id) as handle:
            present = os.fstat(handle).st_size
            if present != upload.total:
                raise Incomplete(offset=present, total=upload.total)
            yield self._part(upload_id)

    def settle(self, upload_id: str, *, said: str) -> None:
        """It was taken: its bytes are forgotten, the answer is kept for whoever asks again."""
        upload = self.find(upload_id)
        with room_needed():
            self._write(replace(upload, said=said))
        os.truncate(self._part(upload_id), 0)

    def abandon(self, upload_id: str) -> None:
        """Forget an upload and its bytes, finished or not. An unknown one is no error."""
        self._sidecar(upload_id).unlink(missing_ok=True)
        self._part(upload_id).unlink(missing_ok=True)

    def sweep(self, *, now: datetime, idle: timedelta) -> list[str]:
        """Forget the uploads whose last byte came more than `idle` before `now`; the ids of those."""
        swept = []
        for part in sorted(self.root.glob("*.part")):
            try:
                with self._alone(part.stem):
                    if part.stat().st_mtime >= (now - idle).timestamp():
                        continue
                    self.abandon(part.stem)
            except (Busy, UnknownUpload):
                continue
            swept.append(part.stem)
        return swept

    def _part(self, upload_id: str) -> Path:
        return self._file(upload_id, ending=".part")

    def _sidecar(self, upload_id: str) -> Path:
        return self._file(upload_id, ending=".json")

    def _file(self, upload_id: str, *, ending: str) -> Path:
        if not _ID.fullmatch(upload_id):
            raise UnknownUpload
        return self.root / f"{upload_id}{ending}"

    def _touch(self, upload_id: str, *, at: datetime) -> None:
        os.utime(self._part(upload_id), (at.timestamp(), at.timestamp()))

    def _write(self, upload: Upload) -> None:
        sidecar = self._sidecar(upload.id)
        draft = sidecar.with_suffix(".draft")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            write_all(handle, json.dumps(asdict(upload), ensure_ascii=False).encode())
            os.fsync(handle)
        finally:
            os.close(handle)
        draft.replace(sidecar)
        sync_folder(self.root)

    @contextmanager
    def _alone(self, upload_id: str) -> Iterator[int]:
        """The part, open for appending, while nobody else may write to it."""
        try:
            handle = os.open(self._part(upload_id), os.O_WRONLY | os.O_APPEND)
        except FileNotFoundError:
            raise UnknownUpload from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise Busy from None
        try:
            yield handle
        finally:
            os.close(handle)

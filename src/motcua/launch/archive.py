"""What a backup holds: a tar stream, sealed (`sealing`), whose members stand in this order.

    about.json          {"format": 1, "made_at", "postgres": major, "migrations": [[app, name], …]}
    database/000001 …   the output of `pg_dump --format=custom`, cut into pieces of 8 MiB
    files/<sha256>      every file that a document of this very snapshot refers to, by its digest
    sums.json           {"database": {"count", "bytes", "sha256"}, "files": {"count", "bytes", "sha256"}, "lost": {…}}

A file's name is the SHA-256 of its content; the files' own sum is that of their names in the order in which they
stand, each with a line feed. `lost` counts the files that were already missing or altered when this was written.
"""

import hashlib
import json
import re
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from io import BytesIO
from typing import IO, Any

from motcua.launch.places import LaunchError
from motcua.launch.sealing import Damaged, Opening, Sealing

FORMAT = 1
PIECE = 8 << 20
BLOCK = 1 << 20
NAMES = re.compile(r"about\.json|sums\.json|database/\d{6,}|files/[0-9a-f]{64}")
# `about.json` grows with the migrations; nobody needs more than this.
LARGEST_NOTE = 16 << 20
LOST_NAMED = 100


@dataclass
class About:
    made_at: str
    postgres: int
    migrations: list[list[str]]
    format: int = FORMAT


class Summed:
    """A sum that grows: bytes, how many things, and their SHA-256."""

    def __init__(self) -> None:
        self.count, self.bytes, self._digest = 0, 0, hashlib.sha256()

    def add(self, content: bytes, *, size: int) -> None:
        self.count += 1
        self.bytes += size
        self._digest.update(content)

    def add_all(self, blocks: Iterable[bytes], *, also: Callable[[bytes], Any] | None = None) -> None:
        """One thing that comes in blocks; each is handed on to `also`."""
        self.count += 1
        for block in blocks:
            self.bytes += len(block)
            self._digest.update(block)
            if also:
                also(block)

    def told(self) -> dict[str, Any]:
        return {"count": self.count, "bytes": self.bytes, "sha256": self._digest.hexdigest()}


@dataclass
class Lost:
    """Files that a document refers to and that were not there, or not the same: how many, and the first of them."""

    count: int = 0
    digests: list[str] = field(default_factory=list)

    def add(self, digest: str) -> None:
        self.count += 1
        if self.count <= LOST_NAMED:
            self.digests.append(digest)


class Packing:
    """Writes the members in their order; memory does not grow with them."""

    def __init__(self, sealing: Sealing, *, about: About) -> None:
        self._sealing = sealing
        self.database, self.files, self.lost = Summed(), Summed(), Lost()
        self._note("about.json", asdict(about))

    def add_dump(self, stream: IO[bytes]) -> None:
        """The whole of pg_dump's output."""
        while piece := stream.read(PIECE):
            self.database.add(piece, size=len(piece))
            self._member(f"database/{self.database.count:06d}", size=len(piece), content=BytesIO(piece))

    def add_file(self, digest: str, *, size: int, content: IO[bytes]) -> None:
        self._member(f"files/{digest}", size=size, content=content)
        self.files.add(f"{digest}\n".encode(), size=size)

    def finish(self) -> None:
        self._note(
            "sums.json", {"database": self.database.told(), "files": self.files.told(), "lost": asdict(self.lost)}
        )
        self._sealing.write(bytes(2 * tarfile.BLOCKSIZE))
        self._sealing.finish()

    def _note(self, name: str, said: dict[str, Any]) -> None:
        written = json.dumps(said, indent=1).encode()
        self._member(name, size=len(written), content=BytesIO(written))

    def _member(self, name: str, *, size: int, content: IO[bytes]) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        # Not by `TarFile`, which remembers every member that went through it: a city has millions.
        self._sealing.write(member.tobuf(tarfile.GNU_FORMAT))
        left = size
        while left:
            block = content.read(min(BLOCK, left))
            if not block:
                raise LaunchError(f"{name} became shorter while it was read; nothing was written.")
            self._sealing.write(block)
            left -= len(block)
        self._sealing.write(bytes(-size % tarfile.BLOCKSIZE))


@dataclass
class Part:
    """One member while it is being read."""

    name: str
    size: int
    opening: Opening

    def __post_init__(self) -> None:
        self._left = self.size

    def blocks(self) -> Iterator[bytes]:
        """What has not been read of it yet."""
        while self._left:
            block = _exactly(self.opening, min(BLOCK, self._left))
            self._left -= len(block)
            yield block

    def note(self) -> dict[str, Any]:
        if self.size > LARGEST_NOTE:
            raise Damaged(f"this backup is damaged: {self.name} is too large.")
        read = json.loads(b"".join(self.blocks()))
        if not isinstance(read, dict):
            raise Damaged(f"this backup is damaged: {self.name} is not an object.")
        return read


def parts(opening: Opening) -> Iterator[Part]:
    """The members one after the other; what is not read of one is passed over. Raises `Damaged`."""
    while (head := _exactly(opening, tarfile.BLOCKSIZE)) != bytes(tarfile.BLOCKSIZE):
        try:
            member = tarfile.TarInfo.frombuf(head, "utf-8", "strict")
        except (tarfile.TarError, UnicodeDecodeError) as error:
            raise Damaged(f"this backup is damaged: {error}.") from error
        if not member.isreg() or member.size < 0 or not NAMES.fullmatch(member.name):
            raise Damaged(f"this backup holds something that does not belong there: {member.name[:80]!r}.")
        part = Part(member.name, member.size, opening)
        yield part
        for _block in part.blocks():
            pass
        _exactly(opening, -member.size % tarfile.BLOCKSIZE)
    opening.drain()


def _exactly(opening: Opening, count: int) -> bytes:
    found = opening.read(count)
    if len(found) < count:
        raise Damaged("this backup is damaged: it ends too early.")
    return found

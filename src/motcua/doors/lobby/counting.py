"""Numbers that several processes count together without asking the database: each writes its own, a reader adds up.

A process counts in a file of its own that is mapped into memory, so that its counts outlive it; the file is written
full of zeros first, for a page that finds no room on a full disk would end the process. The file stays locked while
its process lives. Whoever comes later adds the counts of the dead to `past.json` and removes their files, so that a
sum never falls. (Killed between these two steps it would count them twice: these are figures, not the record.)
"""

import fcntl
import json
import logging
import mmap
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from uuid import uuid4

log = logging.getLogger("motcua")

SIZE = 256 * 1024
USED = struct.Struct("=Q")
NAME = struct.Struct("=I")
VALUE = struct.Struct("=d")
# Before the names of figures that hold only while their process lives.
NOW = "~"


class Counters:
    """Counters by name under one folder. Counting never raises: without a disk it goes on in memory alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()
        self._process = 0
        self._alone = False
        self._memory: mmap.mmap
        self._places: dict[str, int] = {}

    def add(self, *names: str, amount: float = 1.0) -> None:
        with self._lock:
            for name in names:
                if place := self._place(name):
                    (value,) = VALUE.unpack_from(self._memory, place)
                    VALUE.pack_into(self._memory, place, value + amount)

    def put(self, name: str, value: float) -> None:
        """Say how it is now in this process; `totals` adds the processes up."""
        with self._lock:
            if place := self._place(NOW + name):
                VALUE.pack_into(self._memory, place, value)

    def totals(self) -> dict[str, float]:
        """Every name with its sum over all processes, those that are gone included (not for `put`)."""
        sums: dict[str, float] = {}
        with suppress(OSError), self._gate():
            sums = self._past()
            for path in self.folder.glob("*.counts"):
                with suppress(OSError), path.open("rb") as file:
                    lives = not _is_free(file.fileno())
                    _merge(sums, _entries(file.read(SIZE)), lives=lives)
        if self._alone:
            _merge(sums, _entries(self._memory[:]), lives=True)
        return {name.removeprefix(NOW): value for name, value in sums.items()}

    def _place(self, name: str) -> int:
        """Where the value stands; 0 when there is no room for one name more."""
        if self._process != os.getpid():
            self._open()
        if (known := self._places.get(name)) is not None:
            return known
        written = name.encode()
        written += b" " * (-(len(written) + NAME.size) % VALUE.size)
        (used,) = USED.unpack_from(self._memory, 0)
        start = used or USED.size
        place = start + NAME.size + len(written)
        if place + VALUE.size > SIZE:
            return 0
        NAME.pack_into(self._memory, start, len(written))
        self._memory[start + NAME.size : place] = written
        USED.pack_into(self._memory, 0, place + VALUE.size)  # last: a reader sees whole entries only
        self._places[name] = place
        return place

    def _open(self) -> None:
        self._places, self._process, self._alone = {}, os.getpid(), False
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._gate():
                self._bury()
                self._memory = self._file()
        except OSError as error:
            log.warning("counting in memory alone: %s", error)
            self._memory, self._alone = mmap.mmap(-1, SIZE), True

    def _file(self) -> mmap.mmap:
        path = self.folder / f"{uuid4().hex}.counts"
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            if os.write(handle, bytes(SIZE)) < SIZE:
                raise OSError(f"no room for {path}")
            return mmap.mmap(handle, SIZE)  # keeps a descriptor of its own, and with it the lock
        except OSError:
            path.unlink(missing_ok=True)
            raise
        finally:
            os.close(handle)

    def _bury(self) -> None:
        sums, dead = self._past(), []
        for path in self.folder.glob("*.counts"):
            with path.open("rb") as file:
                if _is_free(file.fileno()):
                    _merge(sums, _entries(file.read(SIZE)), lives=False)
                    dead.append(path)
        if dead:
            fresh = self.folder / "past.new"
            fresh.write_text(json.dumps(sums))
            fresh.replace(self.folder / "past.json")
            for path in dead:
                path.unlink(missing_ok=True)

    def _past(self) -> dict[str, float]:
        try:
            kept = json.loads((self.folder / "past.json").read_text())
            return {str(name): float(value) for name, value in kept.items()}
        except (OSError, ValueError):
            return {}

    @contextmanager
    def _gate(self) -> Iterator[None]:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.folder / "gate").open("a") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            yield


def _is_free(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _entries(content: bytes) -> Iterator[tuple[str, float]]:
    if len(content) < SIZE:
        return
    (used,) = USED.unpack_from(content, 0)
    place = USED.size
    while place < min(used, SIZE):
        (length,) = NAME.unpack_from(content, place)
        name = content[place + NAME.size : place + NAME.size + length].decode(errors="replace").rstrip(" ")
        place += NAME.size + length
        yield name, VALUE.unpack_from(content, place)[0]
        place += VALUE.size


def _merge(sums: dict[str, float], entries: Iterator[tuple[str, float]], *, lives: bool) -> None:
    for name, value in entries:
        if lives or not name.startswith(NOW):
            sums[name] = sums.get(name, 0.0) + value

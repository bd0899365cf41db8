"""A stream that only its passphrase opens, and that tells when it was cut, changed or put in another order.

    16 bytes  b"motcua-sealed-1\\n"
     1 byte   log2 of scrypt's N (r = 8, p = 1)
    16 bytes  salt
     7 bytes  the nonce's beginning
    then chunks: 1 MiB of content and 16 bytes of tag each, the last one shorter or as long

AES-256-GCM in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): a chunk's nonce is the 7 bytes,
its number in 4 bytes, big end first, and one byte that is 1 for the last chunk and 0 for all others. The 40 bytes
of the header are authenticated with every chunk.
"""

import os
import struct
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from motcua.launch.places import LaunchError

MAGIC = b"motcua-sealed-1\n"
HEADER = struct.Struct(">16sB16s7s")
CHUNK = 1 << 20
TAG = 16
COST = 17  # 128 MiB of memory and about half a second for each guess
# A header may not talk us into more memory than 1 GiB.
DEAREST = 20


class Damaged(LaunchError):
    """The stream is not what was sealed, or the passphrase is another one."""


class Sealing:
    """Writes what it gets, sealed, to `sink`. Only `finish` makes the stream whole."""

    def __init__(self, sink: IO[bytes], *, passphrase: str, cost: int = COST) -> None:
        salt, self._start = os.urandom(16), os.urandom(7)
        self._header = HEADER.pack(MAGIC, cost, salt, self._start)
        self._box = AESGCM(_key(passphrase, salt=salt, cost=cost))
        self._sink, self._number, self._kept = sink, 0, bytearray()
        sink.write(self._header)

    def write(self, data: bytes) -> int:
        self._kept += data
        # One byte more than a chunk has to be there: else this chunk might be the last.
        while len(self._kept) > CHUNK:
            self._put(bytes(self._kept[:CHUNK]), last=False)
            del self._kept[:CHUNK]
        return len(data)

    def finish(self) -> None:
        """Write what is left, marked as the end."""
        self._put(bytes(self._kept), last=True)
        self._kept.clear()

    def _put(self, content: bytes, *, last: bool) -> None:
        self._sink.write(self._box.encrypt(_nonce(self._start, self._number, last=last), content, self._header))
        self._number += 1


class Opening:
    """Reads what was sealed; every byte that it gives was authenticated. Raises `Damaged`."""

    def __init__(self, source: IO[bytes], *, passphrase: str) -> None:
        self._header = source.read(HEADER.size)
        if len(self._header) < HEADER.size or not self._header.startswith(MAGIC):
            raise Damaged("this file is not a backup of motcua.")
        _magic, cost, salt, self._start = HEADER.unpack(self._header)
        if cost > DEAREST:
            raise Damaged("the first bytes of this backup are damaged.")
        self._box = AESGCM(_key(passphrase, salt=salt, cost=cost))
        self._source, self._number = source, 0
        self._next = source.read(CHUNK + TAG)
        self._content = memoryview(b"")
        self._ended = False

    def read(self, count: int) -> bytes:
        """At most `count` bytes, fewer only at the end."""
        given = bytearray()
        while len(given) < count:
            if not self._content:
                if self._ended:
                    break
                self._content = memoryview(self._opened())
            piece = self._content[: count - len(given)]
            given += piece
            self._content = self._content[len(piece) :]
        return bytes(given)

    def drain(self) -> None:
        """Read to the end, so that a cut or changed end does not go unseen."""
        while self.read(CHUNK):
            pass

    def _opened(self) -> bytes:
        sealed, self._next = self._next, self._source.read(CHUNK + TAG)
        self._ended = not self._next
        try:
            content = self._box.decrypt(self._nonce(last=self._ended), sealed, self._header)
        except (InvalidTag, ValueError) as error:
            raise Damaged(self._why(sealed)) from error
        self._number += 1
        return content

    def _why(self, sealed: bytes) -> str:
        if self._ended and self._opens(sealed, last=False):
            return "this backup was cut short: its end is missing."
        if self._number == 0 and not (self._ended and len(sealed) < TAG):
            return "the passphrase is not the one of this backup, or the file's beginning is damaged."
        if self._ended:
            return "this backup was cut short or its end is damaged."
        return f"this backup is damaged about {self._number} MiB from its beginning."

    def _opens(self, sealed: bytes, *, last: bool) -> bool:
        try:
            self._box.decrypt(self._nonce(last=last), sealed, self._header)
        except (InvalidTag, ValueError):
            return False
        return True

    def _nonce(self, *, last: bool) -> bytes:
        return _nonce(self._start, self._number, last=last)


def _nonce(start: bytes, number: int, *, last: bool) -> bytes:
    return start + struct.pack(">IB", number, last)


def _key(passphrase: str, *, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**cost, r=8, p=1).derive(passphrase.encode())

"""A client of ClamAV's daemon: one question, "is there a known virus in these bytes?", over a socket.

The protocol is INSTREAM of clamd(8): the command `zINSTREAM\\0`, then chunks, each preceded by its length as
four bytes, most significant first, then a chunk of length zero; the answer ends with a zero byte.
"""

import socket
import struct
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from motcua.base.refusals import DeviceGone

_CHUNK = 64 << 10
_LONGEST_ANSWER = 4096


class ScannerGone(DeviceGone):
    """No verdict: the scanner is not there, too slow, or said something else. The file stays unchecked."""

    kind = "scanner-gone"
    title = _("Máy quét vi-rút không trả lời nên tệp chưa được nhận. Hãy thử lại sau ít phút.")

    def __init__(self, detail: str) -> None:
        super().__init__()
        # For the log: the reader of the page can do nothing with it.
        self.detail = detail


class ScannerLimit(ScannerGone):
    """The file is longer than the scanner's own `StreamMaxLength`: an administrator must raise it."""


@dataclass(frozen=True)
class Clean:
    """The scanner knows nothing bad about the bytes."""


@dataclass(frozen=True)
class Infected:
    """The scanner knows the bytes; `name` is the signature's name, e.g. `Eicar-Signature`."""

    name: str


def scan(stream: BinaryIO | bytes, *, address: str, timeout: float) -> Clean | Infected:
    """Ask the clamd at `address` about all bytes of `stream`.

    `address` is `unix:/path/to/socket` or `tcp:host:port`; `timeout` is in seconds and holds for each step
    (connecting, sending a chunk, waiting for the answer). Raises `ScannerGone`, ValueError for an address
    of another form. No verdict is never taken for a clean one.
    """
    place = _place(address)
    try:
        with _connect(place, timeout=timeout) as line:
            return _verdict(_ask(line, stream))
    except OSError as error:
        raise ScannerGone(f"{address}: {error}") from error


def answers(*, address: str, timeout: float) -> bool:
    """Whether a clamd is there and says PONG; for the page that shows the state of the machine."""
    place = _place(address)
    try:
        with _connect(place, timeout=timeout) as line:
            line.sendall(b"zPING\0")
            return _answer(line) == "PONG"
    except OSError:
        return False


def _place(address: str) -> str | tuple[str, int]:
    scheme, _, rest = address.partition(":")
    if scheme == "unix" and rest:
        return rest
    host, _, port = rest.rpartition(":")
    if scheme == "tcp" and host and port.isdecimal():
        return host.strip("[]"), int(port)
    raise ValueError(f"a scanner's address is unix:/path or tcp:host:port, not {address!r}")


def _connect(place: str | tuple[str, int], *, timeout: float) -> socket.socket:
    if isinstance(place, tuple):
        return socket.create_connection(place, timeout=timeout)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(timeout)
    try:
        line.connect(place)
    except OSError:
        line.close()
        raise
    return line


def _ask(line: socket.socket, stream: BinaryIO | bytes) -> str:
    try:
        line.sendall(b"zINSTREAM\0")
        if isinstance(stream, bytes):
            for start in range(0, len(stream), _CHUNK):
                _send(line, stream[start : start + _CHUNK])
        else:
            while chunk := stream.read(_CHUNK):
                _send(line, chunk)
        line.sendall(struct.pack("!I", 0))
    except (BrokenPipeError, ConnectionResetError):
        # clamd hangs up in the middle when its limit is passed; its reason may still wait to be read.
        if reason := _answer(line):
            return reason
        raise
    return _answer(line)


def _send(line: socket.socket, chunk: bytes) -> None:
    line.sendall(struct.pack("!I", len(chunk)) + chunk)


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < _LONGEST_ANSWER:
        part = line.recv(1024)
        if not part:
            break
        said += part
    return said.rstrip(b"\0\n").decode(errors="replace")


def _verdict(answer: str) -> Clean | Infected:
    subject, _, said = answer.partition(": ")
    if subject == "stream" and said == "OK":
        return Clean()
    if subject == "stream" and said.endswith(" FOUND"):
        return Infected(name=said.removesuffix(" FOUND"))
    if "size limit exceeded" in answer:
        raise ScannerLimit(answer)
    raise ScannerGone(f"no verdict in the scanner's answer {answer!r}")

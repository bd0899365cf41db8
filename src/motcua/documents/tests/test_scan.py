"""The client of ClamAV against a small clamd that speaks the real bytes."""

import socket
import struct
import threading
from collections.abc import Iterator
from io import BytesIO

import pytest

from motcua.base.refusals import DeviceGone
from motcua.documents.scan import Clean, Infected, ScannerGone, ScannerLimit, answers, scan


class SmallClamd:
    """Reads one command and its chunks as clamd(8) says, and answers with what it was told to say."""

    def __init__(self, listener: socket.socket, *, says: bytes, most: int = 1 << 30) -> None:
        self.listener, self.says, self.most = listener, says, most
        self.command, self.received = b"", b""
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        line, _peer = self.listener.accept()
        with line, line.makefile("rb") as incoming:
            while not self.command.endswith(b"\0"):
                self.command += incoming.read(1)
            while self.command == b"zINSTREAM\0" and (length := struct.unpack("!I", incoming.read(4))[0]):
                self.received += incoming.read(length)
                if len(self.received) > self.most:
                    line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                    return
            line.sendall(self.says)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


def at(listener: socket.socket) -> str:
    return f"tcp:127.0.0.1:{listener.getsockname()[1]}"


def test_a_clean_file_is_clean_and_every_byte_was_seen(listener: socket.socket) -> None:
    clamd = SmallClamd(listener, says=b"stream: OK\0")
    data = bytes(range(256)) * 1000
    assert scan(BytesIO(data), address=at(listener), timeout=5) == Clean()
    clamd.thread.join(5)
    assert clamd.received == data
    assert clamd.command == b"zINSTREAM\0"


def test_an_infected_file_is_named(listener: socket.socket) -> None:
    SmallClamd(listener, says=b"stream: Win.Test.EICAR_HDB-1 FOUND\0")
    assert scan(b"x", address=at(listener), timeout=5) == Infected(name="Win.Test.EICAR_HDB-1")


def test_it_speaks_through_a_unix_socket_too(tmp_path) -> None:
    place = tmp_path / "clamd.ctl"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(place))
        listening.listen()
        SmallClamd(listening, says=b"stream: OK\0")
        assert scan(b"", address=f"unix:{place}", timeout=5) == Clean()


NO_VERDICTS = [b"", b"\0", b"UNKNOWN COMMAND\0", b"stream: x ERROR\0", b"OK\0", b"FOUND\0"]


@pytest.mark.parametrize("said", NO_VERDICTS)
def test_an_answer_that_is_no_verdict_is_never_taken_for_clean(listener: socket.socket, said: bytes) -> None:
    SmallClamd(listener, says=said)
    with pytest.raises(ScannerGone):
        scan(b"x", address=at(listener), timeout=5)


def test_a_file_above_the_scanners_own_limit_is_said_to_be_so(listener: socket.socket) -> None:
    SmallClamd(listener, says=b"stream: OK\0", most=100_000)
    with pytest.raises(ScannerGone) as gone:
        scan(BytesIO(bytes(200_000)), address=at(listener), timeout=5)
    assert isinstance(gone.value, ScannerLimit)


def test_a_scanner_that_is_silent_is_gone(listener: socket.socket) -> None:
    with pytest.raises(ScannerGone):
        scan(b"x", address=at(listener), timeout=0.2)


def test_a_scanner_that_is_not_there_is_gone_and_the_reader_gets_a_sentence(tmp_path) -> None:
    with pytest.raises(DeviceGone) as gone:
        scan(b"x", address=f"unix:{tmp_path}/nobody", timeout=1)
    assert "Hãy thử lại" in str(gone.value.said)
    assert str(tmp_path) not in str(gone.value.said)


@pytest.mark.parametrize("address", ["", "unix:", "localhost:3310", "tcp:3310", "tcp:host:x", "http://x"])
def test_an_address_of_another_form_is_a_mistake_of_the_administrator(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        scan(b"x", address=address, timeout=1)


def test_it_can_be_asked_whether_it_is_there(listener: socket.socket, tmp_path) -> None:
    clamd = SmallClamd(listener, says=b"PONG\0")
    assert answers(address=at(listener), timeout=5)
    assert clamd.command == b"zPING\0"
    assert not answers(address=f"unix:{tmp_path}/nobody", timeout=1)

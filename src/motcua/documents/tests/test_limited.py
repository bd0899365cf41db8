"""Work in a process with limits: what breaks is that process."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from motcua.documents.limited import Exhausted, WorkFailed, run_limited


def echo(*values: object) -> list[object]:
    print("noise of a library")
    return list(values)


def swell(megabytes: int) -> int:
    return len(bytearray(megabytes << 20))


def loop(note: str) -> None:
    """Starts a child of its own and says its number, as an office program would be started."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    Path(note).write_text(str(child.pid))
    while True:
        pass


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def fail() -> None:
    raise KeyError("our own mistake")


def environment() -> list[str]:
    return sorted(os.environ)


def run(work, *arguments: object, seconds: float = 20, megabytes: int = 512):
    return run_limited(work, *arguments, seconds=seconds, megabytes=megabytes)


def test_values_of_all_kinds_go_there_and_come_back() -> None:
    sent = [None, True, 7, 1.5, "text: Lan", "base64:no", b"\x00\xff", ["a", b"b"], {"key": b"v"}]
    assert run(echo, *sent) == sent


def test_within_its_memory_the_work_succeeds_and_beyond_it_ends() -> None:
    assert run(swell, 50) == 50 << 20
    with pytest.raises(Exhausted):
        run(swell, 900)


def test_work_without_end_ends_at_the_deadline_with_all_it_started(tmp_path) -> None:
    note = tmp_path / "pid"
    with pytest.raises(Exhausted):
        run(loop, str(note), seconds=3)
    state = Path(f"/proc/{note.read_text()}/stat")
    for _ in range(50):
        # Ended, though perhaps not yet buried by its new parent.
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.1)
    pytest.fail("the child outlived the deadline")


def test_a_crash_of_a_decoder_is_no_crash_of_the_house() -> None:
    with pytest.raises(Exhausted):
        run(crash)


def test_a_mistake_of_ours_is_not_hidden_as_a_bad_file() -> None:
    with pytest.raises(WorkFailed, match="our own mistake"):
        run(fail)


def test_the_process_sees_no_secret_of_the_environment(monkeypatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    seen = run(environment)
    assert "DATABASE_URL" not in seen
    assert "PATH" in seen

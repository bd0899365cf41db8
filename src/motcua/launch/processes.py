"""Child processes that never outlive the launcher."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

STOP_SECONDS = 15.0


class Children:
    """Processes started together and stopped together, each in its own group (so Ctrl-C reaches only us)."""

    def __init__(self) -> None:
        self._started: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, *, command: Sequence[str]) -> None:
        """Start `command` under the name by which `first_gone` will report it."""
        self._started[name] = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=_end_with_parent
        )

    def first_gone(self) -> tuple[str, int] | None:
        """The name and exit status of a child that has ended by itself, else None."""
        for name, process in self._started.items():
            status = process.poll()
            if status is not None:
                return name, status
        return None

    def wait(self) -> tuple[str, int]:
        """Wait until one child ends by itself."""
        while True:
            gone = self.first_gone()
            if gone is not None:
                return gone
            time.sleep(0.2)

    def stop(self) -> None:
        """End all: a request first, after 15 seconds by force, with everything they started themselves."""
        for process in self._started.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        give_up = time.monotonic() + STOP_SECONDS
        for process in self._started.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, give_up - time.monotonic()))
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextlib.contextmanager
def children() -> Iterator[Children]:
    """Children that are stopped at the end of the block, whatever ends it, a second Ctrl-C included."""
    family = Children()
    try:
        yield family
    finally:
        with undisturbed():
            family.stop()


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Signals that ask us to end wait until this block is done (they already had their effect)."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end_with_parent() -> None:
    """Ask Linux to end this process when the launcher is gone, however it went."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGTERM)

"""Work on a stranger's bytes in a process of its own, with a deadline and a ceiling of memory.

The decoders of pictures and PDFs are large programs in C; a hostile file may make them loop, swell or crash.
One process per file (about 0.3 s to start) is the proportionate wall: what breaks is the process, never the
server or the worker, and it sees none of their environment (database address, keys). Request and answer are
JSON: the parent never unpickles what a process that read hostile bytes has written.
"""

import base64
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

_CHILD = "from motcua.documents.limited import answer_one; answer_one()"
_BYTES = "base64:"
_TEXT = "text:"
_INHERITED = ("PATH", "TMPDIR", "LD_LIBRARY_PATH")
_OUT_OF_MEMORY = 77


class Exhausted(Exception):
    """The work passed its seconds or its megabytes, or its process crashed; nothing of it is left."""


class WorkFailed(RuntimeError):
    """The work raised what it does not promise: a fault of ours. Carries the end of its traceback."""


def run_limited(work: Callable[..., Any], *arguments: Any, seconds: float, megabytes: int) -> Any:
    """Call `work(*arguments)` in a fresh process and give back its answer.

    `work` is a function at the top of a module; arguments and answer are None, numbers, text, bytes, and
    lists or string-keyed dicts of those. `seconds` is by the clock on the wall, start included; `megabytes`
    is address space, so be generous (a decoder reserves more than it uses). Raises `Exhausted` or
    `WorkFailed`.
    """
    request = {
        "module": work.__module__,
        "name": work.__qualname__,
        "arguments": [_coded(argument) for argument in arguments],
        "cpu_seconds": int(seconds) + 1,
        "bytes": megabytes << 20,
    }
    process = subprocess.Popen(
        [sys.executable, "-c", _CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        start_new_session=True,
    )
    with process:
        try:
            said, complaint = process.communicate(json.dumps(request).encode(), timeout=seconds)
        except subprocess.TimeoutExpired:
            raise Exhausted(f"more than {seconds} s") from None
        finally:
            _end(process)
    if process.returncode < 0 or process.returncode == _OUT_OF_MEMORY:
        raise Exhausted(f"ended with {process.returncode}")
    if process.returncode:
        raise WorkFailed(complaint.decode(errors="replace")[-2000:])
    return _plain(json.loads(said))


def answer_one() -> None:
    """The other side, called in the new process: read one request, work within its limits, answer."""
    # The answer has its own descriptor: a library that prints must not spoil it.
    answer_to = os.dup(1)
    os.dup2(2, 1)
    request = json.load(sys.stdin)
    _limit(cpu_seconds=request["cpu_seconds"], bytes_=request["bytes"])
    try:
        work = getattr(importlib.import_module(request["module"]), request["name"])
        answer = work(*(_plain(argument) for argument in request["arguments"]))
        said = json.dumps(_coded(answer)).encode()
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    with os.fdopen(answer_to, "wb") as out:
        out.write(said)


def _limit(*, cpu_seconds: int, bytes_: int) -> None:
    limits = {
        resource.RLIMIT_CORE: 0,
        # Ends the work even when the parent, who holds the deadline, was killed.
        resource.RLIMIT_CPU: cpu_seconds,
        resource.RLIMIT_AS: bytes_,
    }
    for what, most in limits.items():
        # Not every system knows every limit (macOS has no RLIMIT_AS); the deadline holds everywhere.
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    # One arena for all threads: otherwise each reserves 64 MB of address space that nobody uses.
    fixed = {"LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "1", "OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}
    return kept | fixed | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def _end(process: subprocess.Popen[bytes]) -> None:
    # The whole session: an office program that was started by the work must go with it.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _coded(value: Any) -> Any:
    if isinstance(value, bytes):
        return _BYTES + base64.b64encode(value).decode()
    if isinstance(value, str):
        return _TEXT + value
    if isinstance(value, list | tuple):
        return [_coded(part) for part in value]
    if isinstance(value, dict):
        return {key: _coded(part) for key, part in value.items()}
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_BYTES):
        return base64.b64decode(value.removeprefix(_BYTES))
    if isinstance(value, str):
        return value.removeprefix(_TEXT)
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return value

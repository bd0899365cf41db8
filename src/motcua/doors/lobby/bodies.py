"""Slow senders keep few threads busy. Stands before Django, as a WSGI application around another.

The server hands a request over before its body is there, and waits in the reading thread for as long as the sender
likes. So a body is read here first, by at most BODIES threads of a process at once; whoever comes when all of these
wait is asked to come again (503), and those who send nothing are answered by the rest.
"""

import tempfile
from collections.abc import Callable, Iterable
from threading import BoundedSemaphore
from typing import IO, Any

from django.conf import settings

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

IN_MEMORY = 1 << 20
BLOCK = 1 << 18
PATIENCE_SECONDS = 0.5
# No template and no database here: this is said when there is no thread to spare.
BUSY = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>Hệ thống đang bận</title>
<h1>Hệ thống đang bận</h1><p>Chưa có gì thay đổi. Hãy đợi vài giây rồi gửi lại: dữ liệu bạn đã nhập vẫn còn trên trang
trước.</p><p lang="en">The system is busy. Nothing has changed. Wait a few seconds, go back and send again.</p></html>
""".encode()


class Bodies:
    def __init__(self, application: Application, *, at_once: int | None = None) -> None:
        self._application = application
        self._places = BoundedSemaphore(at_once or settings.BODIES)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        length = _length(environ)
        if not 0 < length <= settings.POST_LIMIT:  # none, or one that is refused without being read
            return self._application(environ, start_response)
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            if not self._places.acquire(timeout=PATIENCE_SECONDS):
                return _busy(start_response)
            try:
                _copy(environ["wsgi.input"], body, length=length)
            finally:
                self._places.release()
            environ["wsgi.input"] = body
            # What an answer that is still being sent needs of the body was copied by the view.
            return self._application(environ, start_response)


def _length(environ: Environ) -> int:
    try:
        return int(environ.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _copy(source: IO[bytes], body: IO[bytes], *, length: int) -> None:
    """At most `length` bytes. What ends early is passed on as it came, and refused as a form that is not whole."""
    while length > 0 and (block := source.read(min(BLOCK, length))):
        body.write(block)
        length -= len(block)
    body.seek(0)


def _busy(start_response: StartResponse) -> Iterable[bytes]:
    headers = [
        ("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(BUSY))), ("Retry-After", "10"),
        ("Cache-Control", "no-store"), ("Content-Security-Policy", "default-src 'none'"),
    ]  # fmt: skip
    start_response("503 Service Unavailable", headers)
    return [BUSY]

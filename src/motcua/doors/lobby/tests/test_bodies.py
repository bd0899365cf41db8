"""Whoever sends slowly keeps only some of the threads waiting."""

import io
import threading

import pytest

from motcua.doors.lobby import bodies
from motcua.doors.lobby.bodies import Bodies


class Held(io.RawIOBase):
    """A sender that sends the rest when it pleases."""

    def __init__(self, content: bytes) -> None:
        self.content, self.asked, self.goes_on = content, threading.Event(), threading.Event()

    def read(self, size=-1):
        self.asked.set()
        assert self.goes_on.wait(10)
        given, self.content = self.content[:size], self.content[size:]
        return given


def echo(environ, start_response):
    content = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Length", str(len(content)))])
    return [content]


def ask(application, *, body=b"", length=None):
    """(status, headers, content)"""
    said = []
    source = body if isinstance(body, io.RawIOBase) else io.BytesIO(body)
    environ = {"wsgi.input": source, "CONTENT_LENGTH": str(len(body)) if length is None else length}
    content = b"".join(application(environ, lambda status, headers: said.append((status, dict(headers)))))
    return said[0][0], said[0][1], content


@pytest.mark.parametrize("size", [1, bodies.BLOCK, bodies.IN_MEMORY + 1])
def test_a_body_arrives_as_it_was_sent(size):
    assert ask(Bodies(echo), body=b"\xc3" * size)[2] == b"\xc3" * size


def test_nothing_beyond_the_announced_length_is_read():
    assert ask(Bodies(echo), body=b"username=lan and more", length="12")[2] == b"username=lan"


def test_while_slow_senders_hold_their_places_others_are_asked_to_come_again_and_readers_are_served(monkeypatch):
    monkeypatch.setattr(bodies, "PATIENCE_SECONDS", 0.05)
    application, slow = Bodies(echo, at_once=2), [Held(b"abc"), Held(b"abc")]
    answers = []
    threads = [threading.Thread(target=lambda s=s: answers.append(ask(application, body=s, length="3"))) for s in slow]
    for thread, sender in zip(threads, slow, strict=True):
        thread.start()
        assert sender.asked.wait(10)
    status, headers, content = ask(application, body=b"abc")
    assert (status[:3], headers["Retry-After"]) == ("503", "10")
    assert "Chưa có gì thay đổi" in content.decode()
    assert ask(application, length="")[0] == "200 OK"
    for sender in slow:
        sender.goes_on.set()
    for thread in threads:
        thread.join(10)
    assert [a[2] for a in answers] == [b"abc", b"abc"]
    assert ask(application, body=b"abc")[0] == "200 OK"


def test_a_sender_who_breaks_off_gives_the_place_back():
    class Broken(io.RawIOBase):
        def read(self, size=-1):
            raise OSError("gone")

    application = Bodies(echo, at_once=1)
    for _ in range(3):
        with pytest.raises(OSError, match="gone"):
            ask(application, body=Broken(), length="3")
    assert ask(application, body=b"abc")[0] == "200 OK"


def test_what_is_too_large_is_passed_on_unread(settings):
    settings.POST_LIMIT = 10
    source, seen = Held(b""), []

    def refuse(environ, start_response):
        seen.append(environ["wsgi.input"])
        start_response("413 Too Large", [])
        return [b""]

    ask(Bodies(refuse), body=source, length="11")
    assert seen == [source]
    assert not source.asked.is_set()

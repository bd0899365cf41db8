"""Work on the system: told before, one page during, nothing after."""

import logging
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from motcua.doors.lobby.maintenance import announced
from motcua.doors.lobby.words import HANOI, moment_words

HOUR = timedelta(hours=1)


def window(*, since: timedelta, until: timedelta) -> str:
    now = timezone.now().astimezone(HANOI).replace(tzinfo=None)
    return f"{(now + since).isoformat(timespec='minutes')}/{(now + until).isoformat(timespec='minutes')}"


def test_before_it_every_page_says_so_and_works(client, db, settings):
    settings.MAINTENANCE = window(since=30 * HOUR, until=34 * HOUR)
    answer = client.get("/")
    since = moment_words(announced(at=timezone.now()).since)
    assert answer.status_code == 200
    assert since in answer.content.decode()


def test_during_it_every_page_says_when_to_come_back(client, settings):
    """Without the fixture `db`: the database may be away."""
    settings.MAINTENANCE = window(since=-HOUR, until=2 * HOUR)
    for answer in (client.get("/"), client.get("/counter/"), client.post("/lobby/login/", {"username": "hoa"})):
        assert answer.status_code == 503
        assert 0 < int(answer["Retry-After"]) <= 2 * 3600
        assert moment_words(announced(at=timezone.now()).until) in answer.content.decode()


def test_during_it_whoever_watches_goes_on_watching(client, db, settings):
    settings.MAINTENANCE = window(since=-HOUR, until=HOUR)
    assert client.get("/healthz").status_code == 200
    assert client.get("/metrics").status_code == 200


def test_during_it_the_page_keeps_its_looks(client, settings):
    settings.MAINTENANCE = window(since=-HOUR, until=HOUR)
    (settings.STATIC_ROOT / "motcua.css").write_text("body {}")
    answer = client.get("/static/motcua.css")
    assert answer.status_code == 200
    assert b"".join(answer) == b"body {}"
    answer.close()


def test_after_it_nothing_is_said(client, db, settings):
    settings.MAINTENANCE = window(since=-2 * HOUR, until=-HOUR)
    answer = client.get("/")
    assert answer.status_code == 200
    assert "bảo trì" not in answer.content.decode()


def test_a_file_announces_it_without_a_new_start(client, db, settings):
    assert "bảo trì" not in client.get("/").content.decode()
    (settings.HOME / "maintenance").write_text(window(since=30 * HOUR, until=34 * HOUR) + "\n")
    assert "bảo trì" in client.get("/").content.decode()
    (settings.HOME / "maintenance").unlink()
    assert "bảo trì" not in client.get("/").content.decode()


def test_times_are_those_of_ha_noi_unless_they_say_otherwise(settings):
    at = datetime(2026, 12, 1, 12, tzinfo=HANOI)
    settings.MAINTENANCE = "2026-12-01T22:00/2026-12-01T19:30+00:00"
    found = announced(at=at)
    assert found.since == datetime(2026, 12, 1, 22, tzinfo=HANOI)
    assert found.until == datetime(2026, 12, 2, 2, 30, tzinfo=HANOI)


def test_it_is_over_at_its_last_moment(settings):
    settings.MAINTENANCE = "2026-12-01T22:00/2026-12-02T02:00"
    end = datetime(2026, 12, 2, 2, 0, tzinfo=HANOI)
    assert announced(at=end - timedelta(seconds=1)) is not None
    assert announced(at=end) is None


@pytest.mark.parametrize(
    "text", ["tonight", "2026-12-01T22:00", "2026-12-02T02:00/2026-12-01T22:00", "a/b/c", "2026-13-01/2026-14-01"]
)
def test_what_is_not_understood_closes_nothing_and_is_logged(settings, caplog, text):
    settings.MAINTENANCE = text
    assert announced(at=timezone.now()) is None
    assert any(record.levelno == logging.ERROR for record in caplog.records)

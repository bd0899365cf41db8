"""The portal on a shared machine: nothing of one person is left for the next."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.doors.lobby import kiosk
from motcua.doors.portal.tests.browsing import BIRTH, draft_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def machine(cast, client):
    """A browser that was marked as shared, with nobody logged in."""
    client.post("/kiosk/")
    return client


@pytest.fixture
def used(machine, browse, cast):
    """Lan has logged in on the shared machine."""
    browser = browse(cast.lan)
    browser.cookies["kiosk"] = "yes"
    browser.get("/mine/")
    return browser


def lasting(response):
    return [c.key for c in response.cookies.values() if (c["max-age"] or c["expires"]) and c["max-age"] != 0]


def test_the_mark_ends_with_the_browser_and_makes_everything_large(machine):
    answer = machine.post("/kiosk/")
    assert machine.cookies["kiosk"].value == "yes" and not lasting(answer)
    html = machine.get("/kiosk/").content.decode()
    assert 'data-size="large"' in html and "portal/kiosk.css" in html


def test_no_cookie_of_a_shared_machine_lasts(machine, used):
    for answer in (
        used.get("/login/"),
        used.get("/mine/"),
        used.post("/language/", {"language": "en", "next": "/"}),
        used.post("/display/", {"theme": "dark", "next": "/"}),
    ):
        assert lasting(answer) == []


def test_done_wipes_the_login_and_every_choice(used):
    answer = used.post("/kiosk/finish/")
    assert answer["Location"] == "/kiosk/" and "storage" in answer["Clear-Site-Data"]
    assert used.get("/mine/").status_code == 302
    assert used.cookies["kiosk"].value == "yes"


def test_who_walks_away_is_gone_after_four_minutes(used, monkeypatch):
    real = timezone.now()
    monkeypatch.setattr(kiosk.timezone, "now", lambda: real + kiosk.IDLE - timedelta(seconds=5))
    assert used.get("/mine/").status_code == 200
    monkeypatch.setattr(kiosk.timezone, "now", lambda: real + 2 * kiosk.IDLE)
    assert used.get("/mine/")["Location"] == "/kiosk/"
    assert used.get("/mine/")["Location"].startswith("/login/")


def test_elsewhere_nobody_is_thrown_out(at_home, monkeypatch):
    at_home.get("/mine/")
    real = timezone.now()
    monkeypatch.setattr(kiosk.timezone, "now", lambda: real + timedelta(hours=1))
    assert at_home.get("/mine/").status_code == 200


def test_the_page_asks_before_it_wipes_with_and_without_a_script(used):
    html = used.get("/mine/").content.decode()
    assert '<noscript><meta http-equiv="refresh" content="120; url=/kiosk/still-here/">' in html
    assert "data-kiosk-ask" in html and "portal/kiosk.js" in html
    asked = used.get("/kiosk/still-here/", headers={"referer": "http://testserver/procedures/"}).content.decode()
    assert 'value="http://testserver/procedures/"' in asked
    assert used.post("/kiosk/still-here/", {"next": "https://elsewhere.example/"})["Location"] == "/mine/"


def test_a_personal_file_does_not_land_on_the_disk(used):
    draft = draft_of(used.post(f"/apply/{BIRTH}/"))
    assert used.get(f"/drafts/{draft}/print-form/").status_code == 403
    used.post("/kiosk/finish/")
    assert used.get(f"/procedures/{BIRTH}/form.pdf").status_code == 200


def test_what_was_saved_is_there_at_home(used, browse, cast):
    draft = draft_of(used.post(f"/apply/{BIRTH}/"))
    used.post("/kiosk/finish/")
    del used.cookies["kiosk"]
    assert browse(cast.lan).get(f"/drafts/{draft}/choose-unit/").status_code == 200


def test_the_mark_can_be_taken_away(machine):
    machine.post("/kiosk/", {"leave": "yes"})
    assert "Dùng máy này làm máy dùng chung" in machine.get("/kiosk/").content.decode()

"""The pages of the clock, over HTTP: an apology from draft to signature, a correction, a calendar."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.dossiers import corrections
from motcua.dossiers import queries as dossiers
from motcua.people.who import SYSTEM


@pytest.fixture(autouse=True)
def plain_files(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("hung", "pause"),
        ("minh", "apologise"),
        ("hung", "extend"),
        ("minh", "correct"),
        ("minh", "ask"),
    ],
)
def test_the_page_asks_first(taken, cast, browse, name, act):
    page = browse(getattr(cast, name)).get(f"/desk/{taken}/{act}/")
    assert page.status_code == 200
    assert b'name="key"' in page.content


def test_before_anything_was_asked_there_is_nothing_to_consent_to(taken, cast, browse):
    assert browse(cast.hung).get(f"/desk/{taken}/consent/").status_code == 409


def test_a_leader_pauses_and_resumes(taken, cast, browse):
    browser = browse(cast.hung)
    assert browser.post(f"/desk/{taken}/pause/", {"cause": "", "reason": "x", "key": "1"}).status_code == 422
    assert (
        browser.post(f"/desk/{taken}/pause/", {"cause": "inspection", "reason": "Xem nhà", "key": "2"}).status_code
        == 302
    )
    assert browser.get(f"/desk/{taken}/resume/").status_code == 200
    assert browser.post(f"/desk/{taken}/resume/", {"reason": "Xong", "key": "3"}).status_code == 302
    assert dossiers.one(SYSTEM, taken).paused_at is None


def test_a_wrong_day_is_said_at_its_field(taken, cast, browse):
    page = browse(cast.minh).post(f"/desk/{taken}/apologise/", {"new_date": "31/02/2020", "reason": "Chờ", "key": "1"})
    assert page.status_code == 422 and "Ghi ngày hẹn mới" in page.content.decode()


def test_a_correction_is_shown_with_what_was_kept(taken, cast, browse):
    sent = {"what": "owner_name", "now": "Nguyễn Thị Lân", "reason": "Gõ sai", "key": "1"}
    assert browse(cast.minh).post(f"/desk/{taken}/correct/", sent).status_code == 302
    page = browse(cast.hung).get(f"/desk/{taken}/").content.decode()
    assert "<del>Nguyễn Thị Lan</del>" in page and "<ins>Nguyễn Thị Lân</ins>" in page
    assert browse(cast.hung).post(f"/desk/{taken}/agree/1/", {"agreed": "yes", "key": "2"}).status_code == 302
    assert corrections.all_of(taken)[0].agreed


def test_a_calendar_is_previewed_and_changed_by_who_configures(taken, cast, browse):
    browser = browse(cast.thao)
    assert browser.get("/desk/calendar/").status_code == 200
    day = timezone.localdate() + timedelta(days=30)
    sent = {"unit": "000.00.00.H26", "off": f"{day:%d/%m/%Y}", "working": "", "reason": "Nghỉ bù", "key": "1"}
    preview = browser.post("/desk/calendar/", sent | {"step": "preview"})
    assert preview.status_code == 200 and "Nếu đổi" in preview.content.decode()
    subject = preview.context["subject"]
    assert browser.post("/desk/calendar/", sent | {"step": "change", "subject": subject}).status_code == 302
    assert browser.post("/desk/calendar/", sent | {"step": "change", "off": "hôm qua"}).status_code == 422
    assert browse(cast.minh).get("/desk/calendar/").status_code == 404


def test_what_is_reported_is_the_leaders_of_the_unit_above(taken, cast, browse):
    assert browse(cast.cuong).get("/desk/reported/").status_code == 200
    assert browse(cast.minh).get("/desk/reported/").status_code == 404

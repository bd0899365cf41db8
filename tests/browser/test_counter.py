"""The counter as people use it: a number is taken, called, served; papers go to the desk and back; somebody signs."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.dossiers.models import Dossier, Paper
from motcua.people.models import Person
from motcua.people.who import SYSTEM
from motcua.reception import queries as reception
from tests.at_once import at_once

LONGEST = "Công Tằng Tôn Nữ Huyền Trang Đài Các Quỳnh Hương Nguyễn Phước"


@pytest.fixture
def sealed(committed: None, approved: Any, cast: Any) -> Any:
    """The result is issued. Signing runs a loop of its own, so it is done in a thread beside the browser's."""
    [signed] = at_once(lambda: casework.sign(dossier_id=approved, by=cast.hung, at=on(8, 15, 30), key="sign"))
    assert isinstance(signed, Done), signed
    [done] = at_once(lambda: casework.seal(dossier_id=approved, by=cast.thu, at=on(8, 16), key="seal"))
    assert isinstance(done, Done), done
    return approved


def test_the_waiting_room(visit: Callable[..., Any], look: Callable[..., None], cast: Any, ward: Any) -> None:
    """Three taps at most; the screen is read from across the room; without scripts."""
    at = timezone.now()
    for field in ("chung-thuc", "ho-kinh-doanh", "ho-tich", "ho-tich"):
        casework.draw(subject_id=ward.pk, field=field, by=SYSTEM, at=at, key="")
    officer = visit(cast.hoa)
    officer.goto("/counter/room/")
    officer.fill("#desk", "3")
    look(officer, "30-room")
    officer.keyboard.press("Enter")
    officer.wait_for_selector(".calling")
    look(officer, "31-called")
    screen = visit()
    screen.goto(f"/counter/screen/{ward.code}/")
    look(screen, "32-screen")
    screen.set_viewport_size({"width": 1920, "height": 1080})
    screen.screenshot(path="build/pictures/32-screen-1920.png")

    tablet = visit(cast.hoa, scripts=False)
    tablet.goto("/counter/room/")
    tablet.get_by_role("button", name="Biến máy này thành máy lấy số").click()
    tablet.set_viewport_size({"width": 768, "height": 1024})
    tablet.screenshot(path="build/pictures/33-kiosk-bare.png")
    tablet.get_by_role("button", name="Hộ tịch").click()
    assert tablet.locator(".drawn h1").inner_text().strip().endswith("003")
    tablet.screenshot(path="build/pictures/34-ticket-bare.png")
    kiosk = visit(cast.hoa)
    kiosk.goto("/counter/room/")
    kiosk.get_by_role("button", name="Biến máy này thành máy lấy số").click()
    look(kiosk, "33-kiosk")
    kiosk.get_by_role("button", name="Hộ tịch").click()
    look(kiosk, "34-ticket")


def test_folders_and_the_signature(
    visit: Callable[..., Any], look: Callable[..., None], cast: Any, sealed: Any, apply: Any, ward: Any
) -> None:
    Person.objects.filter(pk=cast.lan.person_id).update(full_name=LONGEST)
    at = timezone.now()
    for n in range(3):
        draft = apply(at=at)
        casework.submit(dossier_id=draft, unit_id=ward.pk, address="", by=cast.lan, at=at, key="s")
        casework.receive(dossier_id=draft, by=cast.hoa, at=at, key="r")
        casework.open_folder(dossier_id=draft, by=cast.hoa, at=at, key="o")
        if n:
            casework.hand_folder(dossier_id=draft, toward="desk", batch=None, note="", by=cast.hoa, at=at, key="h")
    officer = visit(cast.hoa)
    officer.goto("/counter/folders/")
    look(officer, "35-folders")
    officer.goto("/counter/folders/closing/")
    look(officer, "36-closing")
    desk = visit(cast.minh)
    desk.goto("/counter/folders/?list=accept")
    desk.locator("[name=dossier]").first.check()
    desk.get_by_role("button", name="Ký nhận các túi đã chọn").click()
    look(desk, "37-batch")
    desk.goto("/counter/folders/?list=desk")
    desk.locator("[data-row]").first.click()
    look(desk, "38-folder")

    code = Dossier.objects.get(pk=sealed)
    Paper.objects.create(dossier=code, code="identity_paper", round=1, originals=2, at=at, actor="x")
    officer.goto(f"/counter/{sealed}/")
    look(officer, "39-dossier")
    officer.goto(f"/counter/{sealed}/hand_back/")
    officer.fill("#identity", "CCCD 001192000011")
    officer.locator("canvas").evaluate("canvas => canvas.scrollIntoView({block: 'center'})")
    frame = officer.locator("canvas").bounding_box()
    officer.mouse.move(frame["x"] + 30, frame["y"] + 120)
    officer.mouse.down()
    for step in range(1, 20):
        officer.mouse.move(frame["x"] + 30 + step * 12, frame["y"] + 120 - (step % 4) * 25)
    officer.mouse.up()
    assert officer.locator("[name=signed][value=tablet]").is_checked()
    officer.screenshot(path="build/pictures/40-signing.png", full_page=True)
    officer.get_by_role("button", name="Trả kết quả").click()
    officer.wait_for_selector(".messages")
    assert [g.signed for g in reception.given_back(UUID(str(sealed)))] == ["tablet"]


def test_the_short_form_by_keyboard_alone(visit: Callable[..., Any], look: Callable[..., None], cast: Any) -> None:
    officer = visit(cast.hoa)
    officer.goto("/counter/quick/chung-thuc-ban-sao-tu-ban-chinh/")
    look(officer, "41-quick")
    officer.keyboard.press("Tab")
    person = ("Trần Thị Mai", "001190000055", "02/03/1990", "0912345678", "5 Hàng Bạc", "")
    for typed in (*person, "Bằng đại học", "2", "3"):
        officer.keyboard.type(typed)
        officer.keyboard.press("Tab")
    officer.keyboard.press("Shift+Tab")
    officer.keyboard.press("Enter")
    officer.wait_for_selector(".messages")
    assert "đã tiếp nhận" in officer.locator(".messages").inner_text()
    look(officer, "42-quick-next")
    officer.goto("/counter/register/dang-ky-giam-ho/")
    look(officer, "43-register")
    officer.goto("/counter/register/")
    look(officer, "44-choose")

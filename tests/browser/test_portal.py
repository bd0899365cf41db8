"""The portal for everybody: light, of one origin, by keyboard, enlarged, without a script, every kind of question."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from motcua.doors.portal.tests.every_kind import CODE, published
from motcua.doors.portal.tests.test_every_kind import BAC, WHO, what
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from tests.browser.test_journey import _id_in, fill, photo

BIRTH = "dang-ky-khai-sinh"
OPEN_PAGES = {
    "20-front": "/",
    "21-field": "/procedures/?field=ho-tich&at=000.09.32.H26",
    "22-procedure": f"/procedures/{BIRTH}/",
    "23-guide": f"/procedures/{BIRTH}/guide/",
    "24-guide-answered": f"/procedures/{BIRTH}/guide/?shown=yes&birth_proof=notice",
    "25-login": "/login/",
    "26-track": "/track/",
    "27-verify": "/verify/",
    "28-kiosk-set-up": "/kiosk/",
    "29-nothing-found": "/procedures/?q=xyzzy",
}
FIRST_VISIT_BYTES = 60_000
# The page, its styles and its scripts, as the browser counted them; pictures are not.
WEIGHT = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter((one) => ["navigation", "link", "script", "css"].includes(one.initiatorType))
  .filter((one) => !/svg|png|webp/.test(one.name))
  .reduce((sum, one) => sum + one.encodedBodySize, 0)"""


def test_every_open_page_is_free_of_barriers_light_and_of_one_origin(
    visit: Callable[..., Any], look: Callable[..., None], site: str
) -> None:
    for name, address in OPEN_PAGES.items():
        page = visit(width=360)
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(address)
        assert all(url.startswith((site, "data:")) for url in asked), name
        weight = page.evaluate(WEIGHT)
        assert 0 < weight < FIRST_VISIT_BYTES, f"{name}: {weight} bytes"
        look(page, name)
        _enlarged(page, name)
        page.context.close()


def _enlarged(page: Any, name: str) -> None:
    """A screen of 1280 px at 200 % shows 640 CSS pixels; text at twice its size on top of that."""
    page.set_viewport_size({"width": 640, "height": 400})
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 640, f"{name} is {wide} px wide at 200 %"


def test_every_kind_of_question_is_answered_in_a_browser(
    visit: Callable[..., Any], look: Callable[..., None], cast: Any, tmp_path: Path
) -> None:
    published(at=timezone.now() - timedelta(minutes=1))
    phone = visit(cast.lan, width=360)
    phone.goto(f"/procedures/{CODE}/")
    phone.locator("main form button.btn--main").first.click()
    phone.goto(f"{_draft(phone)}choose-unit/?district=000.32.H26")
    draft = _draft(phone)
    _choose_ward(phone)
    _answer(phone, "who", WHO)
    look(phone, "31-every-kind-what")
    _answer(phone, "what", what())
    assert "/end/" in phone.url, phone.locator("main").inner_text()[:2000]
    phone.locator('input[name="plan"]').set_input_files([photo(tmp_path, "so-do"), photo(tmp_path, "san-khau")])
    phone.locator('[name="truth"]').check()
    look(phone, "32-every-kind-end")
    phone.locator("main form button.btn--main").click()
    _send_papers(phone, tmp_path, look)
    phone.locator('[name="return_by"][value="counter"]').check()
    phone.locator("main form button.btn--main").click()
    look(phone, "34-every-kind-check")
    phone.locator("main form button.btn--main").last.click()
    phone.wait_for_url("**/receipt/")
    dossier = dossiers.one(cast.lan, _id_in(draft))
    assert dossier.state == State.SUBMITTED
    assert sorted({p.code for p in dossiers.papers(dossier.pk)}) == ["licence_copy", "plan", "programme", "request"]


def _answer(phone: Any, section: str, answers: dict[str, Any]) -> None:
    """Until the form goes on: an answer brings up questions that were not on the page yet."""
    for _round in range(4):
        if f"/{section}/" not in phone.url:
            return
        fill(phone, answers)
        phone.locator("main form button.btn--main").click()
        phone.wait_for_load_state()
    raise AssertionError(phone.locator("main").inner_text()[:2000])


def _draft(phone: Any) -> str:
    return str(phone.url.split("/drafts/")[0] + "/drafts/" + phone.url.split("/drafts/")[1].split("/")[0] + "/")


def _choose_ward(phone: Any) -> None:
    from motcua.organisation import queries as organisation

    ward = organisation.by_code(BAC)
    phone.goto(f"{_draft(phone)}choose-unit/?district={organisation.unit(ward.parent_id).code}")
    phone.locator('select[name="unit"]').select_option(BAC)
    phone.locator("main form button.btn--main").last.click()
    phone.wait_for_url("**/who/")


def _send_papers(phone: Any, folder: Path, look: Callable[..., None]) -> None:
    """By the script: each file is sent as it is chosen; the first line breaks once in the middle."""
    broken: list[str] = []

    def once(route: Any) -> None:
        if not broken and route.request.method == "PATCH":
            broken.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    phone.route("**/paper-uploads/**", once)
    for number, paper in enumerate(("request", "programme", "licence_copy")):
        with phone.expect_navigation(timeout=60_000):
            phone.locator(f'input[name="paper.{paper}"]').set_input_files(photo(folder, f"giay-{number}"))
    assert broken
    assert phone.locator("ul.papers li").count() == 3
    look(phone, "33-every-kind-papers")
    phone.locator('button[name="next"]').click()


def test_the_guide_is_used_by_keyboard_alone_and_without_a_script(visit: Callable[..., Any], cast: Any) -> None:
    page = visit(cast.lan, scripts=False)
    page.goto(f"/procedures/{BIRTH}/guide/")
    _tab_to(page, 'input[name="birth_proof"]')
    page.keyboard.press("Space")
    _tab_to(page, "main form button.btn--main")
    page.keyboard.press("Enter")
    page.wait_for_url("**shown=yes**")
    assert page.locator("#needed").is_visible()
    _tab_to(page, '#needed form button')
    page.keyboard.press("Enter")
    page.wait_for_url("**/choose-unit/")


def _tab_to(page: Any, selector: str) -> None:
    """With the tab key alone; what has the focus must be seen to have it."""
    for _press in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            seen = page.evaluate(
                "() => { const s = getComputedStyle(document.activeElement);"
                " return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; }"
            )
            assert seen, f"the focus on {selector} is not seen"
            return
    raise AssertionError(f"the tab key never gets to {selector}")


def test_papers_are_sent_by_the_plain_form_without_a_script(
    visit: Callable[..., Any], cast: Any, tmp_path: Path
) -> None:
    page = visit(cast.lan, width=360, scripts=False)
    page.goto(f"/procedures/{BIRTH}/guide/?shown=yes&birth_proof=notice")
    page.locator("#needed form button").click()
    page.goto(f"{_draft(page)}add-papers/")
    page.locator('input[type="file"]').first.set_input_files(photo(tmp_path, "giay"))
    page.locator("main form button:has-text('Tải các tệp đã chọn lên')").click()
    assert page.locator("ul.papers li").count() == 1


def test_a_shared_machine_is_free_of_barriers_and_keeps_nothing(
    visit: Callable[..., Any], look: Callable[..., None], cast: Any
) -> None:
    page = visit(cast.lan)
    page.goto("/kiosk/")
    page.locator("main form button.btn--main").click()
    look(page, "40-kiosk")
    assert "/login/" in page.goto("/mine/").url
    page.locator("main form button").first.click()
    page.wait_for_url("**/mine/")
    look(page, "41-kiosk-mine")
    page.goto("/kiosk/still-here/")
    look(page, "42-kiosk-still-here")
    page.locator("main form button", has_text="Xong, xoá hết").click()
    page.wait_for_url("**/kiosk/")
    assert {one["name"] for one in page.context.cookies()} <= {"kiosk", "csrftoken"}
    assert all(one["expires"] == -1 for one in page.context.cookies())
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_targets_on_a_shared_machine_are_large(visit: Callable[..., Any], width: int) -> None:
    page = visit(width=width)
    page.goto("/kiosk/")
    page.locator("main form button.btn--main").click()
    for box in (b.bounding_box() for b in page.locator("main .btn, main .tile, .nav a").all() if b.is_visible()):
        assert box is not None and box["height"] >= 44

"""The portal for everybody: by keyboard alone and without a script."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.browser.test_journey import photo

BIRTH = "dang-ky-khai-sinh"


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


def _draft(phone: Any) -> str:
    return str(phone.url.split("/drafts/")[0] + "/drafts/" + phone.url.split("/drafts/")[1].split("/")[0] + "/")

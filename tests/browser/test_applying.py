"""Applying in a real browser: by keyboard alone, without a script, over a line that breaks."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.catalogue.examples import example
from motcua.doors.portal.tests.test_every_kind import BAC
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from tests.browser.filling import fields_of
from tests.browser.keyboard import Keyboard
from tests.browser.test_journey import _id_in, fill, photo

BIRTH = "dang-ky-khai-sinh"
GUARDIANSHIP = "1.004837"


def test_the_guide_is_used_by_keyboard_alone_and_without_a_script(visit: Callable[..., Any], cast: Any) -> None:
    page = visit(cast.lan, scripts=False)
    page.goto(f"/procedures/{BIRTH}/guide/")
    keys = Keyboard(page)
    keys.to('input[name="birth_proof"]')
    page.keyboard.press("Space")
    keys.to("main form button.btn--main")
    page.keyboard.press("Enter")
    page.wait_for_url("**shown=yes**")
    assert page.locator("#needed").is_visible()
    keys.to("#needed form button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/choose-unit/")


def test_an_application_is_sent_without_a_script(visit: Callable[..., Any], cast: Any, tmp_path: Path) -> None:
    page = visit(cast.lan, width=360, scripts=False)
    page.goto(f"/procedures/{GUARDIANSHIP}/")
    page.locator("main form button.btn--main").first.click()
    page.wait_for_url("**/choose-unit/")

    def by_hand(fields: dict[str, Any]) -> None:
        fill(page, fields)
        for chooser in page.locator('main input[type="file"]').all():
            chooser.set_input_files(photo(tmp_path, "giay"))
        button = page.locator("main form button.btn--main").last
        button.click()

    dossier_id = _to_the_receipt(page, by_hand, _fields(GUARDIANSHIP))
    assert dossiers.one(cast.lan, dossier_id).state == State.SUBMITTED


def test_an_upload_that_was_cut_in_the_middle_goes_on_where_it_stopped(
    visit: Callable[..., Any], apply: Any, cast: Any, tmp_path: Path
) -> None:
    draft_id = apply(procedure=BIRTH, at=timezone.now())
    page = visit(cast.lan, width=360)
    page.goto(f"/drafts/{draft_id}/add-papers/")
    before = page.locator("ul.papers > li").count()
    offsets: list[int] = []
    cut: list[int] = []

    def line(route: Any) -> None:
        offset = int(route.request.headers["upload-offset"])
        offsets.append(offset)
        if offset > 0 and len(cut) < 2:
            cut.append(offset)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/paper-uploads/*/", lambda r: line(r) if r.request.method == "PATCH" else r.continue_())
    big = _large_photo(tmp_path)
    assert big.stat().st_size > 2 * 512 * 1024
    with page.expect_navigation(timeout=120_000):
        page.locator('input[type="file"]').first.set_input_files(big)
    assert cut == [512 * 1024] * 2, "the line was cut twice, at the second part"
    assert offsets.count(0) == 1, "what had arrived was not sent again"
    assert page.locator("ul.papers > li").count() == before + 1


def test_a_section_says_what_is_missing_and_the_keyboard_is_there(visit: Callable[..., Any], cast: Any) -> None:
    page = visit(cast.lan, width=360, scripts=False)
    page.goto(f"/procedures/{GUARDIANSHIP}/")
    page.locator("main form button.btn--main").first.click()
    page.wait_for_url("**/choose-unit/")
    _next(page, lambda fields: (fill(page, fields), page.locator("main form button.btn--main").last.click()), {})
    page.locator("main form button.btn--main").last.click()
    page.wait_for_load_state()
    first = page.locator(".errors a").first
    target = first.get_attribute("href")
    keys = Keyboard(page)
    keys.to(f'.errors a[href="{target}"]')
    page.keyboard.press("Enter")
    assert page.evaluate("t => document.querySelector(t).matches(':target')", target)


def _fields(procedure: str) -> dict[str, Any]:
    form = catalogue.form(catalogue.current(procedure).version_id)
    return fields_of(form, example(form, situation=application.Situation(today=date.today())))


def _to_the_receipt(page: Any, go_on: Callable[[dict[str, Any]], Any], fields: dict[str, Any]) -> Any:
    """Answer each page as it comes."""
    for _page in range(25):
        if "/receipt/" in page.url:
            return _id_in(page.url)
        _next(page, go_on, fields)
    raise AssertionError(f"no end to the form: {page.url}")


def _next(page: Any, go_on: Callable[[dict[str, Any]], Any], fields: dict[str, Any]) -> None:
    before = page.url
    go_on(fields | {"district": _district(), "unit": BAC, "return_by": "counter"})
    page.wait_for_url(lambda url: url != before)
    page.wait_for_load_state()


def _district() -> str:
    from motcua.organisation import queries as organisation

    return organisation.unit(organisation.by_code(BAC).parent_id).code


def _large_photo(folder: Path) -> Path:
    """More than two parts: noise does not get smaller."""
    from PIL import Image

    path = folder / "lon.jpg"
    Image.frombytes("RGB", (1400, 1400), os.urandom(1400 * 1400 * 3)).save(path, quality=90)
    return path

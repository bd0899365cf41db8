"""A shared machine: large targets, no barriers, and nothing stays."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _identity(settings: Any) -> None:
    settings.ADAPTERS = settings.ADAPTERS | {"identity": "motcua.adapters.identity.Demo"}


def _logged_in(visit: Callable[..., Any]) -> Any:
    page = visit()
    page.goto("/kiosk/")
    page.locator("main form button.btn--main").click()
    page.wait_for_load_state()
    page.goto("/mine/")
    assert "/login/" in page.url
    page.locator("main form button").first.click()
    page.wait_for_url("**/mine/")
    return page


def test_a_shared_machine_is_free_of_barriers_and_keeps_nothing(
    visit: Callable[..., Any], look: Callable[..., None]
) -> None:
    page = _logged_in(visit)
    look(page, "kiosk-mine")
    page.goto("/kiosk/still-here/")
    look(page, "kiosk-still-here")
    page.locator("main form button", has_text="Xong, xoá hết").click()
    page.wait_for_url("**/kiosk/")
    look(page, "kiosk")
    _nothing_is_left(page)


def test_who_walks_away_is_asked_and_then_forgotten(visit: Callable[..., Any]) -> None:
    page = _logged_in(visit)
    page.clock.install()
    page.goto("/mine/")
    page.clock.run_for(119_000)
    assert not page.locator("dialog[open]").count()
    page.clock.run_for(2_000)
    assert page.locator("dialog[open]").is_visible()
    page.locator("[data-kiosk-stay]").click()
    assert not page.locator("dialog[open]").count()
    page.clock.run_for(121_000)
    assert page.locator("dialog[open]").is_visible()
    page.clock.run_for(61_000)
    page.wait_for_url("**/kiosk/")
    _nothing_is_left(page)
    page.go_back()
    page.wait_for_load_state()
    assert "Đăng nhập" in page.locator("main h1").inner_text(), page.url


def _nothing_is_left(page: Any) -> None:
    kept = page.context.cookies()
    assert {one["name"] for one in kept} <= {"kiosk", "csrftoken"}
    assert all(one["expires"] == -1 for one in kept)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.request.get("/mine/")
    assert "/login/" in page.request.get("/mine/").url


@pytest.mark.parametrize("width", [360, 1280])
def test_targets_on_a_shared_machine_are_large(visit: Callable[..., Any], width: int) -> None:
    page = visit(width=width)
    page.goto("/kiosk/")
    page.locator("main form button.btn--main").click()
    page.wait_for_load_state()
    for box in (b.bounding_box() for b in page.locator("main .btn, main .tile, .nav a").all() if b.is_visible()):
        assert box is not None and box["height"] >= 44

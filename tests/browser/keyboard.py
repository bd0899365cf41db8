"""Somebody who has no mouse: everything by Tab, Space, Enter, the arrows and letters."""

from pathlib import Path
from typing import Any

FOCUSED = """() => { const e = document.activeElement, s = getComputedStyle(e); return {
  name: e.name || "", type: e.type || "", value: e.value || "", checked: !!e.checked, tag: e.tagName,
  main: e.matches("main form button.btn--main"), inside: !!e.closest("main"),
  seen: s.outlineStyle !== "none" || s.boxShadow !== "none" }; }"""
MOST = 300


class Keyboard:
    """The keys of one window; `photo` is what is chosen when a file is asked for."""

    def __init__(self, page: Any, *, photo: Path | None = None) -> None:
        self.page, self.photo = page, photo

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def to(self, selector: str) -> None:
        """With the tab key alone; what has the focus must be seen to have it."""
        for _press in range(MOST):
            self.press("Tab")
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                assert self.page.evaluate(FOCUSED)["seen"], f"the focus on {selector} is not seen"
                return
        raise AssertionError(f"the tab key never gets to {selector}")

    def fill(self, fields: dict[str, Any]) -> None:
        """Go through the page once, answer what it asks, and press its last main button."""
        buttons = self.page.locator("main form button.btn--main").count()
        answered: set[str] = set()
        for _press in range(MOST):
            self.press("Tab")
            here = self.page.evaluate(FOCUSED)
            if here["inside"]:
                assert here["seen"], f"the focus on {here} is not seen"
            if here["type"] == "file" and here["name"] not in answered:
                answered.add(here["name"])
                self._choose_file()
            elif here["main"]:
                buttons -= 1
                if buttons == 0:
                    self.press("Enter")
                    return
            elif here["inside"] and here["name"] in fields:
                self._answer(here, fields[here["name"]], answered)
        raise AssertionError(f"the tab key never gets through {self.page.url}")

    def _answer(self, here: dict[str, Any], wanted: Any, answered: set[str]) -> None:
        if here["type"] == "checkbox":
            if not here["checked"] and here["value"] in (wanted if isinstance(wanted, list) else [wanted]):
                self.press("Space")
            return
        if here["name"] in answered:
            return
        answered.add(here["name"])
        if here["type"] == "radio":
            self._one_of(wanted)
        elif here["tag"] == "SELECT":
            self._option(wanted)
        else:
            self.press("Control+a")
            self.page.keyboard.type(wanted)

    def _one_of(self, wanted: str) -> None:
        self.press("Space")
        for _press in range(MOST):
            if self.page.evaluate("() => document.activeElement.value") == wanted:
                return
            self.press("ArrowDown")
        raise AssertionError(f"the arrows never get to {wanted}")

    def _option(self, wanted: str) -> None:
        """The arrows, from where it stands; a city has 584 wards."""
        steps = self.page.evaluate(
            "w => { const e = document.activeElement;"
            " return [...e.options].findIndex((one) => one.value === w) - e.selectedIndex; }",
            wanted,
        )
        for _press in range(abs(steps)):
            self.press("ArrowDown" if steps > 0 else "ArrowUp")
        assert self.page.evaluate("() => document.activeElement.value") == wanted

    def _choose_file(self) -> None:
        """Enter opens the chooser; the script sends the file and loads the page again."""
        with self.page.expect_file_chooser() as opened:
            self.press("Enter")
        with self.page.expect_navigation():
            opened.value.set_files(self.photo)

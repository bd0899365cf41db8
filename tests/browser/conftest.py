"""A real browser, the real server on the test database, and axe."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "pictures"
WIDTHS = (360, 768, 1280)
CHROMIUM = next(
    (p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome") if os.path.exists(p)), ""
)
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# The tests and the browser's loop share a thread; the database is asked between two steps, never during one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture
def site(committed: None, cast: Any, files: Path, tmp_path: Path, settings: Any) -> Iterator[str]:
    """The address of the server, run as in life on this test's database."""
    from django.db import connection
    from psycopg.conninfo import make_conninfo

    parts = connection.settings_dict
    url = make_conninfo(
        dbname=parts["NAME"], user=parts["USER"], password=parts["PASSWORD"] or None, host=parts["HOST"] or None,
        port=parts["PORT"] or None,
    )  # fmt: skip
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ, "DATABASE_URL": url, "MOTCUA_HOME": str(tmp_path), "MOTCUA_FILES": str(settings.FILES),
        "MOTCUA_SECRET_KEY": settings.SECRET_KEY,
        "MOTCUA_DEMO": "1", "MOTCUA_STATIC_FROM_SOURCE": "1", "MOTCUA_PUBLIC_URL": address,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "DJANGO_SETTINGS_MODULE": "motcua.config.settings",
    }  # fmt: skip
    from motcua.launch.commands import serve

    (tmp_path / "static").mkdir()
    line = serve.command(port=port, workers=1, threads=4, patience=1)
    with subprocess.Popen(line, env=environment, cwd=tmp_path, stdout=sys.stderr) as server:
        try:
            _wait(address, server)
            yield address
        finally:
            server.terminate()


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert server.poll() is None, "the server ended by itself"
        try:
            urllib.request.urlopen(f"{address}/procedures/", timeout=30).read()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "Chromium is not installed (.ci/run installs it)"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any, site: str) -> Iterator[Callable[..., Any]]:
    """A window of its own for somebody: `visit(who, width=360)`; logged in when `who` is given."""
    from importlib import import_module

    from django.conf import settings

    from motcua.doors.lobby.middleware import SESSION_KEY

    windows = []

    def opened(who: Any = None, *, width: int = 1280, scripts: bool = True) -> Any:
        window = chromium.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=scripts, base_url=site
        )
        windows.append(window)
        if who is not None:
            session = import_module(settings.SESSION_ENGINE).SessionStore()
            session[SESSION_KEY] = str(who.user_id)
            session.create()
            window.add_cookies([{"name": "sessionid", "value": session.session_key, "url": site}])
        page = window.new_page()
        page.set_default_timeout(60_000)
        return page

    yield opened
    for window in windows:
        window.close()


def _picture(page: Any, path: Path) -> None:
    """A picture of the whole page; asked for once more when no frame came.

    Chromium paints on the processor, and a picture needs a frame painted after the window has changed its size and once
    more at the page's full height. Measured: half a second alone, 2.4 s for the first one beside eight other jobs on
    two cores, none lost of 108. So it is the load, not fonts (there are none) and not animations (there are none).
    A window behind others is asked to the front first.
    """
    from playwright.sync_api import TimeoutError as NoFrame

    page.bring_to_front()
    for patience in (30_000, 60_000):
        try:
            page.screenshot(path=path, full_page=True, animations="disabled", timeout=patience)
            return
        except NoFrame:
            page.bring_to_front()
    raise AssertionError(f"Chromium painted no frame for {path.name} in 90 s")


@pytest.fixture
def look() -> Callable[..., None]:
    """Take a picture of a page at three widths, and let axe look for barriers (WCAG 2.2 AA)."""
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()
    PICTURES.mkdir(parents=True, exist_ok=True)
    rules = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}

    def looked(page: Any, name: str) -> None:
        size = page.viewport_size
        faults = []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            _picture(page, PICTURES / f"{name}-{width}.png")
            faults += _too_wide(page, f"{name} on a screen of {width}")
            if width != WIDTHS[-1] and re.search(r"://[^/]+/(desk|counter|control|authors)/", page.url):
                continue  # officers' pages are held to axe at their own width; the portal's at all three
            found = axe.run(page, options=rules)
            if found.violations_count:
                faults.append(f"{name} on a screen of {width}: {found.generate_report()}")
        # A screen of 1280 px at 200 % has 640 px for the page; a telephone with its text at 200 % keeps its 360.
        page.set_viewport_size({"width": 640, "height": 400})
        faults += _too_wide(page, f"{name} at 200 %")
        page.set_viewport_size(size)
        assert not faults, "\n".join(faults)

    return looked


def _too_wide(page: Any, what: str) -> list[str]:
    """Nobody has to scroll sideways to read a line; the culprits are named."""
    wide, culprits = page.evaluate(
        """() => { const room = document.documentElement.clientWidth; return [
          document.documentElement.scrollWidth - room,
          [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > room + 1)
            .slice(-3).map((e) => e.outerHTML.slice(0, 120)) ]; }"""
    )
    return [f"{what} is {wide} px too wide: {culprits}"] if wide > 0 else []

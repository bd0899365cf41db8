"""Every page of the portal: no barriers at three widths, not too wide, light on the first visit, of one origin."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from motcua import casework
from motcua.casework.tests.mandates import authorise
from motcua.dossiers import queries as dossiers
from motcua.notices.models import Notice
from motcua.results import queries as results
from tests.at_once import at_once

BIRTH = "dang-ky-khai-sinh"
OPEN_PAGES = {
    "front": "/",
    "field": "/procedures/?field=ho-tich&at=000.09.32.H26",
    "found": "/procedures/?q=khai+sinh",
    "nothing-found": "/procedures/?q=xyzzy",
    "procedure": f"/procedures/{BIRTH}/",
    "guide": f"/procedures/{BIRTH}/guide/",
    "guide-answered": f"/procedures/{BIRTH}/guide/?shown=yes&birth_proof=notice",
    "login": "/login/",
    "track": "/track/",
    "verify": "/verify/",
    "licences": "/licences/",
    "licences-nothing": "/licences/?number=8/GCN",
    "kiosk-set-up": "/kiosk/",
    "no-such-page": "/procedures/no-such-thing/",
}
MISSING = {"no-such-page"}
FIRST_VISIT_BYTES = 60_000
# The page, its styles and its scripts, as the browser counted them; pictures are not.
WEIGHT = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter((one) => ["navigation", "link", "script", "css"].includes(one.initiatorType))
  .filter((one) => !/svg|png|webp/.test(one.name))
  .reduce((sum, one) => sum + one.encodedBodySize, 0)"""


@pytest.fixture
def inspect(visit: Callable[..., Any], look: Callable[..., None], site: str) -> Callable[..., None]:
    """Visit pages for the first time, each in a window of its own: `inspect({"name": "/address/"}, who)`."""

    def inspected(pages: dict[str, str], who: Any = None) -> None:
        faults = []
        for name, address in pages.items():
            page = visit(who, width=360)
            asked: list[str] = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            answer = page.goto(address)
            try:
                assert answer.status == (404 if name in MISSING else 200), f"{name}: {answer.status}"
                assert address.split("?")[0] in page.url, f"{name} led to {page.url}"
                assert all(url.startswith((site, "data:")) for url in asked), f"{name} asks {asked}"
                weight = page.evaluate(WEIGHT)
                assert 0 < weight < FIRST_VISIT_BYTES, f"{name}: {weight} bytes"
                look(page, f"portal-{name}")
            except AssertionError as fault:
                faults.append(str(fault))
            page.context.close()
        assert not faults, "\n".join(faults)

    return inspected


@pytest.fixture(autouse=True)
def _identity(settings: Any) -> None:
    settings.ADAPTERS = settings.ADAPTERS | {"identity": "motcua.adapters.identity.Demo"}


def test_every_open_page(inspect: Callable[..., None]) -> None:
    inspect(OPEN_PAGES)


def test_a_dossier_is_tracked_by_its_code_and_a_wrong_code_is_told(
    visit: Callable[..., Any], look: Callable[..., None], apply: Any, cast: Any, ward: Any
) -> None:
    code = dossiers.one(cast.lan, _dossier(apply, cast, ward, until="receive")).code
    page = visit(width=360)
    for name, typed in (("tracked", code), ("track-unknown", "000.09.32.H26-200608-0009")):
        page.goto("/track/")
        page.locator('main [name="code"]').fill(typed)
        page.locator("main form button").first.click()
        page.wait_for_load_state()
        look(page, f"portal-{name}")


def test_every_page_of_a_draft(inspect: Callable[..., None], apply: Any, cast: Any) -> None:
    draft = f"/drafts/{apply(at=timezone.now())}/"
    birth = f"/drafts/{apply(procedure=BIRTH, at=timezone.now())}/"
    sections = {f"section-{name}": f"{birth}{name}/" for name in _sections(BIRTH)}
    pages = ("for-whom", "choose-unit", "add-papers", "get-result", "check-answers")
    inspect(sections | {f"draft-{name}": f"{draft}{name}/" for name in pages}, cast.lan)


def test_every_page_of_a_dossier(inspect: Callable[..., None], apply: Any, cast: Any, ward: Any) -> None:
    sent, asked, returned = (_dossier(apply, cast, ward, until=step) for step in ("receive", "ask", "hand_back"))
    inspect(
        {
            "dossier-receipt": f"/dossiers/{sent}/receipt/", "dossier": f"/dossiers/{sent}/",
            "withdraw": f"/dossiers/{sent}/withdraw/", "dossier-asked": f"/dossiers/{asked}/",
            "supplement": f"/dossiers/{asked}/supplement/", "rate": f"/dossiers/{returned}/rate/",
            "dossier-returned": f"/dossiers/{returned}/",
        },
        cast.lan,
    )  # fmt: skip
    body = Notice.objects.get(dossier_id=returned, kind="returned").body
    link = re.search(r"/rate/[\w-]+/", body)
    assert link is not None
    inspect({"rate-by-link": link[0], "verify-result": f"/verify/{results.running(returned).id}/"})


def test_every_page_of_ones_own(inspect: Callable[..., None], apply: Any, cast: Any, ward: Any, entered: Any) -> None:
    _dossier(apply, cast, ward, until="ask")
    apply(at=timezone.now())
    now = timezone.now()
    authorise(cast.lan, cast.nam, since=now.date(), until=now.date() + timedelta(days=300))
    inspect(
        {
            "mine": "/mine/", "papers": "/mine/papers/", "mandates": "/mine/mandates/",
            "mandate-new": "/mine/mandates/new/", "close-account": "/mine/close-account/",
            "licences-mine": "/licences/mine/",
        },
        cast.lan,
    )  # fmt: skip
    notice = Notice.objects.filter(dossier_id=entered.dossier_id).first()
    inspect({"message": f"/dossiers/{entered.dossier_id}/messages/{notice.id}/"}, cast.lan)
    inspect({"licences-register": f"/licences/{entered.register}/", "licences-found": "/licences/?number=7/GCN"})


@pytest.fixture
def sealed(apply: Any, cast: Any, ward: Any) -> Any:
    """For `entered`: as the house's, but signed beside the browser's loop."""
    return _dossier(apply, cast, ward, until="seal")


def _sections(procedure: str) -> list[str]:
    from motcua.catalogue import queries as catalogue

    form = catalogue.form(catalogue.current(procedure).version_id)
    return [section.id for section, condition in form.sections if condition is None]


def _dossier(apply: Any, cast: Any, ward: Any, *, until: str) -> Any:
    """Lan's application for guardianship, carried on to this act; in a thread, for signing has a loop of its own."""
    [done] = at_once(lambda: _carried_on(apply, cast, ward, until=until))
    if isinstance(done, Exception):
        raise done
    return done


def _carried_on(apply: Any, cast: Any, ward: Any, *, until: str) -> Any:
    dossier_id, now = apply(at=timezone.now()), timezone.now()
    casework.submit(dossier_id=dossier_id, unit_id=ward.pk, address="", by=cast.lan, at=now, key="submit")
    ask = {
        "items": [{"paper": "identity_paper", "reason": "Ảnh mờ, không đọc được số."}],
        "reason": "Cần bản chụp rõ hơn.",
    }
    steps: list[tuple[str, Any, dict[str, Any]]] = [
        ("receive", cast.hoa, {}), ("take", cast.minh, {}), ("ask", cast.minh, ask),
        ("propose", cast.minh, {"outcome": "granted", "content": ""}), ("approve", cast.hung, {}),
        ("sign", cast.hung, {}), ("seal", cast.thu, {}),
        ("hand_back", cast.hoa, {"to_name": "Nguyễn Thị Lan", "identity": "Căn cước công dân"}),
    ]  # fmt: skip
    for name, by, words in steps:
        if name == "ask" and until != "ask":
            continue
        getattr(casework, name)(dossier_id=dossier_id, by=by, at=timezone.now(), key=name, **words)
        if name == until:
            return dossier_id
    raise AssertionError(until)

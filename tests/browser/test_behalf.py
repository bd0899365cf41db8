"""For others, papers used again, mandates, messages: looked at with long names at each width, and by axe."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from motcua import casework
from motcua.casework.tests.mandates import authorise
from motcua.notices.models import Notice
from motcua.people.models import Person, User

LONG = "Công Tằng Tôn Nữ Nguyễn Phước Thuỳ Dương Hoàng Thị Ngọc Bích"


def test_the_pages_for_others_and_of_ones_own(visit, look, cast, apply, ward, files):
    Person.objects.filter(pk=cast.nam.person_id).update(full_name=LONG)
    Person.objects.filter(pk=cast.lan.person_id).update(email="lan@example.vn", phone="0912000011")
    User.objects.filter(pk=cast.nam.user_id).update(full_name=LONG)
    now = timezone.now()
    given = authorise(cast.nam, cast.lan, by=cast.lan, until=now.date().replace(year=now.year + 1), since=now.date())
    authorise(cast.lan, cast.nam)
    first, second, third = apply(at=now), apply(at=now), apply(at=now)
    behalf = {"basis": "mandate", "mandate": str(given), "owner": {}}
    casework.represent(dossier_id=first, behalf=behalf, by=cast.lan, at=now)
    for key, draft_id in (("a", first), ("b", second)):
        casework.submit(dossier_id=draft_id, unit_id=ward.pk, address="", by=cast.lan, at=now, key=key)
    lan = visit(cast.lan)
    for name, address in (
        ("mine", "/mine/"), ("store", "/mine/papers/"), ("mandates", "/mine/mandates/"),
        ("mandate-new", "/mine/mandates/new/"), ("close-account", "/mine/close-account/"),
        ("for-whom", f"/drafts/{third}/for-whom/"), ("papers-offers", f"/drafts/{third}/add-papers/"),
        ("choose-unit", f"/drafts/{third}/choose-unit/"), ("on-behalf", f"/dossiers/{first}/"),
        ("open-link", "/resume/x/"),
    ):  # fmt: skip
        lan.goto(address)
        look(lan, f"behalf-{name}")
    nam = visit(cast.nam)
    notice = Notice.objects.get(dossier_id=first, kind="on_behalf")
    for name, address in (
        ("message", f"/dossiers/{first}/messages/{notice.id}/"), ("object", f"/dossiers/{first}/object/"),
        ("owners-dossier", f"/dossiers/{first}/"),
    ):  # fmt: skip
        nam.goto(address)
        look(nam, f"behalf-{name}")
    casework.object_to(dossier_id=first, reason="Tôi không nhờ nộp.", by=cast.nam, at=timezone.now(), key="o")
    hoa = visit(cast.hoa)
    for name, address in (("counter", f"/counter/{first}/"), ("assist", "/assist/")):
        hoa.goto(address)
        look(hoa, f"behalf-{name}")


def test_a_section_saves_itself_while_somebody_writes(visit, cast, apply, files):
    draft_id = apply(at=timezone.now())
    page = visit(cast.lan)
    page.goto(f"/drafts/{draft_id}/")
    page.goto(f"/drafts/{draft_id}/check-answers/")
    page.goto(page.locator("a[href*='?from=check#']").nth(3).get_attribute("href"))
    field = page.locator("form[data-autosave] input.input[type=text]").first
    field.fill("Viết dở dang")
    expect(page.locator("[data-autosaved]")).not_to_be_empty(timeout=20_000)
    assert re.search("tự lưu", page.locator("[data-autosaved]").inner_text())
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(page.url)
    assert page.locator("form[data-autosave] input.input[type=text]").first.input_value() == "Viết dở dang"


@pytest.fixture(autouse=True)
def _identity(settings):
    settings.ADAPTERS = settings.ADAPTERS | {"identity": "motcua.adapters.identity.Demo"}

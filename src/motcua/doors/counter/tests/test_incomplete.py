"""Somebody comes with less than is needed: form 02, form 03, and their return, from one page each."""

import re
from uuid import UUID

import pytest
from django.utils import timezone

from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.catalogue.examples import example
from motcua.doors.counter.tests.test_walk_in import MAI, flat, key_on
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State

pytestmark = pytest.mark.django_db
PROCEDURE = "1.004837"


@pytest.fixture
def url(db):
    return f"/counter/register/{catalogue.current(PROCEDURE).code}/"


@pytest.fixture
def answers(db):
    form = catalogue.form(catalogue.current(PROCEDURE).version.pk)
    return example(form, situation=application.situation(channel="counter", at=timezone.now()))


@pytest.fixture
def papers(answers):
    where = application.situation(channel="counter", at=timezone.now())
    return [p.id for p in catalogue.form(catalogue.current(PROCEDURE).version.pk).papers(answers, situation=where)]


@pytest.fixture
def guided(url, answers, papers, cast, browse):
    """Mai was given form 02: she forgot a paper."""
    browser = browse(cast.hoa)
    sent = {**MAI, **flat(answers), "key": key_on(browser.get(url)), "guide": "yes"}
    sent |= {"item": [f"paper:{papers[0]}"], f"reason:paper:{papers[0]}": "Quên ở nhà", "away__reason": "Về lấy thêm."}
    answer = browser.post(url, sent)
    assert answer.status_code == 302, answer.context["errors"]
    return UUID(sent["key"])


def test_what_is_missing_is_ticked_with_its_reason_when_it_cannot_be_taken_in(url, answers, papers, cast, browse):
    browser = browse(cast.hoa)
    page = browser.post(url, {**MAI, **flat(answers), "key": key_on(browser.get(url)), "register": "yes"})
    assert page.status_code == 422 and page.context["away"]["open"]
    ticked = {row["value"]: row["reason"] for g in page.context["away"]["groups"] for row in g["rows"] if row["chosen"]}
    assert ticked and set(ticked) <= {f"paper:{code}" for code in papers} and all(ticked.values())


def test_form_two_is_there_to_be_printed(guided, cast, browse):
    found = dossiers.one(cast.hoa, guided)
    assert (found.state, found.owner.full_name) == (State.SUPPLEMENT, "Trần Thị Mai")
    browser = browse(cast.hoa)
    page = browser.get(f"/counter/{guided}/registered/")
    assert page.context["slip"]["kind"] == "supplement"
    assert browser.get(page.context["slip"]["url"]).content.startswith(b"%PDF-")


def test_form_three_needs_a_name_and_a_reason_and_is_there_to_be_printed(url, cast, browse):
    browser = browse(cast.hoa)
    for without in ("applicant__full_name", "away__reason"):
        sent = {**MAI, "key": key_on(browser.get(url)), "turn_away": "yes", "away__reason": "Không thuộc phường."}
        sent[without] = ""
        page = browser.post(url, sent)
        assert page.status_code == 422 and [e["name"] for e in page.context["errors"]] == [without]
    sent = {**MAI, "key": key_on(browser.get(url)), "turn_away": "yes", "away__reason": "Không thuộc phường."}
    again = [browser.post(url, sent) for _ in range(2)]
    assert {a["Location"] for a in again} == {f"/counter/{sent['key']}/registered/"}
    assert dossiers.one(cast.hoa, UUID(sent["key"])).state == State.DECLINED
    page = browser.get(again[0]["Location"])
    assert page.context["slip"]["kind"] == "refusal"
    assert browser.get(page.context["slip"]["url"]).content.startswith(b"%PDF-")


def test_nothing_ticked_gives_no_form_two(url, answers, cast, browse):
    browser = browse(cast.hoa)
    sent = {**MAI, **flat(answers), "key": key_on(browser.get(url)), "guide": "yes", "away__reason": "Thiếu."}
    page = browser.post(url, sent)
    assert page.status_code == 422 and [e["name"] for e in page.context["errors"]] == ["items"]


def test_back_with_everything_what_was_declared_stands_there_and_it_is_taken_in(
    guided, answers, papers, cast, browse
):
    browser, url = browse(cast.hoa), f"/counter/{guided}/complete/"
    assert url in browser.get(f"/counter/{guided}/").content.decode()
    page = browser.get(url)
    shown = page.content.decode()
    assert "Về lấy thêm." in shown and "Quên ở nhà" in shown and not page.context["applicant"]
    some = next(v for v in flat(answers).values() if isinstance(v, str) and len(v) > 5)
    assert some in shown
    key = re.search(r'name="key" value="([^"]+)"', shown).group(1)
    sent = {**flat(answers), "key": key, "register": "yes"}
    assert browser.post(url, sent).status_code == 422
    sent |= {f"papers__{code}__all": "yes" for code in papers} | {"key": key_on(browser.get(url))}
    answer = browser.post(url, sent)
    assert (answer.status_code, answer["Location"]) == (302, f"/counter/{guided}/registered/")
    assert dossiers.one(cast.hoa, guided).state == State.RECEIVED
    assert browser.get(answer["Location"]).context["receipt"]
    assert browser.get(url).status_code == 409


def test_others_find_no_such_page(guided, cast, browse):
    assert browse(cast.minh).get(f"/counter/{guided}/complete/").status_code == 404
    assert browse(cast.khanh).get(f"/counter/{guided}/complete/").status_code == 404

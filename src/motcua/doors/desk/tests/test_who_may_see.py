"""The desk's pages are for the unit that settles the dossier; for others they do not exist."""

import re
from uuid import uuid4

import pytest

from tests.seen import seen_of

pytestmark = pytest.mark.django_db

PAGES = ["", "take/", "ask/", "propose/", "charge/", "send_back/", "stop/"]


def told(answer):
    """The answer without what differs by chance: the request's id, tokens, the address itself."""
    text = re.sub(r"[0-9a-f]{32}|[0-9a-f-]{36}|[A-Za-z0-9]{64}", "·", answer.content.decode())
    return answer.status_code, text


@pytest.mark.parametrize("page", PAGES)
def test_an_officer_of_another_ward_gets_the_same_answer_as_for_a_dossier_that_does_not_exist(
    page, taken, cast, browse
):
    ask = browse(cast.linh).post if page == "take/" else browse(cast.linh).get
    theirs, nonsense = ask(f"/desk/{taken}/{page}"), ask(f"/desk/{uuid4()}/{page}")
    assert told(theirs) == told(nonsense)
    assert theirs.status_code == 404


@pytest.mark.parametrize("who", ["lan", "hoa", "yen", "dat", "thao", "son"])
def test_who_does_not_settle_it_opens_no_dossier_at_the_desk(who, taken, cast, browse):
    browser = browse(getattr(cast, who))
    assert browser.get(f"/desk/{taken}/").status_code == 404
    assert browser.post(f"/desk/{taken}/approve/", {"key": "a"}).status_code == 404
    assert browser.get("/desk/").status_code == 404


def test_an_inspector_reads_everything_and_does_nothing(proposed, cast, browse):
    page = browse(cast.quang).get(f"/desk/{proposed}/")
    assert (page.status_code, page.context["acts"]) == (200, [])
    assert proposed in [row["id"] for row in browse(cast.quang).get("/desk/").context["rows"]]
    for act in ("take", "approve", "sign", "seal", "propose", "stop"):
        assert browse(cast.quang).post(f"/desk/{proposed}/{act}/", {"key": act}).status_code == 404


def test_each_opening_of_page_paper_letter_and_result_is_noted_with_who_it_was(proposed, cast, browse):
    browser = browse(cast.hung)
    page = browser.get(f"/desk/{proposed}/")
    paper = page.context["checklist"][0]["files"][0]["url"]
    letter = page.context["letters"][0]["url"]
    draft = page.context["decisions"][0]["files"][0]["url"]
    for link in (paper, letter, draft):
        answer = browser.get(link)
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
        assert answer["Content-Disposition"].startswith("inline")
        assert browse(cast.linh).get(link).status_code == 404
        browser = browse(cast.hung)
    assert sorted((v.what, v.by_id) for v in seen_of(proposed)) == sorted(
        (what, cast.hung.user_id) for what in ("page", "paper", "letter", "result")
    )


def test_a_result_or_letter_of_another_dossier_is_not_found_under_this_one(proposed, cast, browse):
    browser = browse(cast.hung)
    assert browser.get(f"/desk/{proposed}/results/{uuid4()}/draft/").status_code == 404
    assert browser.get(f"/desk/{proposed}/letters/{uuid4()}/").status_code == 404
    assert browser.get(f"/desk/{proposed}/papers/{uuid4()}/").status_code == 404
    link = browser.get(f"/desk/{proposed}/").context["decisions"][0]["files"][0]["url"]
    assert browser.get(link.replace("/draft/", "/sealed/")).status_code == 404

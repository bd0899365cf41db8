"""The counter's pages are for the counter of the unit that took the dossier in; for others they do not exist."""

import re
from uuid import uuid4

import pytest

from tests.seen import seen_of

pytestmark = pytest.mark.django_db

PAGES = ["", "receive/", "guide/", "decline/", "collect/", "hand_back/", "registered/"]


def told(answer):
    """The answer without what differs by chance: the request's id, tokens, the address itself."""
    text = re.sub(r"[0-9a-f]{32}|[0-9a-f-]{36}|[A-Za-z0-9]{64}", "·", answer.content.decode())
    return answer.status_code, text


@pytest.mark.parametrize("page", PAGES)
def test_an_officer_of_another_ward_gets_the_same_answer_as_for_a_dossier_that_does_not_exist(
    page, submitted, cast, browse
):
    way = "post" if page == "receive/" else "get"
    ask = getattr(browse(cast.khanh), way)
    theirs, nonsense = ask(f"/counter/{submitted}/{page}"), ask(f"/counter/{uuid4()}/{page}")
    assert told(theirs) == told(nonsense)
    assert theirs.status_code == 404


def test_a_code_of_another_ward_is_not_found(submitted, cast, browse):
    from motcua.dossiers import queries as dossiers

    code = dossiers.one(cast.hoa, submitted).code
    assert browse(cast.hoa).get("/counter/find/", {"code": code})["Location"] == f"/counter/{submitted}/"
    assert browse(cast.hoa).get("/counter/find/", {"code": code.lower() + " "}).status_code == 302
    theirs, nonsense = (browse(cast.khanh).get("/counter/find/", {"code": c}) for c in (code, code[:-4] + "9999"))
    assert theirs.status_code == nonsense.status_code == 404


@pytest.mark.parametrize("who", ["lan", "minh", "hung", "thao", "son", "quang", "dat"])
def test_who_does_not_work_at_the_counter_opens_no_dossier_there(who, submitted, cast, browse):
    browser = browse(getattr(cast, who))
    assert browser.get(f"/counter/{submitted}/").status_code == 404
    assert browser.post(f"/counter/{submitted}/receive/", {"key": "a"}).status_code in {403, 404}


def test_who_has_not_logged_in_is_sent_to_the_officers_login(submitted, client):
    answer = client.get(f"/counter/{submitted}/")
    assert answer["Location"] == f"/lobby/login/?next=/counter/{submitted}/"


def test_a_paper_is_opened_by_the_counter_of_its_ward_only_and_each_opening_is_noted(submitted, cast, browse, files):

    link = browse(cast.hoa).get(f"/counter/{submitted}/").context["checklist"][0]["files"][0]["url"]
    assert browse(cast.hoa).get(link).content.startswith(b"%PDF-")
    assert browse(cast.khanh).get(link).status_code == 404
    assert browse(cast.hoa).get(link.replace(str(submitted), str(uuid4()))).status_code == 404
    assert [v.what for v in seen_of(submitted)] == ["paper", "page"]


def test_a_draft_of_a_result_stays_at_the_desk_until_it_is_issued(sealed, cast, browse):
    files = browse(cast.hoa).get(f"/counter/{sealed}/").context["decisions"][0]["files"]
    assert [file["stage"] for file in files] == ["sealed"]
    link = files[0]["url"]
    assert browse(cast.hoa).get(link).status_code == 200
    assert browse(cast.hoa).get(link.replace("/sealed/", "/draft/")).status_code == 404

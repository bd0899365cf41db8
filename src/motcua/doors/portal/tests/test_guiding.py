"""The guide before applying, by HTTP."""

import re

import pytest

from motcua.doors.portal.tests.browsing import BIRTH, draft_of
from motcua.dossiers import queries as dossiers

pytestmark = pytest.mark.django_db
GUIDE = f"/procedures/{BIRTH}/guide/"


@pytest.fixture(autouse=True)
def city(cast):
    """The pack is loaded and its tree is read anew."""


def fields(html):
    return set(re.findall(r'<(?:input|select)[^>]* name="([a-z_]+)"', html.split("<main")[1]))


def test_the_guide_needs_no_account_and_says_papers_money_time_and_place(client):
    html = client.get(GUIDE, {"shown": "yes", "birth_proof": "notice"}).content.decode()
    for heading in ("Giấy tờ", "Tiền", "Thời gian", "Nơi nhận hồ sơ"):
        assert f"<h3>{heading}</h3>" in html
    assert "Ủy ban nhân dân phường" in html


def test_the_answers_change_the_papers(client):
    pages = [
        client.get(GUIDE, {"shown": "yes", "birth_proof": proof}).content.decode() for proof in ("notice", "witness")
    ]
    needed = [page.split('id="needed"')[1] for page in pages]
    assert needed[0] != needed[1]


def test_start_carries_the_answers_into_the_draft(at_home, cast):
    html = at_home.get(GUIDE, {"shown": "yes", "birth_proof": "witness"}).content.decode()
    action = re.search(r'action="(/apply/[^"]+)"', html)[1]
    started = at_home.post(action.replace("&amp;", "&"))
    assert dossiers.draft(cast.lan, draft_of(started)).answers["birth_proof"] == "witness"


def test_who_must_log_in_first_comes_back_to_the_guide_with_the_answers(client):
    sent = client.post(f"/apply/{BIRTH}/?birth_proof=witness")
    assert sent.status_code == 302 and "birth_proof%3Dwitness" in sent["Location"]


def test_the_way_back_from_the_login_shows_the_guide(at_home):
    back = at_home.get(f"/apply/{BIRTH}/?birth_proof=witness")
    assert back["Location"] == f"{GUIDE}?shown=yes&birth_proof=witness#needed"


def test_what_the_guide_does_not_ask_cannot_be_slipped_into_a_draft(at_home, cast):
    started = at_home.post(f"/apply/{BIRTH}/?child_name=Mallory&birth_proof=moon")
    answers = dossiers.draft(cast.lan, draft_of(started)).answers
    assert answers.get("child_name") != "Mallory" and answers.get("birth_proof") != "moon"


@pytest.mark.parametrize("asked", ["?shown=1&birth_proof=%00", "?birth_proof[]=1", "?" + "a=1&" * 900, "?at-unit=x"])
def test_nonsense_in_the_address_is_no_fault(client, asked):
    assert client.get(GUIDE + asked).status_code in {200, 422}


def test_every_procedure_with_a_form_has_a_guide(client):
    codes = set()
    for page in range(1, 4):
        html = client.get("/procedures/", {"page": page}).content.decode()
        codes |= set(re.findall(r"/procedures/([a-z0-9-]+)/", html))
    for code in codes:
        assert client.get(f"/procedures/{code}/guide/?shown=yes").status_code == 200, code


def test_the_blank_form_is_there_for_everybody_and_linked_from_the_procedure(client):
    address = f"/procedures/{BIRTH}/form.pdf"
    assert f'href="{address}"' in client.get(f"/procedures/{BIRTH}/").content.decode()
    response = client.get(address)
    assert response["Content-Type"] == "application/pdf" and response.content.startswith(b"%PDF")
    client.cookies["lang"] = "en"
    assert client.get(address).content.startswith(b"%PDF")


def test_the_filled_form_is_for_its_writer_alone(at_home, browse, cast):
    draft = draft_of(at_home.post(f"/apply/{BIRTH}/"))
    address = f"/drafts/{draft}/print-form/"
    assert at_home.get(address).content.startswith(b"%PDF")
    assert browse(cast.hoa).get(address).status_code in {302, 404}

"""An interrupted upload goes on; it is its writer's alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.doors.portal import resuming
from motcua.doors.portal.tests.browsing import BIRTH, draft_of, photo
from motcua.dossiers import queries as dossiers

pytestmark = pytest.mark.django_db
PAPER = "birth_notice"


@pytest.fixture
def draft(at_home):
    return f"/drafts/{draft_of(at_home.post(f'/apply/{BIRTH}/?birth_proof=notice'))}"


@pytest.fixture
def paper(at_home, draft, cast):
    html = at_home.get(f"{draft}/add-papers/").content.decode()
    assert "data-uploads" in html and "uploads.js" in html
    return html.split('name="paper.')[1].split('"')[0]


def announced(browser, draft, paper, content, **more):
    fields = {"paper": paper, "name": "giay.png", "size": len(content), "changed": "1"} | more
    return browser.post(f"{draft}/paper-uploads/", fields)


def sent(browser, url, content, *, offset, **headers):
    kind = "application/offset+octet-stream"
    return browser.patch(url, content, content_type=kind, headers={"Upload-Offset": str(offset), **headers})


def test_an_upload_goes_on_where_the_line_broke_and_is_seen_with_its_paper(at_home, draft, paper, cast):
    content = photo().read()
    url = announced(at_home, draft, paper, content).json()["url"]
    assert sent(at_home, url, content[:3000], offset=0)["Upload-Offset"] == "3000"
    again = announced(at_home, draft, paper, content).json()
    assert again["url"] == url and again["offset"] == 3000
    assert sent(at_home, url, content[3000:], offset=3000).json()["offset"] == len(content)
    first = at_home.post(f"{url}done/", {"paper": paper})
    second = at_home.post(f"{url}done/", {"paper": paper})
    assert first.status_code == 200 and first.json() == second.json()
    kept = dossiers.draft(cast.lan, draft.split("/")[2]).papers[paper]
    assert kept == [first.json()["document"]]


def test_a_part_at_the_wrong_place_is_refused_with_the_right_one(at_home, draft, paper):
    content = photo().read()
    url = announced(at_home, draft, paper, content).json()["url"]
    sent(at_home, url, content[:100], offset=0)
    answer = sent(at_home, url, content[:100], offset=0)
    assert answer.status_code == 409 and answer["Upload-Offset"] == "100"
    assert at_home.get(url).json() == {"offset": 100}


def test_a_part_that_was_damaged_on_its_way_is_not_kept(at_home, draft, paper):
    content = photo().read()
    url = announced(at_home, draft, paper, content).json()["url"]
    answer = sent(at_home, url, content[:100], offset=0, **{"Upload-Checksum": "sha256 " + "0" * 64})
    assert answer.status_code == 422 and at_home.get(url).json() == {"offset": 0}


def test_a_whole_file_that_is_another_than_the_sender_has_is_not_taken(at_home, draft, paper, cast):
    content = photo().read()
    url = announced(at_home, draft, paper, content).json()["url"]
    sent(at_home, url, content, offset=0)
    assert at_home.post(f"{url}done/", {"paper": paper, "sha256": "0" * 64}).status_code == 422
    assert not dossiers.draft(cast.lan, draft.split("/")[2]).papers.get(paper)


def test_what_has_not_arrived_whole_is_not_done(at_home, draft, paper):
    content = photo().read()
    url = announced(at_home, draft, paper, content).json()["url"]
    sent(at_home, url, content[:-1], offset=0)
    assert at_home.post(f"{url}done/", {"paper": paper}).status_code == 422


@pytest.mark.parametrize("content", [b"PK\x03\x04 no pdf at all", b"%PDF-1.7 only a heading", b""])
def test_a_bad_file_is_refused_with_a_sentence_and_forgotten(at_home, draft, paper, content):
    url = announced(at_home, draft, paper, content, name="giay.pdf").json()["url"]
    sent(at_home, url, content, offset=0)
    answer = at_home.post(f"{url}done/", {"paper": paper})
    assert answer.status_code == 422 and answer.json()["said"]
    assert at_home.get(url).status_code == 404


def test_a_file_above_the_limit_is_refused_before_its_first_byte(at_home, draft, paper, settings):
    assert announced(at_home, draft, paper, b"", size=settings.FILE_LIMIT + 1).status_code == 413


@pytest.mark.parametrize("wrong", [{"size": "-1"}, {"size": "many"}, {"size": ""}, {"named": "no_such_paper"}])
def test_nonsense_is_refused(at_home, draft, paper, wrong):
    paper = wrong.pop("named", paper)
    assert announced(at_home, draft, paper, b"1", **wrong).status_code in {404, 422}


def test_an_upload_of_somebody_else_is_not_there(at_home, browse, cast, draft, paper):
    content = photo().read()
    url = announced(at_home, draft, paper, content).json()["url"]
    stranger = browse(cast.hoa)
    for answer in (sent(stranger, url, content, offset=0), stranger.get(url), stranger.post(f"{url}done/")):
        assert answer.status_code in {302, 401, 403, 404}
    assert browse(cast.lan).get(url).json() == {"offset": 0}


def test_an_upload_that_nobody_goes_on_with_is_forgotten_after_a_day(at_home, draft, paper):
    url = announced(at_home, draft, paper, b"12345").json()["url"]
    resuming.sweep(at=timezone.now() + timedelta(hours=23))
    assert at_home.get(url).status_code == 200
    resuming.sweep(at=timezone.now() + timedelta(hours=25))
    assert at_home.get(url).status_code == 404


def test_giving_up_forgets_what_arrived(at_home, draft, paper):
    url = announced(at_home, draft, paper, b"12345").json()["url"]
    assert at_home.delete(url).status_code == 204
    assert at_home.get(url).status_code == 404


def test_a_paper_takes_no_more_files_than_it_may(at_home, draft, paper, cast):
    from motcua.catalogue import queries as catalogue

    definition = catalogue.definition(catalogue.current(BIRTH).version_id)
    most = next(p.max_files for p in definition.papers if p.id == paper)
    for number in range(most + 1):
        content = photo().read()
        announcement = announced(at_home, draft, paper, content, changed=str(number))
        if number == most:
            assert announcement.status_code == 422
            break
        sent(at_home, announcement.json()["url"], content, offset=0)
        assert at_home.post(f"{announcement.json()['url']}done/", {"paper": paper}).status_code == 200

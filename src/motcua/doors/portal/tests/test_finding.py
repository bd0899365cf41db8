"""Finding a procedure and reading about it, without an account."""

import re

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def city(cast):
    """The pack is loaded and its tree is read anew."""


@pytest.mark.parametrize("typed", ["khai sinh", "khai sanh", "Khai Sinh", "giay khai sinh", "dang ky khai sih"])
def test_words_without_marks_and_with_slips_find_the_birth_registration(client, typed):
    html = client.get("/procedures/", {"q": typed}).content.decode()
    assert "/procedures/dang-ky-khai-sinh/" in html


def test_the_front_page_offers_the_search_and_the_events_of_a_life(client):
    html = client.get("/").content.decode()
    assert 'role="search"' in html
    assert "?event=sinh-con" in html
    assert "/track/" in html


def test_an_event_lists_its_procedures_in_the_order_in_which_they_are_needed(client):
    html = client.get("/procedures/", {"event": "sinh-con"}).content.decode()
    first = html.index("/procedures/dang-ky-khai-sinh/")
    assert first < html.index("/procedures/dang-ky-nhan-cha-me-con/")
    assert "/procedures/dang-ky-ket-hon/" not in html


def test_filters_stay_in_the_address_and_pages_keep_them(client):
    html = client.get("/procedures/", {"level": "city"}).content.decode()
    assert "page=2" in html and "level=city" in html
    assert "/procedures/dang-ky-khai-sinh/" not in html


@pytest.mark.parametrize("asked", ["?level=moon", "?field='", "?event=%00", "?page=-7", "?q=" + "a" * 5000])
def test_nonsense_in_the_address_is_no_fault(client, asked):
    assert client.get("/procedures/" + asked).status_code == 200


def test_every_procedure_of_the_pack_has_a_page(client):
    codes = set()
    for page in range(1, 4):
        codes |= set(
            re.findall(r"/procedures/([a-z0-9-]+)/", client.get("/procedures/", {"page": page}).content.decode())
        )
    assert len(codes) > 45
    for code in codes:
        assert client.get(f"/procedures/{code}/").status_code == 200, code


def test_the_page_shows_what_is_not_verified_and_what_is(client):
    html = client.get("/procedures/dang-ky-khai-sinh/").content.decode()
    assert "chờ xác minh" in html
    assert "Luật Hộ tịch 60/2014/QH13 điều 16" in html
    assert "1.001193" in html


def test_a_procedure_is_found_by_its_national_code_and_a_stranger_is_not_there(client):
    assert client.get("/procedures/1.001193/").status_code == 200
    assert client.get("/procedures/no-such-thing/").status_code == 404
    assert client.get("/procedures/%00/").status_code == 404
    assert client.get("/follow/%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00/").status_code == 404


def test_english_words_come_from_the_pack(client):
    client.cookies["lang"] = "en"
    assert "Birth registration" in client.get("/procedures/dang-ky-khai-sinh/").content.decode()

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


def test_a_unit_narrows_the_search_to_what_it_offers(client):
    ward = client.get("/procedures/", {"at": "000.09.32.H26", "q": "khai sinh"}).content.decode()
    assert "/procedures/dang-ky-khai-sinh/" in ward
    assert 'value="000.09.32.H26" selected' in ward
    department = re.search(r'<option value="(000\.00\.[0-9]+\.H26)"', ward)[1]
    narrowed = client.get("/procedures/", {"at": department, "q": "khai sinh"}).content.decode()
    assert "/procedures/dang-ky-khai-sinh/" not in narrowed
    assert client.get("/procedures/?at=%00moon").status_code == 200


def links(client, address):
    main = client.get(address).content.decode().split("<main")[1]
    return {link.replace("&amp;", "&") for link in re.findall(r'href="(/procedures/[^"#]*)"', main)}


def test_every_form_is_at_most_three_clicks_from_the_front_page(client):
    """The third click is the button that starts; it stands on the procedure's own page."""
    from motcua.catalogue import queries as catalogue

    lists = links(client, "/")
    reached = set().union(*(links(client, one) for one in lists))
    for procedure in catalogue.offered():
        address = f"/procedures/{procedure.code}/"
        assert address in reached | lists, address
        definition = catalogue.definition(procedure.version_id)
        if definition.channels.online and definition.form:
            assert f'action="/apply/{procedure.code}/"' in client.get(address).content.decode()


def test_the_procedure_shows_the_eleven_items_of_level_1_and_both_scales(client):
    """TT 32/2017 art. 6: each has its heading, also where nothing is published for it."""
    html = client.get("/procedures/dang-ky-khai-sinh/").content.decode()
    for place in ("who", "papers", "costs", "result", "steps", "where", "law"):
        assert f'<h2 id="{place}">' in html
    assert "Số bộ hồ sơ" in html and "Yêu cầu, điều kiện" in html and "Tải tờ khai để in" in html
    assert "/ 4" in html and ("Toàn trình" in html or "Một phần" in html)
    assert "Từ đầu năm" in html

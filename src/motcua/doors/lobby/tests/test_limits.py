"""What is too much is told so, before it is read and without anything being done."""

import pytest

from motcua.doors.lobby.middleware import SESSION_KEY
from motcua.doors.lobby.words import size_words


def test_a_body_that_is_too_large_is_refused_before_it_is_read(client, db, settings):
    settings.POST_LIMIT = 3 * 1024 * 1024
    sent = {"data": b"x" * 100, "content_type": "application/octet-stream", "CONTENT_LENGTH": str(9 << 20)}
    answer = client.post("/lobby/login/", **sent)
    assert answer.status_code == 413
    assert size_words(3 * 1024 * 1024) in answer.content.decode()
    assert answer.wsgi_request._read_started is False


def test_systems_get_a_problem_instead_of_a_page(client, db, settings):
    settings.POST_LIMIT = 10
    answer = client.post("/api/anything", b"x" * 11, content_type="application/json")
    assert (answer.status_code, answer.json()["type"]) == (413, "urn:motcua:too-large")


def test_a_body_of_just_that_size_goes_on(client, db, settings):
    settings.POST_LIMIT = 24
    form = "username=hoa&password=no"
    answer = client.post("/lobby/login/", form, content_type="application/x-www-form-urlencoded")
    assert (len(form), answer.status_code) == (24, 422)


@pytest.mark.parametrize("length", ["many", "", "-5"])
def test_a_length_that_is_none_breaks_nothing(client, db, length):
    assert client.generic("GET", "/healthz", CONTENT_LENGTH=length).status_code == 200


def test_somebody_who_is_logged_in_is_told_that_the_house_is_busy(client, committed, browse, cast, no_connection_after):
    """The session's own question finds no connection: outside any view."""
    logged_in = browse(cast.lan)
    with no_connection_after():
        answer = logged_in.get("/dossiers/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "Chưa có gì thay đổi" in answer.content.decode()
    assert SESSION_KEY in logged_in.session


def test_a_page_that_finds_no_connection_is_503_with_retry_after(client, no_connection):
    answer = client.post("/lobby/login/", {"username": "hoa", "password": "x"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "Chưa có gì thay đổi" in answer.content.decode()

"""The waiting room by HTTP: a tablet, a screen, an officer."""

import pytest

from motcua.reception import queries as reception
from motcua.reception.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def tablet(cast, browse):
    """A machine that Hoa has made a kiosk: her session is gone from it."""
    machine = browse(cast.hoa)
    answer = machine.post("/counter/kiosk/open/")
    assert (answer.status_code, answer["Location"]) == (302, "/counter/kiosk/")
    return machine


def test_three_taps_at_most_and_nobody_is_known(tablet):
    page = tablet.get("/counter/kiosk/")
    assert {"ho-tich", "chung-thuc"} <= {c["code"] for c in page.context["choices"]}
    assert "Phạm Thị Hoa" not in page.content.decode()
    answer = tablet.post("/counter/kiosk/draw/", {"field": "ho-tich", "key": "a"})
    shown = tablet.get(answer["Location"]).content.decode()
    [ticket] = Ticket.objects.all()
    assert str(ticket) in shown
    assert "http-equiv" in shown
    assert tablet.post("/counter/kiosk/draw/", {"field": "ho-tich", "key": "a"})["Location"] == answer["Location"]
    assert Ticket.objects.count() == 1


def test_the_officers_session_ends_on_the_kiosk(tablet):
    assert tablet.get("/counter/")["Location"].startswith("/lobby/login/")


def test_a_machine_that_nobody_set_up_gives_no_number(client, cast):
    assert client.get("/counter/kiosk/").status_code == 404
    assert client.post("/counter/kiosk/draw/", {"field": "ho-tich", "key": "a"}).status_code == 404
    client.cookies["kiosk"] = "forged"
    assert client.post("/counter/kiosk/draw/", {"field": "ho-tich", "key": "a"}).status_code == 404
    assert not Ticket.objects.exists()


def test_a_field_that_this_counter_does_not_take_in_has_no_numbers(tablet):
    assert tablet.post("/counter/kiosk/draw/", {"field": "bao-chi", "key": "a"}).status_code == 422


def test_an_officer_calls_serves_and_finishes_and_the_screen_shows_it_without_a_login(tablet, cast, browse, client):
    tablet.post("/counter/kiosk/draw/", {"field": "ho-tich", "key": "a"})
    [ticket] = Ticket.objects.all()
    hoa = browse(cast.hoa)
    assert hoa.post("/counter/room/call/", {"desk": "3", "key": "b"})["Location"] == "/counter/room/"
    screen = client.get("/counter/screen/000.09.32.H26/")
    assert [(str(t), t.desk) for t in screen.context["called"]] == [(str(ticket), "3")]
    assert 'http-equiv="refresh"' in screen.content.decode()
    page = hoa.get("/counter/room/")
    assert page.context["mine"].pk == ticket.pk
    for act, state in [("serve", "serving"), ("park", "parked"), ("recall", "called"), ("miss", "missed")]:
        assert hoa.post(f"/counter/room/{ticket.pk}/{act}/", {"key": act}).status_code == 302
        assert reception.ticket(ticket.pk).state == state
        assert hoa.get("/counter/room/").status_code == 200
    assert hoa.post(f"/counter/room/{ticket.pk}/explode/", {"key": "x"}).status_code == 404


@pytest.mark.parametrize("desk", ["", "0", "41", "a", "１"])
def test_a_desk_is_a_number_that_people_find(cast, browse, ward, desk):
    assert browse(cast.hoa).post("/counter/room/call/", {"desk": desk, "key": "b"}).status_code == 422


def test_who_does_not_receive_calls_nobody(cast, browse):
    for name in ("minh", "yen", "lan", "quang"):
        assert browse(getattr(cast, name)).get("/counter/room/").status_code in {401, 404}


def test_the_day_is_closed_from_the_page_of_what_is_still_here(tablet, cast, browse, ward):
    tablet.post("/counter/kiosk/draw/", {"field": "ho-tich", "key": "a"})
    hoa = browse(cast.hoa)
    assert hoa.get("/counter/folders/closing/").context["figures"].open == 1
    hoa.post("/counter/room/close/", {"key": "c"})
    assert hoa.get("/counter/folders/closing/").context["closed"]
    assert hoa.post("/counter/kiosk/draw/", {"field": "ho-tich", "key": "d"}).status_code == 409
    assert "ngừng phát số" in hoa.get("/counter/kiosk/").content.decode()


def test_seconds_on_the_officers_page_read_as_a_clock():
    from motcua.doors.lobby.words import seconds_words

    assert [seconds_words(n) for n in (0, 65, 3845)] == ["0:00", "1:05", "1:04:05"]

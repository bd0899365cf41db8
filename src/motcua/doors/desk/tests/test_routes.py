"""The route on the desk: who gives out, hands on, asks and answers sees it as pages; who is not asked sees nothing."""

from datetime import timedelta

from django.utils import timezone

from motcua.organisation import queries as organisation
from motcua.routing import queries as routing


def test_the_dossier_page_shows_where_it_was_is_and_goes(browse, cast, taken):
    page = browse(cast.minh).get(f"/desk/{taken}/").content.decode()

    assert 'id="route"' in page and 'aria-current="step"' in page
    assert "trong cơ quan giải quyết" in page and "ngoài cơ quan giải quyết" in page
    assert f"/desk/{taken}/ask_opinion/" in page


def test_a_head_gives_out_by_a_page(browse, cast, received):
    client = browse(cast.hung)
    assert b"?list=assign" in client.get("/desk/").content
    page = client.get(f"/desk/{received}/assign/").content.decode()
    assert str(cast.minh.user_id) in page
    assert client.post(f"/desk/{received}/assign/", {"officer": "nobody", "key": "k"}).status_code == 422
    answer = client.post(f"/desk/{received}/assign/", {"officer": str(cast.minh.user_id), "key": "k"})

    assert answer.status_code == 302
    assert routing.route(received).holder_id == cast.minh.user_id


def test_a_specialist_opens_no_page_of_a_head(browse, cast, received):
    assert browse(cast.minh).get(f"/desk/{received}/assign/").status_code == 409


def test_an_agency_is_asked_and_answers_by_pages_that_show_what_it_needs(browse, cast, taken):
    office = organisation.by_code("000.00.12.H26")
    asked = {"unit": str(office.pk), "content": "Có đúng ngành không?", "due": "", "key": "q"}
    client = browse(cast.minh)
    assert client.post(f"/desk/{taken}/ask_opinion/", asked).status_code == 422
    due = (timezone.localdate() + timedelta(days=5)).strftime("%d/%m/%Y")
    assert client.post(f"/desk/{taken}/ask_opinion/", asked | {"due": due}).status_code == 302

    client = browse(cast.duc)
    assert b"/opinion/" in client.get("/desk/?list=asked").content
    assert client.get(f"/desk/{taken}/").status_code == 404
    page = client.get(f"/desk/{taken}/opinion/").content.decode()
    assert "Có đúng ngành không?" in page and "Tờ khai" in page and "Phí, lệ phí" not in page
    assert client.post(f"/desk/{taken}/opinion/", {"answer": "", "key": "a"}).status_code == 422
    assert client.post(f"/desk/{taken}/opinion/", {"answer": "Đúng.", "key": "a"}).status_code == 302
    assert client.get(f"/desk/{taken}/opinion/").status_code == 404
    assert browse(cast.linh).get(f"/desk/{taken}/opinion/").status_code == 404


def test_the_calendar_of_absence_is_entered_and_ended_by_a_page(browse, cast):
    today = timezone.localdate()
    values = {
        "officer": str(cast.minh.user_id), "deputy": str(cast.hung.user_id), "since": today.strftime("%d/%m/%Y"),
        "until": (today + timedelta(days=2)).strftime("%d/%m/%Y"), "reason": "Nghỉ phép", "key": "k",
    }  # fmt: skip
    client = browse(cast.minh)
    assert client.post("/desk/absences/", values | {"since": "hôm nay"}).status_code == 422
    assert client.post("/desk/absences/", values).status_code == 302
    assert "Nguyễn Mạnh Hùng" in client.get("/desk/absences/").content.decode()
    assert b"?list=colleagues" in browse(cast.hung).get("/desk/").content
    answer = browse(cast.minh).post("/desk/absences/back/", {"officer": str(cast.minh.user_id), "key": "b"})

    assert answer.status_code == 302


def test_where_a_result_is_put_forward_nothing_is_handed_on(browse, cast, taken):
    assert browse(cast.minh).get(f"/desk/{taken}/hand_on/").status_code == 409

"""Every act of the desk by HTTP: done once by whose work it is, refused to others, harmless when repeated."""

import pytest
from django.test import Client

from motcua import casework
from motcua.dossiers import queries as dossiers
from motcua.results import queries as results

pytestmark = pytest.mark.django_db


def state(dossier_id, cast):
    return dossiers.one(cast.hoa, dossier_id).state


def acts_on(page):
    return [act["url"].rsplit("/", 2)[1] for act in page.context["acts"]]


def test_the_acts_that_the_two_lifecycles_allow_are_the_buttons_and_nothing_else(taken, cast, browse):
    url = f"/desk/{taken}/"
    assert acts_on(browse(cast.minh).get(url)) == ["propose", "ask", "charge", "ask_opinion", "apologise"]
    assert acts_on(browse(cast.hung).get(url)) == ["reassign", "extend", "pause", "stop"]
    assert acts_on(browse(cast.thu).get(url)) == []


def test_a_result_is_proposed_approved_signed_and_sealed_by_four_hands(taken, cast, browse):
    url = f"/desk/{taken}/"
    browse(cast.minh).post(f"{url}propose/", {"outcome": "granted", "content": "Đủ điều kiện.", "key": "a"})
    assert acts_on(browse(cast.minh).get(url)) == ["ask", "charge", "apologise"]
    assert acts_on(browse(cast.hung).get(url)) == ["approve", "extend", "pause", "send_back", "stop"]
    browse(cast.hung).post(f"{url}approve/", {"key": "b"})
    assert acts_on(browse(cast.hung).get(url)) == ["sign", "extend", "pause", "send_back", "stop"]
    browse(cast.hung).post(f"{url}sign/", {"key": "c"})
    assert acts_on(browse(cast.minh).get(url)) == ["apologise"], "until it is sealed it can still be late"
    assert acts_on(browse(cast.hung).get(url)) == ["extend", "pause"]
    assert acts_on(browse(cast.thu).get(url)) == ["seal"]
    browse(cast.thu).post(f"{url}seal/", {"key": "d"})
    assert state(taken, cast) == 9
    assert results.running(taken).number.startswith("1/")


def test_proposing_twice_with_the_same_form_is_proposing_once(taken, cast, browse):
    for _again in range(2):
        sent = {"outcome": "granted", "content": "", "key": "one form"}
        assert browse(cast.minh).post(f"/desk/{taken}/propose/", sent).status_code == 302
    assert len(results.all_of(taken)) == 1


def test_a_refusal_needs_its_reason_and_what_was_chosen_stays(taken, cast, browse):
    page = browse(cast.minh).post(f"/desk/{taken}/propose/", {"outcome": "refused", "content": "", "key": "a"})
    assert page.status_code == 422
    assert 'value="refused" checked' in page.content.decode()
    assert 'href="#content"' in page.content.decode()
    forged = browse(cast.minh).post(f"/desk/{taken}/propose/", {"outcome": "gold", "content": "x", "key": "b"})
    assert forged.status_code == 422
    assert results.all_of(taken) == []


def test_a_supplement_is_asked_for_item_by_item_and_only_once(taken, cast, browse):
    url = f"/desk/{taken}/ask/"
    page = browse(cast.minh).get(url)
    offered = {row["value"] for group in page.context["groups"] for row in group["rows"]}
    assert "paper:identity_paper" in offered
    assert any(value.startswith("question:") for value in offered)
    assert browse(cast.minh).post(url, {"key": "a", "reason": "Thiếu."}).status_code == 422
    sent = {
        "item": ["paper:identity_paper"], "reason:paper:identity_paper": "Ảnh mờ.", "reason": "Cần bản rõ.", "key": "b",
    }  # fmt: skip
    assert browse(cast.minh).post(url, sent).status_code == 302
    assert state(taken, cast) == 5
    shown = browse(cast.minh).get(f"/desk/{taken}/").content.decode()
    assert "Ảnh mờ." in shown
    assert browse(cast.minh).get(url).status_code == 409


def test_asking_later_than_three_working_days_after_reception_is_possible_with_a_warning(taken, cast, browse):
    assert "Đã quá 3 ngày làm việc" in browse(cast.minh).get(f"/desk/{taken}/ask/").content.decode()


def test_an_obligation_is_charged_with_its_reason(taken, cast, browse):
    url = f"/desk/{taken}/charge/"
    assert browse(cast.minh).get(url).status_code == 200
    for amount in ("", "0", "nhiều", "-5"):
        sent = {"amount_vnd": amount, "reason": "Lệ phí trước bạ", "key": f"k{amount}"}
        assert browse(cast.minh).post(url, sent).status_code == 422
    assert browse(cast.minh).post(url, {"amount_vnd": "1.250.000 đ", "reason": "Lệ phí", "key": "z"}).status_code == 302
    assert state(taken, cast) == 6


def test_a_draft_goes_back_to_the_very_person_who_wrote_it(proposed, cast, browse):
    url = f"/desk/{proposed}/send_back/"
    assert browse(cast.hung).get(url).status_code == 200
    assert browse(cast.hung).post(url, {"key": "a", "reason": ""}).status_code == 422
    assert browse(cast.hung).post(url, {"key": "b", "reason": "Sai ngày sinh."}).status_code == 302
    page = browse(cast.minh).get(f"/desk/{proposed}/")
    assert "Sai ngày sinh." in page.content.decode()
    assert acts_on(page)[0] == "propose"


def test_a_leader_stops_a_dossier_with_a_reason(taken, cast, browse):
    url = f"/desk/{taken}/stop/"
    assert browse(cast.hung).get(url).status_code == 200
    assert browse(cast.hung).post(url, {"key": "a", "reason": ""}).status_code == 422
    assert browse(cast.hung).post(url, {"key": "b", "reason": "Người nộp đã mất."}).status_code == 302
    assert state(taken, cast) == 8


def test_one_press_in_the_queue_signs_and_stays_in_the_queue(approved, cast, browse):
    queue = "/desk/?list=sign"
    page = browse(cast.hung).get(queue)
    assert [row["id"] for row in page.context["rows"]] == [approved]
    draft = page.context["rows"][0]["file_url"]
    assert browse(cast.hung).get(draft).content.startswith(b"%PDF-")
    answer = browse(cast.hung).post(f"/desk/{approved}/sign/", {"key": "a", "next": queue})
    assert (answer.status_code, answer["Location"]) == (302, queue)
    assert browse(cast.hung).get(queue).context["rows"] == []
    assert [row["id"] for row in browse(cast.thu).get("/desk/").context["rows"]] == [approved]


def test_a_page_that_somebody_else_has_overtaken_says_so_and_links_back(received, cast, browse):
    casework.take(dossier_id=received, by=cast.minh, at=dossiers.one(cast.hoa, received).received_at, key="sooner")
    here = f"http://testserver/desk/{received}/"
    answer = browse(cast.minh).post(f"/desk/{received}/take/", {"key": "late"}, headers={"referer": here})
    assert answer.status_code == 409
    assert "Có thể người khác vừa xử lý" in answer.content.decode()
    assert f'href="{here}"' in answer.content.decode()


def test_a_form_without_its_token_is_not_taken(received, cast, browse):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = browse(cast.minh).cookies
    assert browser.post(f"/desk/{received}/take/", {"key": "a"}).status_code == 403
    assert state(received, cast) == 2


def test_nobody_does_anothers_work(proposed, cast, browse):
    assert browse(cast.minh).post(f"/desk/{proposed}/approve/", {"key": "a"}).status_code == 403
    assert browse(cast.thu).post(f"/desk/{proposed}/sign/", {"key": "b"}).status_code == 403
    assert browse(cast.hung).post(f"/desk/{proposed}/seal/", {"key": "c"}).status_code == 403
    assert results.running(proposed).state == "drafted"

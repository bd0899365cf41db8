"""Every act of the counter by HTTP: done once by whose work it is, refused to others, harmless when repeated."""

import pytest
from django.test import Client

from motcua import casework
from motcua.doors.counter.tests.conftest import on
from motcua.dossiers import queries as dossiers
from motcua.payments import queries as payments
from motcua.post import queries as post
from tests.seen import seen_of

pytestmark = pytest.mark.django_db

GIVEN = {"to_name": "Nguyễn Thị Lan", "identity": "CCCD 001192000011"}


def state(dossier_id, cast):
    return dossiers.one(cast.hoa, dossier_id).state


def acts_on(page):
    return [act["url"].rsplit("/", 2)[1] for act in page.context["acts"]]


def test_the_acts_that_the_lifecycle_allows_are_the_buttons_and_nothing_else(submitted, cast, browse):
    assert acts_on(browse(cast.hoa).get(f"/counter/{submitted}/")) == ["receive", "guide", "decline"]
    assert acts_on(browse(cast.yen).get(f"/counter/{submitted}/")) == []


def test_receiving_twice_with_the_same_form_is_receiving_once(submitted, cast, browse):
    for _again in range(2):
        answer = browse(cast.hoa).post(f"/counter/{submitted}/receive/", {"key": "one form"})
        assert answer.status_code == 302
    assert state(submitted, cast) == 2
    assert len([m for m in dossiers.movements(submitted) if m.act == "receive"]) == 1


def test_after_an_act_the_officer_goes_on_where_the_form_says_but_never_to_another_site(submitted, cast, browse):
    browser = browse(cast.hoa)
    answer = browser.post(f"/counter/{submitted}/receive/", {"key": "a", "next": "https://example.org/"})
    assert answer["Location"] == f"/counter/{submitted}/"
    answer = browser.post(f"/counter/{submitted}/receive/", {"key": "a", "next": "/counter/?list=return"})
    assert answer["Location"] == "/counter/?list=return"


def test_guidance_names_what_is_missing_with_a_reason_for_each(submitted, cast, browse):
    url = f"/counter/{submitted}/guide/"
    page = browse(cast.hoa).get(url)
    assert page.status_code == 200
    assert "item" in page.content.decode()
    wrong = browse(cast.hoa).post(url, {"key": "a", "item": "paper:identity_paper", "reason": "Chưa rõ"})
    assert wrong.status_code == 422
    assert "Ghi rõ lý do." in wrong.content.decode()
    assert 'value="paper:identity_paper" id="item-paper-identity_paper" checked' in wrong.content.decode()
    sent = {
        "key": "b", "item": "paper:identity_paper", "reason:paper:identity_paper": "Ảnh mờ.", "reason": "Cần rõ hơn.",
    }  # fmt: skip
    assert browse(cast.hoa).post(url, sent).status_code == 302
    assert state(submitted, cast) == 5
    assert dossiers.requests(submitted)[0].items == [{"paper": "identity_paper", "reason": "Ảnh mờ."}]


def test_an_item_that_the_dossier_does_not_have_cannot_be_asked_for(submitted, cast, browse):
    forged = {"key": "a", "item": "paper:gold", "reason:paper:gold": "Nộp vàng.", "reason": "Vì."}
    assert browse(cast.hoa).post(f"/counter/{submitted}/guide/", forged).status_code == 422
    assert state(submitted, cast) == 1


def test_declining_needs_a_reason_and_gives_a_letter(submitted, cast, browse):
    url = f"/counter/{submitted}/decline/"
    assert browse(cast.hoa).get(url).status_code == 200
    assert browse(cast.hoa).post(url, {"key": "a", "reason": " "}).status_code == 422
    assert browse(cast.hoa).post(url, {"key": "b", "reason": "Không thuộc thẩm quyền."}).status_code == 302
    page = browse(cast.hoa).get(f"/counter/{submitted}/")
    assert [letter["kind"] for letter in page.context["letters"]] == ["refusal"]
    assert state(submitted, cast) == 3


def test_the_receipt_is_printed_from_the_dossiers_page(received, cast, browse):
    browser = browse(cast.hoa)
    link = browser.get(f"/counter/{received}/").context["receipt"]["url"]
    answer = browser.get(link)
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    looked = [(v.what, v.by_id) for v in seen_of(received)]
    assert looked == [("letter", cast.hoa.user_id), ("page", cast.hoa.user_id)]


def test_what_is_owed_is_collected_before_the_result_is_returned(owing, cast, browse):
    due = payments.account(owing).due_vnd
    assert due > 0
    assert acts_on(browse(cast.hoa).get(f"/counter/{owing}/"))[0] == "collect"
    assert "hand_back" not in acts_on(browse(cast.hoa).get(f"/counter/{owing}/"))
    assert browse(cast.hoa).post(f"/counter/{owing}/hand_back/", GIVEN | {"key": "a"}).status_code == 409
    page = browse(cast.yen).get(f"/counter/{owing}/collect/")
    assert page.context["bill"]["due_vnd"] == due
    url = f"/counter/{owing}/collect/"
    assert browse(cast.yen).post(url, {"key": "b", "amount_vnd": "1.000"}).status_code == 422
    assert browse(cast.yen).post(url, {"key": "c", "amount_vnd": f"{due:,}".replace(",", ".")}).status_code == 302
    assert payments.account(owing).due_vnd == 0
    assert browse(cast.hoa).post(f"/counter/{owing}/hand_back/", GIVEN | {"key": "d"}).status_code == 302
    assert state(owing, cast) == 10


def test_an_obligation_is_met_at_the_cashiers(taken, cast, browse):
    casework.charge(
        dossier_id=taken, amount_vnd=50_000, reason="Lệ phí trước bạ", by=cast.minh, at=on(9, 9), key="charge"
    )
    assert acts_on(browse(cast.yen).get(f"/counter/{taken}/")) == ["acquit"]
    assert browse(cast.yen).get("/counter/?list=money").context["rows"][0]["state"] == 6
    assert browse(cast.yen).get(f"/counter/{taken}/acquit/").status_code == 200
    answer = browse(cast.yen).post(f"/counter/{taken}/acquit/", {"key": "a", "amount_vnd": "50.000"})
    assert answer.status_code == 302
    assert state(taken, cast) == 4


def test_a_withdrawal_is_confirmed_and_the_papers_go_back(taken, cast, browse):
    casework.withdraw(dossier_id=taken, reason="Không cần nữa", by=cast.lan, at=on(9, 9), key="withdraw")
    assert browse(cast.hoa).get("/counter/?list=release").context["rows"][0]["url"] == f"/counter/{taken}/"
    assert browse(cast.hoa).post(f"/counter/{taken}/release/", {"key": "a"}).status_code == 302
    assert state(taken, cast) == 8
    assert browse(cast.hoa).get(f"/counter/{taken}/give_back/").status_code == 200
    assert browse(cast.hoa).post(f"/counter/{taken}/give_back/", {"key": "b"}).status_code == 422
    assert browse(cast.hoa).post(f"/counter/{taken}/give_back/", GIVEN | {"key": "c"}).status_code == 302


def test_whoever_takes_the_result_is_named_with_what_they_showed(sealed, cast, browse):
    url = f"/counter/{sealed}/hand_back/"
    page = browse(cast.hoa).get(url).content.decode()
    assert "Nguyễn Thị Lan" in page
    wrong = browse(cast.hoa).post(url, {"key": "a", "to_name": "Trần Văn Nam", "identity": ""})
    assert wrong.status_code == 422
    assert 'value="Trần Văn Nam"' in wrong.content.decode()
    assert browse(cast.hoa).post(url, GIVEN | {"key": "b"}).status_code == 302


def test_the_post_delivers_what_the_counter_handed_over_and_sees_only_the_label(by_post, cast, browse):
    assert acts_on(browse(cast.hoa).get(f"/counter/{by_post}/")) == ["hand_back", "hand_to_post"]
    assert list(browse(cast.dat).get("/counter/post/").context["page"]) == []
    assert browse(cast.hoa).post(f"/counter/{by_post}/hand_to_post/", {"key": "a"}).status_code == 302
    assert acts_on(browse(cast.hoa).get(f"/counter/{by_post}/")) == []
    label = browse(cast.dat).get(f"/counter/post/{by_post}/").content.decode()
    assert "Phường Hàng Bạc, số 12" in label
    assert dossiers.one(cast.hoa, by_post).code not in label
    assert browse(cast.dat).get(f"/counter/{by_post}/").status_code == 404
    wrong = browse(cast.dat).post(f"/counter/post/{by_post}/deliver/", {"key": "b", "to_name": "Lan"})
    assert wrong.status_code == 422
    assert browse(cast.dat).post(f"/counter/post/{by_post}/deliver/", GIVEN | {"key": "c"}).status_code == 302
    assert state(by_post, cast) == 10


def test_what_could_not_be_delivered_is_returned_at_the_counter(by_post, cast, browse):
    browse(cast.hoa).post(f"/counter/{by_post}/hand_to_post/", {"key": "a"})
    url = f"/counter/post/{by_post}/bring_back/"
    assert browse(cast.dat).post(url, {"key": "b", "reason": ""}).status_code == 422
    assert browse(cast.dat).post(url, {"key": "c", "reason": "Không có người nhận."}).status_code == 302
    assert post.parcel(by_post).state == "came_back"
    assert browse(cast.dat).get(f"/counter/post/{by_post}/").status_code == 404
    assert browse(cast.hoa).post(f"/counter/{by_post}/hand_back/", GIVEN | {"key": "d"}).status_code == 302


def test_a_page_that_somebody_else_has_overtaken_says_so_and_links_back(submitted, cast, browse):
    casework.receive(dossier_id=submitted, by=cast.hoa, at=on(8, 10), key="the colleague")
    here = f"http://testserver/counter/{submitted}/"
    for answer in (
        browse(cast.hoa).post(f"/counter/{submitted}/receive/", {"key": "late"}, headers={"referer": here}),
        browse(cast.hoa).get(f"/counter/{submitted}/decline/", headers={"referer": here}),
    ):
        assert answer.status_code == 409
        assert "Có thể người khác vừa xử lý" in answer.content.decode()
        assert f'href="{here}"' in answer.content.decode()


def test_a_form_without_its_token_is_not_taken(submitted, cast, browse):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = browse(cast.hoa).cookies
    assert browser.post(f"/counter/{submitted}/receive/", {"key": "a"}).status_code == 403
    assert state(submitted, cast) == 1


def test_acts_are_not_done_by_looking(submitted, cast, browse):
    assert browse(cast.hoa).get(f"/counter/{submitted}/receive/").status_code == 405


def test_the_cashier_takes_money_and_receives_nothing(submitted, cast, browse):
    assert browse(cast.yen).post(f"/counter/{submitted}/receive/", {"key": "a"}).status_code == 403
    assert state(submitted, cast) == 1

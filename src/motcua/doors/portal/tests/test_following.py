"""Where is my dossier: in every state, for its applicant, for the holder of the secret, for whoever has the code."""

import io
import re
from uuid import uuid4

import pytest

from motcua import casework
from motcua.doors.portal.tests.browsing import inputs, on, photo
from motcua.dossiers import queries as dossiers
from motcua.results import queries as results

pytestmark = pytest.mark.django_db


def code_of(cast, dossier_id):
    return dossiers.one(cast.lan, dossier_id).code


@pytest.mark.parametrize(
    "state", ["submitted", "received", "taken", "asked", "proposed", "approved", "signed", "sealed", "returned"]
)
def test_every_state_has_a_page_with_one_step_that_is_now(request, at_home, state):
    html = at_home.get(f"/dossiers/{request.getfixturevalue(state)}/").content.decode()
    assert html.count('aria-current="step"') == (0 if state == "returned" else 1)


def test_the_due_date_is_explained_in_sentences(at_home, received):
    html = at_home.get(f"/dossiers/{received}/").content.decode()
    assert "11/06/2020 10:00" in html
    assert "3 ngày làm việc" in html


def test_who_holds_it_and_what_the_applicant_must_do(at_home, asked):
    html = at_home.get(f"/dossiers/{asked}/").content.decode()
    assert "Đỗ Quang Minh" in html and "Chờ bạn bổ sung" in html
    assert f"/dossiers/{asked}/supplement/" in html


def test_another_persons_dossier_is_as_if_it_did_not_exist(browse, cast, submitted):
    other = browse(cast.nam)
    for page in (
        "",
        "receipt/",
        "supplement/",
        "withdraw/",
        "rate/",
        "result/",
        f"papers/{uuid4()}/",
        f"letters/{uuid4()}/",
    ):
        foreign, unknown = other.get(f"/dossiers/{submitted}/{page}"), other.get(f"/dossiers/{uuid4()}/{page}")
        assert foreign.status_code == unknown.status_code == 404, page


def test_an_officer_does_not_come_in_by_the_citizens_door(browse, cast, submitted):
    assert browse(cast.hoa).get(f"/dossiers/{submitted}/").status_code in {302, 404}


def test_the_code_alone_tells_how_far_it_is_and_nothing_else(client, cast, taken):
    html = client.post("/track/", {"code": code_of(cast, taken).lower()}).content.decode()
    assert "2 trong 5 chặng" in html
    assert "Lan" not in html and "Minh" not in html


def test_a_code_that_does_not_exist_looks_like_one_that_is_not_yours(browse, cast, submitted):
    other = browse(cast.nam)
    unknown = other.post("/track/", {"code": "000.09.32.H26-200608-9999"})
    nonsense = other.post("/track/", {"code": "'; drop table"})
    assert unknown.status_code == nonsense.status_code == 404
    mine = other.post("/track/", {"code": code_of(cast, submitted)}).content.decode()
    assert "/dossiers/" not in mine


def test_codes_and_secrets_cannot_be_tried_without_end(client, cast):
    answers = [client.post("/track/", {"code": "x"}).status_code for _try in range(25)]
    assert answers[0] == 404 and answers[-1] == 429
    answers = [client.get(f"/follow/{'A' * 20}/").status_code for _try in range(25)]
    assert answers[0] == 404 and answers[-1] == 429


def test_the_secret_shows_the_way_but_no_papers_and_no_acts(client, cast, asked):
    secret = dossiers.one(cast.lan, asked).secret
    html = client.get(f"/follow/{secret.lower()}/").content.decode()
    assert "Chờ bạn bổ sung" in html
    assert "/papers/" not in html and "/letters/" not in html and "/supplement/" not in html


def test_a_supplement_is_exactly_what_was_asked(at_home, cast, asked):
    page = at_home.get(f"/dossiers/{asked}/supplement/").content.decode()
    assert "Ảnh mờ, không đọc được số." in page
    assert re.findall(r'type="file" id="([^"]+)"', page) == ["paper.identity_paper"]
    assert at_home.post(f"/dossiers/{asked}/supplement/", {"key": "a"}).status_code == 422
    sent = at_home.post(f"/dossiers/{asked}/supplement/", {"key": "b", "paper.identity_paper": photo()})
    assert sent["Location"] == f"/dossiers/{asked}/"
    assert dossiers.one(cast.lan, asked).get_state_display() == "Đang xử lý"
    again = at_home.post(f"/dossiers/{asked}/supplement/", {"key": "b", "paper.identity_paper": photo()})
    assert again["Location"] == f"/dossiers/{asked}/"
    assert len([p for p in dossiers.papers(asked) if p.round == 2]) == 1


def test_a_file_that_arrived_stays_when_something_else_is_wrong(at_home, cast, taken):
    items = [{"paper": "identity_paper", "reason": "mờ"}, {"question": "phone", "reason": "sai số"}]
    casework.ask(dossier_id=taken, items=items, reason="Bổ sung", by=cast.minh, at=on(9, 9), key="ask")
    answer = at_home.post(
        f"/dossiers/{taken}/supplement/", {"key": "a", "paper.identity_paper": photo("rõ.png"), "phone": "12"}
    )
    html = answer.content.decode()
    assert answer.status_code == 422 and "rõ.png" in html and 'value="12"' in html
    kept = {k: v for k, v in inputs(html).items() if k.startswith("kept.")}
    assert at_home.post(f"/dossiers/{taken}/supplement/", {"key": "b", "phone": "0912000099"} | kept).status_code == 302
    assert dossiers.last_answers(taken)["phone"] == "+84912000099"


def test_withdrawing_asks_first_and_wants_a_reason(at_home, cast, taken):
    assert "Vì sao bạn rút" in at_home.get(f"/dossiers/{taken}/withdraw/").content.decode()
    assert at_home.post(f"/dossiers/{taken}/withdraw/", {"key": "a"}).status_code == 422
    at_home.post(f"/dossiers/{taken}/withdraw/", {"key": "a", "reason": "Đổi ý"})
    assert "Bạn đã xin rút hồ sơ" in at_home.get(f"/dossiers/{taken}/").content.decode()


def test_after_a_decision_nothing_is_withdrawn(at_home, signed):
    assert "/withdraw/" not in at_home.get(f"/dossiers/{signed}/").content.decode()
    assert at_home.post(f"/dossiers/{signed}/withdraw/", {"key": "a", "reason": "Đổi ý"}).status_code == 409


def test_a_rating_is_given_once_after_the_end(at_home, returned, taken):
    assert at_home.post(f"/dossiers/{returned}/rate/", {"key": "a"}).status_code == 422
    assert at_home.post(f"/dossiers/{returned}/rate/", {"key": "a", "overall": "9"}).status_code == 422
    for key in ("b", "b", "c"):
        assert at_home.post(f"/dossiers/{returned}/rate/", {"key": key, "overall": "3", "ease": "2"}).status_code == 302


def test_nothing_is_rated_before_the_end(at_home, taken):
    assert at_home.get(f"/dossiers/{taken}/rate/").status_code == 409


def test_the_result_is_there_once_it_is_sealed(at_home, signed, cast):
    assert at_home.get(f"/dossiers/{signed}/result/").status_code == 404
    casework.seal(dossier_id=signed, by=cast.thu, at=on(8, 16), key="seal")
    file = at_home.get(f"/dossiers/{signed}/result/")
    assert file.content.startswith(b"%PDF") and "sandbox" in file["Content-Security-Policy"]


def test_the_letter_is_printed_for_its_applicant(at_home, received):
    html = at_home.get(f"/dossiers/{received}/").content.decode()
    assert at_home.get(re.search(r'href="(/dossiers/[^"]+/letters/[^"]+)"', html)[1]).content.startswith(b"%PDF")


def test_my_page_says_what_to_do_and_who_has_looked(at_home, cast, asked):
    casework.view(dossier_id=asked, what="page", by=cast.minh, at=on(9, 10))
    html = at_home.get("/mine/").content.decode()
    assert "Bổ sung hồ sơ" in html and "Đỗ Quang Minh" in html
    assert code_of(cast, asked) in html


def test_a_paper_in_the_hand_is_verified_by_its_address_with_a_masked_name(client, cast, sealed):
    html = client.get(f"/verify/{results.running(sealed).id}/").content.decode()
    assert "Nguyễn T** L**" in html and "Nguyễn Thị Lan" not in html
    assert client.get(f"/verify/{uuid4()}/").status_code == 404


def test_a_result_in_the_making_cannot_be_verified(client, signed):
    assert client.get(f"/verify/{results.running(signed).id}/").status_code == 404


def test_a_file_is_compared_byte_by_byte(at_home, sealed):
    real = at_home.get(f"/dossiers/{sealed}/result/").content
    same = at_home.post("/verify/", {"file": io.BytesIO(real)}).content.decode()
    assert "không đổi một ký tự nào" in same
    changed = at_home.post("/verify/", {"file": io.BytesIO(real + b" ")}).content.decode()
    assert "Không phải tệp do chúng tôi phát hành" in changed
    assert at_home.post("/verify/", {"file": io.BytesIO(b"not a pdf")}).status_code == 200
    assert at_home.post("/verify/").status_code == 422

"""From the start button to the receipt, by HTTP; and what goes wrong on the way."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from motcua.doors.portal.tests.browsing import BIRTH, draft_of, inputs, photo
from motcua.dossiers import queries as dossiers

pytestmark = pytest.mark.django_db
BAC = "000.09.32.H26"


@pytest.fixture
def draft(at_home):
    started = at_home.post(f"/apply/{BIRTH}/")
    return f"/drafts/{draft_of(started)}"


def post_page(browser, address, **answers):
    """Answer a page as a browser does, with its hidden fields."""
    hidden = inputs(browser.get(address).content.decode())
    return browser.post(address, {k: v for k, v in hidden.items() if k in {"seen", "asked", "from"}} | answers)


REQUESTER = {
    "requester.personal_number": "001192000011",
    "requester.name": "Nguyễn Thị Lan",
    "requester.birth_date": "14/03/1992",
    "requester.address.unit": BAC,
    "requester.address.line": "12 phố Hàng Bạc",
    "phone": "0912000011",
    "relation": "mother",
}
CHILD = {
    "child_name": "Nguyễn Bảo Ngọc",
    "child_birth_date": "01/06/2026",
    "child_sex": "female",
    "hometown": "Hà Nội",
}
MOTHER = {
    "mother_known": "yes",
    "mother.name": "Nguyễn Thị Lan",
    "mother.birth_date": "14/03/1992",
    "mother.sex": "female",
    "mother.nationality": "Việt Nam",
    "mother.address.unit": BAC,
    "mother.address.line": "12 phố Hàng Bạc",
}
BIRTHPLACE = {"birth_proof": "notice", "birth_where": "hospital", "hospital": "Bệnh viện Phụ sản Hà Nội"}


@pytest.fixture
def written(at_home, draft):
    """Every page of the draft answered; only sending is left."""
    at_home.post(f"{draft}/choose-unit/", {"unit": BAC})
    for section, answers in (
        ("requester_page", REQUESTER),
        ("child", CHILD),
        ("birth", BIRTHPLACE),
        ("mother_page", MOTHER),
        ("father_page", {"father_known": "no"}),
        ("copies_page", {"copies": "2"}),
    ):
        assert at_home.post(f"{draft}/{section}/", answers).status_code == 302, section
    files = {"paper.birth_notice": [photo(), photo()], "paper.identity_paper": photo("thẻ căn cước.png"), "next": "yes"}
    assert at_home.post(f"{draft}/add-papers/", files)["Location"] == f"{draft}/get-result/"
    at_home.post(f"{draft}/get-result/", {"return_by": "counter"})
    return draft


def test_who_has_not_logged_in_is_sent_to_the_login_and_back(client, cast):
    answer = client.post(f"/apply/{BIRTH}/")
    assert answer["Location"] == f"/login/?next=/apply/{BIRTH}/"
    entered = client.post("/login/", {"token": "lan", "next": f"/apply/{BIRTH}/"})
    assert entered["Location"] == f"/apply/{BIRTH}/"
    assert client.get(entered["Location"])["Location"] == f"/procedures/{BIRTH}/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/x", "javascript:alert(1)"])
def test_the_login_never_leads_elsewhere(client, cast, elsewhere):
    assert client.post("/login/", {"token": "lan", "next": elsewhere})["Location"] == "/mine/"


def test_a_token_that_proves_nobody_lets_nobody_in(client, cast):
    assert client.post("/login/", {"token": "hoa"}).status_code == 422
    assert client.get("/mine/").status_code == 302


def test_the_whole_way_to_the_receipt(at_home, written, cast):
    check = at_home.get(f"{written}/check-answers/").content.decode()
    assert "Nguyễn Bảo Ngọc" in check and "Phường Hàng Bạc, Quận Hoàn Kiếm" in check
    assert f"{written}/child/?from=check#child_name" in check
    sent = at_home.post(f"{written}/send-now/", {"truth": "yes", "key": inputs(check)["key"]})
    receipt = at_home.get(sent["Location"]).content.decode()
    dossier = dossiers.of_person(cast.lan).get()
    assert dossier.code in receipt and "Mã QR" in receipt
    assert dossiers.last_answers(dossier.pk)["child_birth_date"] == "2026-06-01"
    assert len(dossiers.papers(dossier.pk)) == 3
    assert dossiers.drafts(cast.lan) == []


def test_a_button_pressed_twice_makes_one_dossier(at_home, written, cast):
    key = inputs(at_home.get(f"{written}/check-answers/").content.decode())["key"]
    answers = [at_home.post(f"{written}/send-now/", {"truth": "yes", "key": key}) for _press in range(2)]
    answers.append(at_home.post(f"{written}/send-now/", {"truth": "yes", "key": str(uuid4())}))
    assert len({answer["Location"] for answer in answers}) == 1
    assert dossiers.of_person(cast.lan).count() == 1


def test_without_the_declaration_nothing_is_sent_and_nothing_is_lost(at_home, written, cast):
    answer = at_home.post(f"{written}/send-now/", {"key": "k"})
    assert answer.status_code == 422
    assert 'href="#truth"' in answer.content.decode()
    assert "Nguyễn Bảo Ngọc" in answer.content.decode()
    assert dossiers.of_person(cast.lan).count() == 0


def test_what_is_missing_is_linked_to_its_page(at_home, draft):
    at_home.post(f"{draft}/choose-unit/", {"unit": BAC})
    html = at_home.post(f"{draft}/send-now/", {"truth": "yes", "key": "k"}).content.decode()
    assert f"{draft}/child/?from=check#child_name" in html
    assert f"{draft}/add-papers/?from=check#paper.birth_notice" in html


def test_the_office_is_one_of_those_that_offer_it(at_home, draft):
    assert at_home.post(f"{draft}/choose-unit/", {"unit": "000.00.12.H26"}).status_code == 422
    html = at_home.get(f"{draft}/choose-unit/", {"district": "000.00.32.H26"}).content.decode()
    assert f'value="{BAC}"' in html and "000.00.12.H26" not in html


def test_the_account_fills_in_what_it_knows_and_says_so(at_home, draft):
    html = at_home.get(f"{draft}/requester_page/").content.decode()
    assert 'value="001192000011"' in html
    assert "Lấy từ tài khoản của bạn" in html


def test_a_fault_keeps_what_was_typed_and_links_to_its_field(at_home, draft):
    answer = post_page(at_home, f"{draft}/child/", child_name="Ngọc", child_birth_date="31/02/2026")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="31/02/2026"' in html and 'href="#child_birth_date"' in html
    assert 'value="Ngọc"' in at_home.get(f"{draft}/child/").content.decode()


def test_a_question_that_an_answer_brings_up_is_asked_before_it_is_missed(at_home, draft):
    answer = post_page(at_home, f"{draft}/birth/", birth_proof="notice", birth_where="hospital")
    assert answer["Location"] == f"{draft}/birth/#hospital"
    assert post_page(at_home, f"{draft}/birth/", birth_proof="notice", birth_where="hospital").status_code == 422


def test_two_windows_on_one_section_do_not_overwrite_each_other(at_home, draft):
    first = inputs(at_home.get(f"{draft}/child/").content.decode())
    second = dict(first)
    kept = {k: first[k] for k in ("seen", "asked")}
    assert at_home.post(f"{draft}/child/", kept | CHILD).status_code == 302
    late = at_home.post(
        f"{draft}/child/", {"seen": second["seen"], "asked": second["asked"]} | CHILD | {"child_name": "Tên khác"}
    )
    assert late.status_code == 409
    assert 'value="Tên khác"' in late.content.decode()
    assert 'value="Nguyễn Bảo Ngọc"' in at_home.get(f"{draft}/child/").content.decode()
    again = inputs(late.content.decode())
    assert (
        at_home.post(f"{draft}/child/", {"seen": again["seen"]} | CHILD | {"child_name": "Tên khác"}).status_code == 302
    )


def test_the_same_form_sent_twice_is_no_conflict(at_home, draft):
    hidden = inputs(at_home.get(f"{draft}/child/").content.decode())
    for _press in range(2):
        assert at_home.post(f"{draft}/child/", {"seen": hidden["seen"]} | CHILD).status_code == 302


def test_saving_and_leaving_comes_back_where_something_is_missing(at_home, draft):
    at_home.post(f"{draft}/choose-unit/", {"unit": BAC})
    at_home.post(f"{draft}/requester_page/", REQUESTER)
    assert at_home.post(f"{draft}/child/", {"child_name": "Ngọc", "leave": "yes"})["Location"] == "/mine/"
    assert f"{draft}/" in at_home.get("/mine/").content.decode()
    assert at_home.get(f"{draft}/")["Location"] == f"{draft}/child/"


def test_a_section_that_does_not_exist_is_not_there(at_home, draft):
    assert at_home.get(f"{draft}/no_such_section/").status_code == 404
    assert at_home.post(f"{draft}/no_such_section/", {"x": "y"}).status_code == 404


@pytest.mark.parametrize("page", ["choose-unit", "child", "add-papers", "get-result", "check-answers", "send-now", ""])
def test_a_draft_of_somebody_else_is_as_if_it_did_not_exist(at_home, draft, browse, cast, page):
    other = browse(cast.nam)
    foreign, unknown = other.get(f"{draft}/{page}{'/' if page else ''}"), other.get(f"/drafts/{uuid4()}/")
    assert foreign.status_code == unknown.status_code == 404


def test_a_file_of_the_wrong_kind_is_named_at_its_paper_and_the_good_one_stays(at_home, draft):
    at_home.post(f"{draft}/birth/", BIRTHPLACE)
    bad = photo("chương trình.exe")
    bad.write(b"MZ\x90\x00" * 500)
    bad.seek(0)
    answer = at_home.post(
        f"{draft}/add-papers/", {"paper.birth_notice": bad, "paper.identity_paper": photo("thẻ.png"), "next": "yes"}
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "chương trình.exe" in html and 'href="#paper.birth_notice"' in html
    assert "thẻ.png" in html


def test_an_upload_is_seen_served_and_taken_off_again(at_home, draft):
    at_home.post(f"{draft}/birth/", BIRTHPLACE)
    at_home.post(f"{draft}/add-papers/", {"paper.birth_notice": photo("Giấy chứng sinh.png")})
    html = at_home.get(f"{draft}/add-papers/").content.decode()
    picture = at_home.get(re.search(r'src="(/drafts/[^"]+/picture/)"', html)[1])
    assert picture["Content-Type"] == "image/webp"
    file = at_home.get(re.search(r'href="(/drafts/[^"]+/pdf/)"', html)[1])
    assert file.content.startswith(b"%PDF") and file["X-Content-Type-Options"] == "nosniff"
    assert file["Content-Disposition"].startswith("attachment; filename*=utf-8''Gi%E1%BA%A5y")
    assert "sandbox" in file["Content-Security-Policy"]
    at_home.post(f"{draft}/add-papers/", {"remove": re.search(r'name="remove" value="([^"]+)"', html)[1]})
    assert 'name="remove"' not in at_home.get(f"{draft}/add-papers/").content.decode()


def test_a_huge_upload_is_refused_before_it_is_read(at_home, draft, settings):
    settings.POST_LIMIT = 1000
    answer = at_home.post(f"{draft}/add-papers/", {"paper.birth_notice": photo()})
    assert answer.status_code == 413
    assert "<h1>Tệp quá lớn</h1>" in answer.content.decode()


def test_a_file_above_the_limit_is_named_at_its_paper(at_home, draft, settings):
    at_home.post(f"{draft}/birth/", BIRTHPLACE)
    settings.FILE_LIMIT = 1000
    answer = at_home.post(f"{draft}/add-papers/", {"paper.birth_notice": photo("to.png")})
    assert answer.status_code == 422 and "to.png" in answer.content.decode()


@pytest.mark.parametrize("page", ["add-papers", "child", "send-now", "throw-away"])
def test_a_forged_form_changes_nothing(draft, cast, at_home, page):
    stranger = Client(enforce_csrf_checks=True)
    stranger.cookies = at_home.cookies
    assert stranger.post(f"{draft}/{page}/", {"child_name": "Kẻ lạ", "truth": "yes"}).status_code == 403
    assert len(dossiers.drafts(cast.lan)) == 1
    assert "Kẻ lạ" not in at_home.get(f"{draft}/child/").content.decode()


def test_a_parcel_needs_an_address(at_home, draft, cast):
    at_home.post(f"{draft}/choose-unit/", {"unit": BAC})
    assert at_home.post(f"{draft}/get-result/", {"return_by": "post", "address": ""}).status_code == 422
    assert at_home.post(f"{draft}/get-result/", {"return_by": "dragon"}).status_code == 422
    at_home.post(f"{draft}/get-result/", {"return_by": "post", "address": "12 phố Hàng Bạc, Hoàn Kiếm"})
    at_home.post(f"{draft}/child/", CHILD)
    assert "12 phố Hàng Bạc, Hoàn Kiếm" in at_home.get(f"{draft}/check-answers/").content.decode()


def test_hostile_answers_are_shown_as_text(at_home, draft):
    at_home.post(f"{draft}/child/", CHILD | {"child_name": '"><script>alert(1)</script>'})
    assert "<script>alert" not in at_home.get(f"{draft}/child/").content.decode()


def test_a_draft_is_thrown_away_by_its_writer(at_home, draft, cast):
    at_home.post(f"{draft}/throw-away/")
    assert dossiers.drafts(cast.lan) == []

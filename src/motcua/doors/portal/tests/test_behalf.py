"""For others, the store, drafts elsewhere, messages, mandates and the end of an account, by HTTP."""

import re
from html import unescape

import pytest
from django.test import Client

from conftest import MONDAY
from motcua import casework
from motcua.casework.tests.mandates import authorise
from motcua.doors.portal.tests.browsing import inputs, photo
from motcua.doors.portal.tests.test_applying import draft, post_page, written  # noqa: F401
from motcua.dossiers import queries as dossiers
from motcua.dossiers import representation
from motcua.notices.models import Message, Notice
from motcua.people import mandates
from motcua.people.models import Person, User

pytestmark = pytest.mark.django_db
CHILD = {"basis": "parent", "full_name": "Nguyễn Bảo Ngọc", "birth_date": "01/06/2019"}


def page(browser, address):
    return unescape(browser.get(address).content.decode())


def test_for_a_child_from_the_page_to_the_dossier(at_home, written, cast):  # noqa: F811
    assert "Chính bạn" in page(at_home, f"{written}/check-answers/")
    assert at_home.post(f"{written}/for-whom/", {**CHILD, "from": "check"})["Location"] == f"{written}/check-answers/"
    check = page(at_home, f"{written}/check-answers/")
    assert "Nguyễn Bảo Ngọc, bạn là cha hoặc mẹ" in check
    sent = at_home.post(f"{written}/send-now/", {"truth": "yes", "key": inputs(check)["key"]})

    dossier = dossiers.of_person(cast.lan).get()
    assert dossier.owner.full_name == "Nguyễn Bảo Ngọc" and representation.of(dossier.pk).basis == "parent"
    assert "Người được phép nộp thay" in page(at_home, f"/dossiers/{dossier.pk}/")
    assert sent.status_code == 302


def test_what_is_missing_is_said_at_its_field(at_home, draft):  # noqa: F811
    answer = at_home.post(f"{draft}/for-whom/", {"basis": "parent", "full_name": "A", "birth_date": "31/02/2019"})
    assert answer.status_code == 422 and 'href="#birth_date"' in answer.content.decode()
    assert at_home.post(f"{draft}/for-whom/", {}).status_code == 422


def test_officers_see_all_three_people_and_who_read_what(at_home, apply, cast, ward, browse):
    draft_id, given = apply(), authorise(cast.nam, cast.lan, by=cast.lan)
    behalf = {"basis": "mandate", "mandate": str(given), "owner": {}}
    casework.represent(dossier_id=draft_id, behalf=behalf, by=cast.lan, at=MONDAY)
    casework.submit(dossier_id=draft_id, unit_id=ward.pk, address="", by=cast.lan, at=MONDAY, key="k")
    notice = Notice.objects.get(dossier_id=draft_id, kind="on_behalf")
    nam = browse(cast.nam)
    assert page(nam, f"/dossiers/{draft_id}/messages/{notice.id}/")
    object_to = f"/dossiers/{draft_id}/object/"
    assert nam.post(object_to, {"reason": ""}).status_code == 422
    assert nam.post(object_to, {"reason": "Tôi không nhờ.", "key": "o"}).status_code == 302

    seen = page(browse(cast.hoa), f"/counter/{draft_id}/")
    for words in ("Chủ hồ sơ phản đối", "Tôi không nhờ.", "Người được phép nộp thay", "cần đối chiếu", "Đã đọc lúc"):
        assert words in seen, words
    assert "Giấy uỷ quyền" in seen and "Nguyễn Thị Lan" in seen


def test_a_message_is_read_on_its_own_page_and_only_by_whom_it_was_for(at_home, submitted, cast, browse):
    notice = Notice.objects.get(dossier_id=submitted)
    address = f"/dossiers/{submitted}/messages/{notice.id}/"
    assert address in page(at_home, "/mine/") and "chưa đọc" in page(at_home, "/mine/")
    assert notice.body.split("(")[0] in page(at_home, address)
    assert "chưa đọc" not in page(at_home, "/mine/")
    first = Notice.objects.get(dossier_id=submitted).read_at
    at_home.get(address)
    assert Notice.objects.get(dossier_id=submitted).read_at == first
    assert browse(cast.nam).get(address).status_code == 404


def test_what_was_handed_in_is_offered_and_used_by_one_click(at_home, submitted, apply, lan):
    draft_id = apply()
    html = page(at_home, f"/drafts/{draft_id}/add-papers/")
    assert "Đồng ý dùng lại" in html and dossiers.one(lan, submitted).code in html
    chosen = re.search(r'name="reuse" value="([^"]+)"', html)[1]
    assert at_home.post(f"/drafts/{draft_id}/add-papers/", {"reuse": chosen}).status_code == 302
    assert chosen not in page(at_home, f"/drafts/{draft_id}/add-papers/")


def test_my_papers_can_be_dated_and_taken_off(at_home, submitted):
    html = page(at_home, "/mine/papers/")
    digest = re.search(r'name="digest" value="(\w{64})"', html)[1]
    assert at_home.post("/mine/papers/", {"digest": digest, "valid_until": "32/13/2020"}).status_code == 422
    at_home.post("/mine/papers/", {"digest": digest, "valid_until": "09/06/2020"})
    assert "hết giá trị" in page(at_home, "/mine/papers/")
    at_home.post("/mine/papers/", {"digest": digest, "take_off": "yes"})
    assert digest not in page(at_home, "/mine/papers/")


def test_a_mandate_is_made_shown_and_ended(at_home, cast):
    nam = Person.objects.get(pk=cast.nam.person_id)
    form = {
        "side": "giver", "full_name": nam.full_name, "personal_number": nam.personal_number, "since": "01/06/2020",
        "until": "01/06/2021", "paper": photo(), "key": "m",
    }  # fmt: skip
    assert at_home.post("/mine/mandates/new/", {"side": "giver"}).status_code == 422
    assert at_home.post("/mine/mandates/new/", form).status_code == 302
    (given,) = mandates.of_person(cast.lan.person_id)
    assert nam.full_name in page(at_home, "/mine/mandates/")
    assert at_home.get(f"/mine/mandates/{given.pk}/paper/")["Content-Type"] == "application/pdf"
    at_home.post(f"/mine/mandates/{given.pk}/end/", {"key": "e"})
    assert "đã chấm dứt" in page(at_home, "/mine/mandates/")


@pytest.fixture
def link(at_home, apply, lan):
    """A draft of Lan's and the path of the link to it."""
    Person.objects.filter(pk=lan.person_id).update(email="lan@example.vn")
    draft_id = apply()
    assert at_home.post(f"/drafts/{draft_id}/send-link/", {"way": "email"}).status_code == 302
    return draft_id, "/resume/" + Message.objects.get().secret.partition("/resume/")[2]


def test_the_link_opens_the_draft_elsewhere_and_nothing_but_it(link, submitted):
    draft_id, path = link
    other = Client()
    assert other.get(path).status_code == 200 and other.get(f"/drafts/{draft_id}/").status_code == 302
    assert other.post(path)["Location"] == f"/drafts/{draft_id}/"

    assert other.get(f"/drafts/{draft_id}/choose-unit/").status_code == 200
    assert "Đồng ý dùng lại" not in page(other, f"/drafts/{draft_id}/add-papers/")
    for closed in ("for-whom/", "send-now/"):
        assert other.get(f"/drafts/{draft_id}/{closed}")["Location"].startswith("/login/"), closed
    for closed in ("send-now/", "throw-away/", "send-link/"):
        assert other.post(f"/drafts/{draft_id}/{closed}")["Location"].startswith("/login/"), closed
    for closed in ("/mine/", "/mine/papers/", f"/dossiers/{submitted}/"):
        assert other.get(closed)["Location"].startswith("/login/"), closed


def test_the_link_works_once(link):
    _draft_id, path = link
    assert Client().post(path).status_code == 302
    assert Client().post(path).status_code == 404


def test_a_link_lets_nobody_into_another_draft(link, apply):
    _draft_id, path = link
    second, other = apply(), Client()
    other.post(path)
    assert other.get(f"/drafts/{second}/choose-unit/")["Location"].startswith("/login/")


def test_a_session_that_ended_loses_nothing_that_was_typed(at_home, draft):  # noqa: F811
    other = Client()
    typed = {"child_name": "Nguyễn Bảo Ngọc", "child_birth_date": "01/06/2026"}
    answer = other.post(f"{draft}/child/", typed)
    assert answer.status_code == 401 and "Phiên làm việc đã hết" in answer.content.decode()
    kept = unescape(inputs(answer.content.decode())["kept"])
    entered = other.post("/login/", {"token": "lan", "next": f"{draft}/child/", "kept": kept})
    assert entered["Location"] == f"{draft}/child/"
    assert 'value="Nguyễn Bảo Ngọc"' in page(other, entered["Location"])
    assert 'value="Nguyễn Bảo Ngọc"' not in page(other, entered["Location"])  # shown once, not saved


def test_a_session_that_ends_on_the_last_page_says_so_and_sends_nothing(written, cast):  # noqa: F811
    other = Client()
    answer = other.post(f"{written}/send-now/", {"truth": "yes", "key": "k"})
    assert answer.status_code == 401
    kept = unescape(inputs(answer.content.decode())["kept"])
    other.post("/login/", {"token": "lan", "next": f"{written}/send-now/", "kept": kept})
    again = other.get(f"{written}/send-now/", follow=True)
    assert "Việc bạn vừa bấm chưa được thực hiện" in unescape(again.content.decode())
    assert dossiers.of_person(cast.lan).count() == 0 and len(dossiers.drafts(cast.lan)) == 1


@pytest.mark.parametrize("kept", ["", "x", "[]", '{"a": "b"}', "null"])
def test_what_is_carried_through_the_login_need_not_make_sense(client, cast, kept):
    assert client.post("/login/", {"token": "lan", "next": "/mine/", "kept": kept}).status_code == 302
    assert client.get("/mine/").status_code == 200


def test_a_section_saves_itself_and_an_older_tab_is_told(at_home, draft):  # noqa: F811
    at_home.post(f"{draft}/choose-unit/", {"unit": "000.09.32.H26"})
    seen = inputs(page(at_home, f"{draft}/child/"))["seen"]
    saved = at_home.post(f"{draft}/child/", {"child_name": "Ngọc", "seen": seen, "autosave": "yes"})
    assert saved.json()["seen"] != seen
    stale = at_home.post(f"{draft}/child/", {"child_name": "Khác", "seen": seen, "autosave": "yes"})
    assert stale.status_code == 409
    assert 'value="Ngọc"' in page(at_home, f"{draft}/child/")


def test_an_officer_helps_and_it_is_recorded(browse, cast, apply, ward):
    draft_id = apply()
    client = browse(cast.hoa)
    assert client.get("/assist/").status_code == 200
    assert client.post("/assist/", {"token": "nobody"}).status_code == 422
    assert client.post("/assist/", {"token": "lan"}).status_code == 302
    check = page(client, f"/drafts/{draft_id}/check-answers/")
    assert "đang làm giúp" in check
    client.post(f"/drafts/{draft_id}/send-now/", {"truth": "yes", "key": inputs(check)["key"]})

    dossier = dossiers.one(cast.lan, draft_id)
    assert (dossier.channel_name, dossier.assisted_by_id) == ("counter", cast.hoa.user_id)


def test_only_the_counter_helps(browse, cast):
    for who in (cast.lan, cast.minh):
        assert browse(who).get("/assist/").status_code == 404


def test_an_account_is_closed_on_purpose_and_its_session_ends(at_home, cast):
    assert at_home.post("/mine/close-account/", {}).status_code == 422
    other = Client()
    other.post("/login/", {"token": "lan"})
    assert at_home.post("/mine/close-account/", {"sure": "yes", "key": "c"})["Location"] == "/"
    assert other.get("/mine/")["Location"].startswith("/login/")
    assert other.post("/login/", {"token": "lan"}).status_code == 422
    assert not User.objects.get(pk=cast.lan.user_id).is_active


def test_while_a_dossier_runs_the_account_stays(at_home, submitted):
    answer = at_home.post("/mine/close-account/", {"sure": "yes", "key": "c"})
    assert answer.status_code == 422 and "đang giải quyết" in answer.content.decode()


def test_drafts_say_until_when_they_are_kept(at_home, draft):  # noqa: F811
    assert "giữ đến" in page(at_home, "/mine/")
    assert "Bản nháp giữ đến" in page(at_home, f"{draft}/choose-unit/")

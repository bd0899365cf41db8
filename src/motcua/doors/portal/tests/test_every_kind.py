"""A question of every kind is asked, answered and sent on the portal."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from motcua.catalogue import queries as catalogue
from motcua.doors.portal.tests.browsing import draft_of, inputs, photo
from motcua.doors.portal.tests.every_kind import CODE, published
from motcua.dossiers import queries as dossiers

pytestmark = pytest.mark.django_db
EVERY = {
    "short_text", "long_text", "number", "money", "date", "yes_no", "one_of", "many_of", "person", "organisation",
    "address", "telephone", "email", "file", "table", "declaration",
}  # fmt: skip
BAC = "000.09.32.H26"
WHO = {
    "host.personal_number": "001192000011",
    "host.name": "Nguyễn Thị Lan",
    "host.birth_date": "14/03/1992",
    "host.sex": "female",
    "host.address.unit": BAC,
    "host.address.line": "12 phố Hàng Bạc",
    "for_company": "yes",
    "company.name": "Công ty Sen",
    "company.tax_code": "0100109106",
    "company.representative": "Nguyễn Thị Lan",
    "mobile": "0912000011",
    "mail": "lan@example.vn",
    "home.line": "1 Rue de Rivoli",
    "home.country": "Pháp",
}


def what():
    return {
        "purpose": "show",
        "title": "Đêm nhạc",
        "about": "Hai dòng\nchữ",
        "held_on": f"{timezone.now() + timedelta(days=30):%d/%m/%Y}",
        "hours": "2,5",
        "budget": "1.000.000",
        "needs": ["chairs", "sound"],
        "guests-0-name": "Bà Mai",
        "guests-0-born": "01/02/1960",
        "car": "29A1-12345",
    }


def post_page(browser, address, **answers):
    hidden = inputs(browser.get(address).content.decode())
    return browser.post(address, {k: v for k, v in hidden.items() if k in {"seen", "asked", "from"}} | answers)


@pytest.fixture
def draft(at_home, cast):
    published(at=timezone.now())
    draft = f"/drafts/{draft_of(at_home.post(f'/apply/{CODE}/'))}"
    at_home.post(f"{draft}/choose-unit/", {"unit": BAC})
    assert post_page(at_home, f"{draft}/who/", **WHO)["Location"] == f"{draft}/what/"
    while (answer := post_page(at_home, f"{draft}/what/", **what()))["Location"].startswith(f"{draft}/what/"):
        assert answer.status_code == 302
    return draft


def kept(cast, draft):
    return dossiers.draft(cast.lan, draft.split("/")[2])


def test_every_kind_is_answered_and_sent(at_home, draft, cast):
    post_page(at_home, f"{draft}/end/", plan=[photo("a.png"), photo("b.png")], truth="yes")
    for paper in ("request", "programme", "licence_copy"):
        at_home.post(f"{draft}/add-papers/", {f"paper.{paper}": photo(), "next": "yes"})
    at_home.post(f"{draft}/get-result/", {"return_by": "counter"})
    draft_id = UUID(draft.split("/")[2])
    key = inputs(at_home.get(f"{draft}/check-answers/").content.decode())["key"]
    sent = at_home.post(f"{draft}/send-now/", {"key": key})
    assert sent["Location"] == f"/dossiers/{draft_id}/receipt/", sent.content.decode()[:900]
    answers = dossiers.last_answers(draft_id)
    form = catalogue.form(catalogue.current(CODE).version_id)
    kinds = {form.by_id[name].question.kind for name in answers}
    assert kinds == {ready.question.kind for ready in form.by_id.values()} >= EVERY
    assert [p.code for p in dossiers.papers(draft_id)].count("plan") == 2
    assert len(answers["plan"]) == 2


def test_a_file_is_seen_and_taken_off_again(at_home, draft, cast):
    post_page(at_home, f"{draft}/end/", plan=photo("san-khau.png"), stay="plan")
    html = at_home.get(f"{draft}/end/").content.decode()
    assert "san-khau.png" in html and "/picture/" in html
    document = kept(cast, draft).papers["plan"][0]
    assert kept(cast, draft).answers["plan"] == [document]
    post_page(at_home, f"{draft}/end/", remove=document)
    assert not kept(cast, draft).papers.get("plan") and not kept(cast, draft).answers.get("plan")


def test_a_file_that_is_none_is_named_at_its_question(at_home, draft, cast):
    import io

    bad = io.BytesIO(b"MZ not a picture")
    bad.name = "virus.pdf"
    answer = post_page(at_home, f"{draft}/end/", plan=bad)
    assert answer.status_code == 422 and 'id="plan-error"' in answer.content.decode()


def test_an_id_of_another_file_is_no_answer(at_home, draft, cast):
    post_page(at_home, f"{draft}/end/", plan="01a211f0-0000-7000-8000-000000000000")
    assert not kept(cast, draft).answers.get("plan")

"""Somebody stands at the counter: one page, one receipt, and a form that does no harm when it is sent twice."""

import re
from uuid import UUID

import pytest
from django.utils import timezone

from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.catalogue.examples import example
from motcua.dossiers import queries as dossiers

pytestmark = pytest.mark.django_db

PROCEDURE = "2.000635"
MAI = {
    "applicant__full_name": "Trần Thị Mai", "applicant__personal_number": "001190000055",
    "applicant__birth_date": "02/03/1990", "applicant__phone": "0912 345 678", "applicant__address": "5 phố Hàng Bạc",
}  # fmt: skip


@pytest.fixture
def url(db):
    return f"/counter/register/{catalogue.current(PROCEDURE).code}/"


def key_on(page):
    return re.search(r'name="key" value="([^"]+)"', page.content.decode()).group(1)


def flat(answers, found=None, prefix=""):
    """Answers as a browser posts them."""
    found = {} if found is None else found
    for name, value in answers.items():
        here = f"{prefix}{name}"
        if isinstance(value, dict):
            flat(value, found, f"{here}.")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for number, row in enumerate(value):
                flat(row, found, f"{here}-{number}-")
        else:
            found[here] = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    return found


@pytest.fixture
def filled(db):
    form = catalogue.form(catalogue.current(PROCEDURE).version.pk)
    where = application.situation(channel="counter", at=timezone.now())
    answers = example(form, situation=where)
    papers = {f"papers__{d.id}__all": "yes" for d in form.papers(answers, situation=where)}
    return {**MAI, **flat(answers), **papers, "return__by": "counter", "receipt__asked": "yes"}


def test_a_procedure_is_found_without_marks_and_only_what_this_counter_takes_in_is_offered(cast, browse):
    page = browse(cast.hoa).get("/counter/register/?q=trich+luc+ho+tich")
    assert "bản sao trích lục hộ tịch" in page.content.decode()
    names = {row["url"] for row in browse(cast.hoa).get("/counter/register/").context["rows"]}
    assert "/counter/register/cap-giay-phep-buu-chinh/" not in names
    assert browse(cast.hoa).get("/counter/register/cap-giay-phep-buu-chinh/").status_code == 404
    assert browse(cast.minh).get("/counter/register/").status_code == 404


def test_one_page_and_the_person_has_a_receipt(url, filled, cast, browse):
    browser = browse(cast.hoa)
    key = key_on(browser.get(url))
    answer = browser.post(url, {**filled, "key": key, "register": "yes"})
    assert (answer.status_code, answer["Location"]) == (302, f"/counter/{key}/registered/")
    found = dossiers.one(cast.hoa, UUID(key))
    assert (found.state, found.channel_name, found.owner.full_name) == (2, "counter", "Trần Thị Mai")
    assert found.assisted_by_id == cast.hoa.user_id
    page = browser.get(answer["Location"])
    assert browser.get(page.context["receipt"]["url"]).content.startswith(b"%PDF-")
    assert "Người tiếp theo" in page.content.decode()


def test_sending_the_page_twice_makes_one_dossier(url, filled, cast, browse):
    browser = browse(cast.hoa)
    sent = {**filled, "key": key_on(browser.get(url)), "register": "yes"}
    assert browser.post(url, sent)["Location"] == browser.post(url, sent)["Location"]
    assert dossiers.received_by(cast.hoa).count() == 1
    other = browser.post(url, {**sent, "applicant__full_name": "Ai Khác"})
    assert other.status_code == 409
    assert dossiers.received_by(cast.hoa).count() == 1


def test_a_forged_id_of_another_dossier_changes_nothing(url, filled, submitted, cast, browse):
    answer = browse(cast.hoa).post(url, {**filled, "key": str(submitted), "register": "yes"})
    assert answer.status_code == 409
    assert dossiers.one(cast.hoa, submitted).state == 1
    assert browse(cast.hoa).post(url, {**filled, "key": "no id", "register": "yes"}).status_code == 422


def test_what_is_missing_is_said_beside_each_field_and_nothing_typed_is_lost(url, filled, cast, browse):
    browser = browse(cast.hoa)
    key = key_on(browser.get(url))
    sent = {**filled, "applicant__full_name": "", "applicant__personal_number": "12", "key": key, "register": "yes"}
    page = browser.post(url, {n: v for n, v in sent.items() if not n.endswith("__all")})
    text = page.content.decode()
    assert page.status_code == 422
    assert "Ghi họ tên hoặc tên tổ chức." in text
    assert 'value="12"' in text
    assert 'value="0912 345 678"' in text
    assert key_on(page) == key
    named = {error["name"] for error in page.context["errors"]}
    assert {"applicant__full_name", "applicant__personal_number"} <= named
    assert any(name.startswith("papers__") for name in named)
    assert dossiers.received_by(cast.hoa).count() == 0


def test_updating_fills_the_form_from_the_applicant_and_opens_what_the_answers_ask_for(url, cast, browse):
    page = browse(cast.hoa).post(url, {**MAI, "key": "0193f000-0000-7000-8000-000000000001", "update": "yes"})
    assert page.status_code == 200
    shown = {
        part["field"]["name"]: part["field"]["value"]
        for section in page.context["sections"]
        for question in section["questions"]
        for part in question.get("parts", [question])
    }
    assert "Trần Thị Mai" in shown.values()
    assert "001190000055" in shown.values()


def test_a_result_by_post_needs_an_address(url, filled, cast, browse):
    browser = browse(cast.hoa)
    sent = {**filled, "applicant__address": "", "return__by": "post", "register": "yes"}
    sent["key"] = key_on(browser.get(url))
    page = browser.post(url, sent)
    assert page.status_code == 422
    assert "return__address" in {error["name"] for error in page.context["errors"]}


def test_an_organisation_that_came_before_is_known_again(cast, browse, filled):
    url = "/counter/register/cap-giay-phep-xuat-ban-ban-tin/"
    form = catalogue.form(catalogue.current("cap-giay-phep-xuat-ban-ban-tin").version.pk)
    where = application.situation(channel="counter", at=timezone.now())
    answers = example(form, situation=where)
    papers = {f"papers__{d.id}__all": "yes" for d in form.papers(answers, situation=where)}
    company = {
        "applicant__kind": "organisation", "applicant__full_name": "Công ty TNHH In Ví Dụ Hồng Hà",
        "applicant__tax_code": "0109990002", "applicant__address": "40 phố Hàng Bạc",
    }  # fmt: skip
    browser = browse(cast.binh)
    sent = {**company, **flat(answers), **papers, "key": key_on(browser.get(url)), "register": "yes"}
    answer = browser.post(url, sent)
    assert answer.status_code == 302
    assert dossiers.one(cast.binh, UUID(sent["key"])).owner_id == cast.inhongha.person_id


@pytest.mark.parametrize("typed", ["phuong hang bac, quan hoan kiem", "Phường Hàng Bạc, Quận Hoàn Kiếm"])
def test_a_place_is_typed_by_its_name(typed, cast):
    from motcua.doors.counter import questions

    code = questions.place_code(typed)
    assert code == "000.09.32.H26"
    assert questions.place_name(code).startswith("Phường Hàng Bạc")
    assert questions.place_code("nơi nào đó") == "nơi nào đó"

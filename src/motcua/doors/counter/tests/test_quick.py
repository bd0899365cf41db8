"""200 certified copies in a morning: the short form, by HTTP."""

import re
import time

import pytest

from motcua.dossiers import queries as dossiers

pytestmark = pytest.mark.django_db
URL = "/counter/quick/chung-thuc-ban-sao-tu-ban-chinh/"
MORNING = 200
MOST_SECONDS = 120  # on a busy machine; alone it takes a fraction


def form(n, key):
    return {
        "applicant__full_name": f"Người Thứ {n}", "applicant__personal_number": f"0011920{n:05d}",
        "applicant__birth_date": "02/03/1990", "applicant__phone": "0912345678", "applicant__address": "5 Hàng Bạc",
        "documents-0-title": "Bằng tốt nghiệp", "documents-0-pages": "2", "documents-0-copies": "3",
        "pledge__said": "yes", "key": key,
    }  # fmt: skip


def key_on(page):
    return re.search(r'name="key" value="([^"]+)"', page.content.decode()).group(1)


def test_only_what_the_persons_data_do_not_answer_is_asked(cast, browse):
    page = browse(cast.hoa).get(URL)
    assert [q["field"]["name"] for q in page.context["questions"]] == ["documents"]
    assert page.context["papers"] == []


def test_enter_receives_and_the_next_blank_form_is_there(cast, browse):
    hoa = browse(cast.hoa)
    answer = hoa.post(URL, form(1, key_on(hoa.get(URL))))
    assert (answer.status_code, answer["Location"]) == (302, URL)
    [made] = dossiers.received_by(cast.hoa)
    page = hoa.get(URL).content.decode()
    assert made.code in page
    assert "12.000" in page  # three copies of two pages


def test_without_the_pledge_or_with_a_blank_it_is_said_and_nothing_is_entered(cast, browse):
    hoa = browse(cast.hoa)
    for without in ("pledge__said", "documents-0-title", "applicant__full_name"):
        sent = form(1, key_on(hoa.get(URL)))
        sent.pop(without)
        page = hoa.post(URL, sent)
        assert page.status_code == 422
        assert page.context["errors"]
    assert dossiers.received_by(cast.hoa).count() == 0


def test_other_procedures_have_no_short_form(cast, browse):
    assert browse(cast.hoa).get("/counter/quick/dang-ky-giam-ho/").status_code == 404
    assert browse(cast.minh).get(URL).status_code == 404


def test_two_hundred_in_a_row(cast, browse, record_property):
    hoa = browse(cast.hoa)
    start = time.monotonic()
    for n in range(MORNING):
        assert hoa.post(URL, form(n, key_on(hoa.get(URL)))).status_code == 302
    seconds = time.monotonic() - start
    record_property("seconds", round(seconds, 1))
    assert dossiers.received_by(cast.hoa).count() == MORNING
    assert seconds < MOST_SECONDS, f"{seconds:.0f} s"

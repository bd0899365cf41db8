"""The counter's lists: oldest first, filtered in the URL, in few questions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua import casework
from motcua.doors.counter.views import waited_chip

pytestmark = pytest.mark.django_db

MOST_QUERIES = 6


def codes(page):
    return [row["code"] for row in page.context["rows"]]


def test_what_was_sent_first_stands_first(apply, cast, ward, browse):
    made = []
    for days in (1, 3, 2):
        at = timezone.now() - timedelta(days=days)
        draft = apply(at=at)
        made.append((days, casework.submit(
            dossier_id=draft, unit_id=ward.pk, address="", by=cast.lan, at=at, key="k"
        ).code))  # fmt: skip
    assert codes(browse(cast.hoa).get("/counter/")) == [code for _days, code in sorted(made, reverse=True)]
    assert codes(browse(cast.khanh).get("/counter/")) == []


def test_a_list_is_narrowed_by_procedure_and_by_words_without_marks(submitted, cast, browse):
    browser = browse(cast.hoa)
    assert len(codes(browser.get("/counter/?q=nguyen+thi+lan"))) == 1
    assert len(codes(browser.get("/counter/?q=giam+ho"))) == 1
    assert codes(browser.get("/counter/?q=ket+hon")) == []
    assert len(codes(browser.get("/counter/?procedure=dang-ky-giam-ho"))) == 1
    assert codes(browser.get("/counter/?procedure=dang-ky-ket-hon")) == []


@pytest.mark.parametrize("url", ["/counter/", "/counter/?q=lan&procedure=dang-ky-giam-ho", "/counter/?list=return"])
def test_a_list_costs_few_questions_however_long_it_is(
    url, submitted, apply, cast, ward, browse, django_assert_max_num_queries
):
    for number in range(3):
        at = timezone.now()
        casework.submit(
            dossier_id=apply(at=at), unit_id=ward.pk, address="", by=cast.lan, at=at, key=f"k{number}"
        )
    browser = browse(cast.hoa)
    browser.get(url)  # the process learns units and calendars
    with django_assert_max_num_queries(MOST_QUERIES):
        assert browser.get(url).status_code == 200


def test_nonsense_in_the_url_shows_a_list_all_the_same(submitted, cast, browse):
    for url in ("/counter/?page=999", "/counter/?page=x", "/counter/?list=nothing", "/counter/?q=%00'%25_"):
        assert browse(cast.hoa).get(url).status_code == 200


@pytest.mark.parametrize(
    ("minutes", "kind", "words"),
    [(30, "plain", "chờ 30 phút / 8 giờ"), (400, "soon", "chờ 6 giờ / 8 giờ"), (600, "late", "quá 2 giờ")],
)
def test_the_chip_says_how_long_an_application_waits_against_eight_working_hours(minutes, kind, words):
    chip = waited_chip(minutes)
    assert (chip.kind, chip.word) == (kind, words)


def test_the_carrier_comes_to_the_parcels_and_the_cashier_to_the_money(cast, browse):
    assert browse(cast.dat).get("/counter/")["Location"] == "/counter/post/"
    assert browse(cast.yen).get("/counter/").context["shown"].name == "money"

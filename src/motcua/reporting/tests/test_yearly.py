"""A procedure's figures of this year, from the record."""

from datetime import timedelta

import pytest

from motcua import casework
from motcua.dossiers import queries as dossiers
from motcua.people.who import SYSTEM
from motcua.reporting import yearly

pytestmark = pytest.mark.django_db
BIRTH = "dang-ky-khai-sinh"


@pytest.fixture(autouse=True)
def anew():
    yearly.forget()
    yield
    yearly.forget()


def kept(dossier_id):
    return dossiers.one(SYSTEM, dossier_id)


def figures(dossier_id, *, later=timedelta(hours=1)):
    dossier = kept(dossier_id)
    return yearly.yearly(dossier.version.code, at=dossier.last_at + later)


def test_what_was_received_and_settled_online_is_counted(returned, cast):
    found = figures(returned)
    assert (found.received, found.received_online, found.settled_online) == (1, 1, 1)
    assert found.on_time_percent in {0, 100}
    assert found.year == kept(returned).last_at.year


def test_what_is_only_sent_was_not_received(submitted):
    found = figures(submitted)
    assert (found.received, found.settled, found.on_time_percent) == (0, 0, None)


def test_the_year_before_does_not_count(returned):
    found = figures(returned, later=timedelta(days=366))
    assert (found.received, found.settled) == (0, 0)


def test_the_answer_of_few_is_not_published(returned, cast, monkeypatch):
    at = kept(returned).last_at + timedelta(minutes=1)
    scores = {"overall": 3, "ease": 1, "punctuality": None, "attitude": 2}
    casework.rate(dossier_id=returned, scores=scores, comment="", by=cast.lan, at=at, key="")
    assert all(one.percent is None for one in figures(returned).satisfaction)
    monkeypatch.setattr(yearly, "FEW", 1)
    yearly.forget()
    assert {one.item: one.percent for one in figures(returned).satisfaction} == {
        "overall": 100, "ease": 0, "punctuality": None, "attitude": 100,
    }  # fmt: skip


def test_the_same_ten_minutes_are_counted_once(returned, django_assert_num_queries):
    code, at = kept(returned).version.code, kept(returned).last_at
    yearly.yearly(code, at=at)
    with django_assert_num_queries(0):
        yearly.yearly(code, at=at)

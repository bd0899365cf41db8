from datetime import date

import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import NotThere, OutOfOrder
from motcua.casework.tests.keeping import kept, owed, refused, told
from motcua.doors.timekeeper import jobs
from motcua.notices.models import Notice
from motcua.people.who import SYSTEM


def remind(registration, *, key="remind"):
    return casework.remind_expiry(
        dossier_id=registration.dossier_id, registration_id=registration.id, by=SYSTEM, at=on(12, 7), key=key
    )


def test_the_holder_is_told_the_number_and_the_last_day(entered):
    remind(entered)

    notice = Notice.objects.get(kind="expiring")
    assert "7/GCN" in notice.subject and "01/07/2020" in notice.body
    assert told(entered.dossier_id)[-1] == "registers.remind"


def test_once_is_enough(entered):
    remind(entered)

    with refused(OutOfOrder, entered.dossier_id):
        remind(entered, key="again")


def test_another_dossiers_line_is_not_there(entered, cast):
    with refused(NotThere, entered.dossier_id):
        casework.remind_expiry(
            dossier_id=entered.dossier_id, registration_id=cast.lan.user_id, by=SYSTEM, at=on(12, 7), key="x"
        )


def test_the_same_call_twice_gets_the_first_answer(entered):
    first = remind(entered)
    before = kept(entered.dossier_id)

    assert remind(entered) == first
    assert kept(entered.dossier_id) == before


def test_the_timer_tells_everybody_once(entered, monkeypatch):
    monkeypatch.setattr(jobs.timezone, "localdate", lambda: date(2020, 6, 12))
    monkeypatch.setattr(jobs.timezone, "now", lambda: on(12, 7))

    assert [jobs.remind_of_expiry(0), jobs.remind_of_expiry(0)] == [1, 0]
    assert owed(entered.dossier_id)[-1] == "expiring"


@pytest.mark.parametrize("day", [date(2020, 5, 1), date(2020, 7, 2)])
def test_too_early_or_too_late_the_timer_tells_nobody(entered, monkeypatch, day):
    monkeypatch.setattr(jobs.timezone, "localdate", lambda: day)

    assert jobs.remind_of_expiry(0) == 0

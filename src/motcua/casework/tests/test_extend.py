import pytest
from django.db import IntegrityError, transaction

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, given, kept, owed, refused, told
from motcua.doors.timekeeper import jobs
from motcua.dossiers import alarms
from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import Alarm, ClockEvent
from motcua.notices import commands as notices
from motcua.notices.models import Letter
from motcua.people.who import SYSTEM

NEW = on(15, 17)


def apologise(dossier_id, by, *, reason="Chờ xác minh.", new=NEW, at=on(10, 9), key="apologise"):
    return casework.apologise(dossier_id=dossier_id, reason=reason, new_due_at=new, by=by, at=at, key=key)


def extend(dossier_id, by, *, at=on(10, 10), key="extend"):
    return casework.extend(dossier_id=dossier_id, by=by, at=at, key=key)


def test_the_officer_drafts_the_leader_signs_and_the_new_date_holds(taken, cast):
    apologise(taken, cast.minh)
    assert dossiers.one(cast.hung, taken).due_at == on(11, 10)

    extend(taken, cast.hung)
    dossier = dossiers.one(cast.hung, taken)
    assert (dossier.due_at, dossier.indicator_due_at) == (NEW, NEW)
    assert (given(taken)[-1], owed(taken)[-1]) == ("apology", "apologised")
    letter = Letter.objects.get(dossier_id=taken, name="apology")
    assert letter.data["reason"] == "Chờ xác minh."
    assert (letter.data["dossier"]["due_at"][:16], letter.data["new_due_at"][:16]) == (
        "2020-06-11T10:00",
        "2020-06-15T17:00",
    )
    assert "15/6/2020" in " ".join(dossiers.explained(taken, language="vi")).replace("15/06/2020", "15/6/2020")


def test_the_letter_is_a_pdf(taken, cast):
    from motcua.notices import queries

    apologise(taken, cast.minh)
    extend(taken, cast.hung)
    assert queries.printed(Letter.objects.get(dossier_id=taken, name="apology")).startswith(b"%PDF")


def test_a_new_date_is_given_once(taken, cast):
    apologise(taken, cast.minh)
    extend(taken, cast.hung)
    with refused(OutOfOrder, taken):
        apologise(taken, cast.minh, new=on(18, 17), at=on(10, 11), key="again")
    with refused(OutOfOrder, taken):
        extend(taken, cast.hung, at=on(10, 11), key="again")


def test_the_database_takes_no_second_new_date(taken, cast):
    apologise(taken, cast.minh)
    extend(taken, cast.hung)
    with pytest.raises(IntegrityError, match="a_new_date_is_given_once"), transaction.atomic():
        ClockEvent.objects.create(
            dossier_id=taken, seq=9, kind="extend", at=on(11, 9), data={"due_at": "2020-06-18T17:00"}
        )


def test_what_is_late_stays_late(taken, cast):
    apologise(taken, cast.minh)
    with refused(OutOfOrder, taken):
        extend(taken, cast.hung, at=on(11, 11))
    with refused(OutOfOrder, taken):
        apologise(taken, cast.minh, at=on(11, 11), key="late")


@pytest.mark.parametrize("new", [on(11, 10), on(10, 17), on(13, 12), on(15, 12, 30)])
def test_a_date_that_cannot_be_promised_is_refused(taken, cast, new):
    with refused(Invalid, taken) as found:
        apologise(taken, cast.minh, new=new)
    assert list(found.value.fields) == ["new_date"]


def test_nobody_signs_without_a_draft(taken, cast):
    with refused(OutOfOrder, taken):
        extend(taken, cast.hung)


def test_who_does_it(taken, cast):
    for name in ("lan", "hoa", "hung", "thu", "quang"):
        with refused(NotAllowed, taken):
            apologise(taken, getattr(cast, name))
    apologise(taken, cast.minh)
    for name in ("lan", "hoa", "minh", "thu", "quang"):
        with refused(NotAllowed, taken):
            extend(taken, getattr(cast, name))
    for name in STRANGERS:
        with refused(NotThere, taken):
            extend(taken, getattr(cast, name))


@pytest.mark.parametrize("state", ["submitted", "received", "asked", "sealed"])
def test_only_while_somebody_works_on_it(request, cast, state):
    dossier_id = request.getfixturevalue(state)
    with refused(OutOfOrder, dossier_id):
        apologise(dossier_id, cast.minh)


def test_the_same_form_twice_and_a_failing_last_step(taken, cast, monkeypatch):
    apologise(taken, cast.minh)
    with broken(monkeypatch, notices, "owe", taken):
        extend(taken, cast.hung)
    first = extend(taken, cast.hung)
    before = kept(taken)
    assert extend(taken, cast.hung) == first
    assert kept(taken) == before


def test_one_working_day_before_it_is_due_the_apology_is_owed_once(taken, cast):
    assert jobs.rung(now=on(10, 9, 59)) == 0
    assert jobs.rung(now=on(10, 10)) == 1
    assert jobs.rung(now=on(10, 11)) == 0
    for who in (cast.minh, cast.hung):
        assert [d.pk for d in alarms.apologies_owed(who)] == [taken]
    assert list(alarms.apologies_owed(cast.linh)) == []
    assert told(taken)[-1] == "dossier.alarm"

    apologise(taken, cast.minh, at=on(10, 12))
    extend(taken, cast.hung, at=on(10, 13))
    assert list(alarms.apologies_owed(cast.hung)) == []


def test_early_warnings_name_what_is_due_within_a_working_day(taken, cast):
    assert alarms.early_warnings(cast.hung, now=on(10, 9)) == []
    assert alarms.early_warnings(cast.hung, now=on(10, 10)) == [taken]


def test_late_again_after_the_new_date_the_unit_above_is_told_once(taken, cast):
    apologise(taken, cast.minh)
    extend(taken, cast.hung)
    assert jobs.rung(now=NEW) == 0
    assert jobs.rung(now=on(16, 8)) == 1
    assert jobs.rung(now=on(16, 9)) == 0
    assert [a.dossier_id for a in alarms.escalated(cast.cuong)] == [taken]
    assert list(alarms.escalated(cast.hung)) == []


def test_what_is_late_without_an_apology_is_not_escalated(taken):
    jobs.rung(now=on(12, 9))
    assert [a.kind for a in Alarm.objects.filter(dossier_id=taken)] == ["apology"]


def test_nobody_rings_an_alarm_by_hand_and_never_for_nothing(taken, cast):
    with refused(NotAllowed, taken):
        casework.alarm(dossier_id=taken, kind="apology", by=cast.hung, at=on(10, 12), key="k")
    with refused(OutOfOrder, taken):
        casework.alarm(dossier_id=taken, kind="apology", by=SYSTEM, at=on(9, 9), key="k")
    with refused(OutOfOrder, taken):
        casework.alarm(dossier_id=taken, kind="fire", by=SYSTEM, at=on(10, 12), key="k")


def test_reception_after_more_than_eight_working_hours_is_reported_upwards(submitted, cast):
    casework.receive(dossier_id=submitted, by=cast.hoa, at=on(9, 9, 1), key="receive")
    assert [a.dossier_id for a in alarms.received_late(cast.cuong)] == [submitted]


def test_reception_within_eight_working_hours_is_not(received, cast):
    assert list(alarms.received_late(cast.cuong)) == []

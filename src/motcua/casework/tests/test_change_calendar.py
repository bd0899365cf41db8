import copy

import pytest
from django.db import connection

from conftest import MONDAY, on
from motcua import casework
from motcua.base.checks import Scope
from motcua.base.ids import new_id
from motcua.base.refusals import Invalid, NotAllowed
from motcua.casework.tests.keeping import kept, told
from motcua.dossiers import calendars
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.organisation import queries as organisation
from motcua.reporting import fsck


def shape(unit, **changes):
    """The calendar in force for this unit, with these changes: `off` {date: name}, `working` {date: intervals}."""
    found = copy.deepcopy(organisation.hours(organisation.calendar_of(unit.pk, on=MONDAY.date()).pk).to_dict())
    for name, days in changes.items():
        found[name] = {**found[name], **days} if name != "weekly" else days
    return found


THURSDAY_OFF = {"2020-06-11": "Nghỉ bù"}


def change(unit, by, *, hours=None, reason="Hoán đổi ngày làm việc", at=on(9, 9), key="change", subject=None):
    return casework.change_calendar(
        subject_id=subject or new_id(),
        unit_id=unit.pk,
        hours=hours or shape(unit, off=THURSDAY_OFF),
        reason=reason,
        by=by,
        at=at,
        key=key,
    )


def city():
    return organisation.by_code("000.00.00.H26")


def agrees(dossier_id):
    return [f for f in fsck.run(Scope(subjects=(dossier_id,))).faults] == []


def test_open_dossiers_are_counted_again_at_once_and_their_record_says_why(taken, cast):
    done = change(city(), cast.thao)
    dossier = dossiers.one(cast.hung, taken)

    # Due on Thursday at 10:00; Thursday is off now.
    assert (dossier.due_at, dossier.indicator_due_at) == (on(12, 10), on(12, 10))
    assert done.said == {"open": 1, "moved": 1}
    assert told(taken)[-1] == "dossier.calendar"
    said = " ".join(calendars.explained(dossiers.clock_events(taken), language="vi"))
    assert "10:00 11/06/2020 sang 10:00 12/06/2020" in said and "Hoán đổi ngày làm việc" in said
    assert "Nghỉ bù" in said
    assert "moved from" in " ".join(calendars.explained(dossiers.clock_events(taken), language="en"))
    assert agrees(taken)


def test_the_preview_tells_the_same_and_changes_nothing(taken, cast):
    before = kept(taken)
    hours = shape(city(), off=THURSDAY_OFF)
    units = calendars.inheritors(city().pk, at=on(9, 9))
    tally = calendars.preview(units=units, hours=organisation_calendar(hours), at=on(9, 9))
    assert (tally.open, tally.moved, tally.later, tally.earlier) == (1, 1, 1, 0)
    assert [(m.was[0], m.becomes[0]) for m in tally.examples] == [(on(11, 10), on(12, 10))]
    assert kept(taken) == before


def organisation_calendar(hours):
    from motcua import worktime

    return worktime.Calendar.from_dict(hours)


def test_what_has_passed_its_due_moment_never_moves(taken, cast):
    change(city(), cast.thao, hours=shape(city(), off={"2020-06-15": "Nghỉ"}), at=on(12, 9))
    assert dossiers.one(cast.hung, taken).due_at == on(11, 10)
    assert told(taken)[-1] == "dossier.take"


def test_a_day_that_was_worked_stays_worked_whatever_the_new_calendar_says(taken, cast):
    change(city(), cast.thao, hours=shape(city(), off={"2020-06-08": "Nghỉ", "2020-06-09": "Nghỉ"}), at=on(9, 16))
    assert dossiers.one(cast.hung, taken).due_at == on(11, 10)
    assert agrees(taken)


def test_what_stands_still_counts_with_the_new_calendar_when_it_goes_on(taken, cast):
    casework.pause(dossier_id=taken, cause="inspection", reason="Xem nhà", by=cast.hung, at=on(8, 15), key="p")
    change(city(), cast.thao)
    assert dossiers.one(cast.hung, taken).due_at is None
    casework.resume(dossier_id=taken, reason="Xong", by=cast.hung, at=on(9, 15), key="r")
    # Friday at 10:00 by the old calendar; Thursday is off, and Saturday and Sunday.
    assert dossiers.one(cast.hung, taken).due_at == on(15, 10)
    assert agrees(taken)


def test_who_is_received_afterwards_counts_with_it_from_the_start(submitted, cast):
    change(city(), cast.thao, at=on(8, 9, 30))
    organisation.forget()
    casework.receive(dossier_id=submitted, by=cast.hoa, at=on(8, 10), key="receive")
    assert dossiers.one(cast.hoa, submitted).due_at == on(12, 10)
    assert agrees(submitted)


def test_a_unit_with_a_calendar_of_its_own_does_not_follow_the_city(taken, cast, ward):
    change(ward, cast.thao, hours=shape(ward, off={"2020-06-10": "Mất điện"}), at=on(8, 12))
    assert dossiers.one(cast.hung, taken).due_at == on(12, 10)
    done = change(city(), cast.thao, at=on(8, 13), key="city")
    assert done.said["open"] == 0
    assert dossiers.one(cast.hung, taken).due_at == on(12, 10)


@pytest.mark.parametrize(
    "hours",
    [
        {"weekly": {}, "off": {}, "working": {}},
        {"weekly": {}, "off": {}, "working": {"2020-06-20": [["08:00", "12:00"]]}},
    ],
)
def test_a_calendar_without_a_working_day_is_refused_in_a_clear_sentence(taken, cast, hours):
    before = kept(taken)
    with pytest.raises(Invalid) as found:
        change(city(), cast.thao, hours=hours)
    assert "không có ngày làm việc" in str(found.value.fields["hours"])
    assert kept(taken) == before


@pytest.mark.parametrize(
    "hours", [{"weekly": {"mon": [["12:00", "08:00"]]}}, {"weekdays": {}}, {"weekly": {"day": []}}]
)
def test_a_calendar_that_cannot_be_read_is_refused(taken, cast, hours):
    with pytest.raises(Invalid):
        change(city(), cast.thao, hours=hours)


def test_the_calendar_that_is_in_force_is_no_change(taken, cast):
    with pytest.raises(Invalid):
        change(city(), cast.thao, hours=shape(city()))


def test_only_who_configures_changes_it(taken, cast):
    for name in ("lan", "hoa", "minh", "hung", "quang", "son"):
        with pytest.raises(NotAllowed):
            change(city(), getattr(cast, name))


def test_the_same_form_twice_counts_once(taken, cast):
    subject, hours = new_id(), shape(city(), off=THURSDAY_OFF)
    first = change(city(), cast.thao, subject=subject, hours=hours)
    before = kept(taken)
    assert change(city(), cast.thao, subject=subject, hours=hours) == first
    assert kept(taken) == before


def test_a_promised_day_that_is_off_now_stays_and_is_named(taken, cast):
    casework.apologise(dossier_id=taken, reason="Chờ", new_due_at=on(15, 17), by=cast.minh, at=on(9, 10), key="a")
    casework.extend(dossier_id=taken, by=cast.hung, at=on(9, 11), key="e")
    hours = shape(city(), off={"2020-06-15": "Nghỉ"})
    tally = calendars.preview(
        units=calendars.inheritors(city().pk, at=on(10, 9)), hours=organisation_calendar(hours), at=on(10, 9)
    )
    assert tally.untouched == [dossiers.one(cast.hung, taken).code]
    change(city(), cast.thao, hours=hours, at=on(10, 9))
    assert dossiers.one(cast.hung, taken).due_at == on(15, 17)


def test_what_ended_is_left_alone(returned, cast):
    change(city(), cast.thao, at=on(9, 10))
    assert "dossier.calendar" not in told(returned)
    assert dossiers.one(cast.hoa, returned).state == State.RETURNED


def test_it_asks_the_database_a_fixed_number_of_times(taken, cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        change(city(), cast.thao)
    assert connection.in_atomic_block

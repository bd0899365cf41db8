from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import MONDAY
from motcua.base import record
from motcua.base.acts import Done, act
from motcua.base.ids import new_id
from motcua.base.models import JournalLine
from motcua.people.models import Person
from motcua.people.who import SYSTEM


@act
def enrol_and_rename(*, subject_id, by, at, key):
    person = record.add(Person(id=subject_id, full_name="Nguyễn Thị Bình"))
    record.change(person, phone="0912000099")
    record.change(person, full_name="Nguyễn Thị An", phone="0912000088")
    record.write(subject=subject_id, kind="test.one", actor=by.actor, at=at)
    record.write(subject=subject_id, kind="test.two", actor=by.actor, at=at)
    return Done(subject_id)


def test_all_that_an_act_writes_goes_in_one_round_trip(db):
    subject = new_id()
    record.round_trips.set(0)

    with CaptureQueriesContext(connection) as asked:
        enrol_and_rename(subject_id=subject, by=SYSTEM, at=MONDAY, key="k1")

    writes = [q["sql"] for q in asked if q["sql"].startswith(("INSERT", "UPDATE"))]
    assert record.round_trips.get() == 1
    assert writes == []


def test_the_lines_of_one_act_are_chained_in_the_order_in_which_they_were_said(db):
    subject = new_id()
    enrol_and_rename(subject_id=subject, by=SYSTEM, at=MONDAY, key="k1")

    one, two = JournalLine.objects.filter(subject=subject).order_by("seq")
    assert (one.kind, two.kind) == ("test.one", "test.two")
    assert bytes(two.digest) == two.computed_digest(before=bytes(one.digest))


def test_what_was_changed_after_it_was_added_is_kept_as_it_was_last(db):
    subject = new_id()
    enrol_and_rename(subject_id=subject, by=SYSTEM, at=MONDAY, key="k1")

    kept = Person.objects.get(pk=subject)
    assert (kept.full_name, kept.phone) == ("Nguyễn Thị An", "0912000088")


def test_outside_an_act_the_sheet_is_gone(db):
    enrol_and_rename(subject_id=new_id(), by=SYSTEM, at=MONDAY, key="k1")

    try:
        record.sheet()
    except record.OutsideAnAct:
        return
    raise AssertionError("the sheet outlived its act")

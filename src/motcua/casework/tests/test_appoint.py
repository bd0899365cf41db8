from datetime import date

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password

from conftest import MONDAY, PASSWORD
from motcua import casework
from motcua.base.ids import new_id
from motcua.base.models import JournalLine
from motcua.organisation import queries as organisation
from motcua.people import commands
from motcua.people import queries as people
from motcua.people.models import Duty, User
from motcua.people.who import SYSTEM


def appoint(
    ward, *, roles=("counter",), username="moi", password_hash="", subject_id=None, since=date(2019, 1, 1), **other
):
    values = {"full_name": "Người Mới", "title": "Công chức", "by": SYSTEM, "at": MONDAY, "key": ""}
    return casework.appoint(
        subject_id=subject_id or new_id(), username=username, password_hash=password_hash,
        duties=[(role, ward.pk) for role in roles], since=since, **{**values, **other},
    )  # fmt: skip


def test_it_makes_an_account_with_duties(cast, ward):
    done = appoint(ward, roles=("counter", "cashier"))

    who = people.who_is(done.subject)
    assert (who.name, who.title, who.is_officer) == ("Người Mới", "Công chức", True)
    assert who.duties == {("counter", ward.pk), ("cashier", ward.pk)}


def test_the_journal_tells_which_duties_were_given_and_by_whom(cast, ward):
    done = appoint(ward)

    line = JournalLine.objects.get(subject=done.subject)
    assert (line.kind, line.actor, line.data) == ("people.appoint", "system", {"duties": [["counter", str(ward.pk)]]})


def test_a_second_appointment_keeps_the_account_and_adds_what_does_not_run_yet(cast, ward):
    first = appoint(ward)
    second = appoint(ward, roles=("counter", "seal"), title="Văn thư")

    assert second.subject == first.subject
    assert User.objects.filter(username="moi").count() == 1
    assert Duty.objects.filter(officer_id=first.subject).count() == 2


def test_a_duty_that_begins_tomorrow_does_not_run_today(cast, ward):
    done = appoint(ward, since=date(2999, 1, 1))

    assert not people.who_is(done.subject).is_officer


def test_a_password_is_kept_by_argon2_and_opens_the_account(cast, ward):
    appoint(ward, password_hash=make_password(PASSWORD))

    assert User.objects.get(username="moi").password.startswith("argon2$argon2id$")
    assert authenticate(username="moi", password=PASSWORD)
    assert not authenticate(username="moi", password="nope")


def test_without_a_password_nobody_gets_in(cast, ward):
    appoint(ward)

    assert not authenticate(username="moi", password="")


@pytest.mark.parametrize("role", ["applicant", "system", "king"])
def test_no_officer_gets_a_role_that_is_not_an_officers(cast, ward, role):
    with pytest.raises(Exception, match="duty_is_an_officers_role"):
        appoint(ward, roles=(role,))
    assert people.account("moi") is None


def test_nothing_is_left_when_the_last_step_fails(cast, ward, monkeypatch):
    def dark(**_kwargs):
        raise RuntimeError("the lights went out")

    monkeypatch.setattr(commands, "give_duty", dark)
    with pytest.raises(RuntimeError):
        appoint(ward)

    assert people.account("moi") is None


def test_the_same_form_twice_gets_the_first_answer(cast, ward):
    subject = new_id()
    first = appoint(ward, subject_id=subject, key="k")

    assert appoint(ward, subject_id=subject, key="k") == first
    assert JournalLine.objects.filter(subject=subject).count() == 1


def test_a_unit_that_does_not_exist_is_refused(cast):
    class Nowhere:
        pk = new_id()

    with pytest.raises(Exception, match="foreign key"):
        appoint(Nowhere())
    assert organisation.by_code("000.09.32.H26")

from datetime import timedelta
from uuid import UUID

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils import timezone

from conftest import PASSWORD
from motcua.base.ids import new_id
from motcua.base.refusals import NotThere
from motcua.people import queries
from motcua.people.models import NEVER_DECIDES, OFFICERS_ROLES, Duty, Person, Role, User
from motcua.people.who import NOBODY, SYSTEM, Who


def refuses(name, make):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make()


def test_a_personal_number_is_one_person(cast):
    number = queries.person(cast.lan.person_id).personal_number

    refuses("a_personal_number_is_one_person", lambda: Person.objects.create(full_name="X", personal_number=number))


def test_a_tax_code_is_one_organisation(cast):
    code = queries.person(cast.inhongha.person_id).tax_code

    refuses("a_tax_code_is_one_organisation", lambda: Person.objects.create(full_name="X", tax_code=code))


def test_many_people_may_have_no_number(db):
    for _ in range(2):
        Person.objects.create(full_name="X")


@pytest.mark.parametrize("number", ["1", "00116000005", "00116000005X", "٠٠١١٦٠٠٠٠٠٥٥"])
def test_a_personal_number_has_twelve_digits(db, number):
    refuses("personal_number_has_12_digits", lambda: Person.objects.create(full_name="X", personal_number=number))


def test_a_person_has_a_name(db):
    refuses("a_person_has_a_name", lambda: Person.objects.create(full_name=""))


def duty(cast, ward, **values):
    return Duty.objects.create(
        **{"officer_id": cast.hoa.user_id, "unit": ward, "role": "seal", "since_date": "2020-01-02", **values}
    )


@pytest.mark.parametrize("role", ["applicant", "system", "king"])
def test_a_duty_is_an_officers_role(cast, ward, role):
    refuses("duty_is_an_officers_role", lambda: duty(cast, ward, role=role))


def test_a_duty_ends_after_it_begins(cast, ward):
    refuses("duty_ends_after_it_begins", lambda: duty(cast, ward, until_date="2020-01-02"))


def test_one_running_duty_of_a_kind(cast, ward):
    refuses("one_running_duty_of_a_kind", lambda: duty(cast, ward, role="counter"))


def test_one_account_for_one_person(cast):
    refuses("person_id", lambda: User.objects.create(username="zwei", full_name="X", person_id=cast.lan.person_id))


# Who is it?


def test_an_officers_duties_are_those_that_run_today(cast, ward):
    today = timezone.localdate()
    duty(cast, ward, role="seal", since_date=today, until_date=today + timedelta(days=1))
    duty(cast, ward, role="cashier", since_date=today - timedelta(days=9), until_date=today)
    duty(cast, ward, role="leader", since_date=today + timedelta(days=1))

    assert queries.who_is(cast.hoa.user_id).duties == {("counter", ward.pk), ("seal", ward.pk)}


def test_an_account_that_is_closed_is_nobody(cast):
    User.objects.filter(pk=cast.hoa.user_id).update(is_active=False)

    assert queries.who_is(cast.hoa.user_id) is NOBODY
    assert queries.who_is(new_id()) is NOBODY


def test_the_journal_names_people_by_id(cast):
    assert cast.hoa.actor == f"officer:{cast.hoa.user_id}"
    assert cast.lan.actor == f"person:{cast.lan.user_id}"
    assert SYSTEM.actor == "system"


def test_units_are_those_where_one_has_the_role(ward):
    who = Who(user_id=UUID(int=1), name="x", duties=frozenset({("counter", ward.pk), ("seal", UUID(int=2))}))

    assert who.units("counter") == {ward.pk}
    assert who.units() == {ward.pk, UUID(int=2)}
    assert who.units("leader") == frozenset()


@pytest.mark.parametrize("role", OFFICERS_ROLES)
def test_who_configures_or_inspects_decides_nothing(role):
    who = Who(user_id=UUID(int=1), name="x", duties=frozenset({(role, UUID(int=2)), (Role.COUNTER, UUID(int=2))}))

    assert who.decides() == (role not in NEVER_DECIDES)


def test_somebody_who_does_not_exist_is_not_there(db):
    with pytest.raises(NotThere):
        queries.person(new_id())
    assert queries.person_by_number("") is None
    assert queries.person_known_as({}) is None


def test_the_officers_of_a_unit_by_role(cast, ward):
    assert [u.username for u in queries.officers_of(ward.pk, Role.LEADER)] == ["hung"]
    assert {d.unit_id for d in queries.duties_of(cast.dat.user_id)} >= {ward.pk}
    assert {u.username for u in queries.citizens_with_accounts()} == {"lan", "nam", "inhongha"}


# Logging in


@pytest.fixture
def hoas_password(cast):
    User.objects.filter(pk=cast.hoa.user_id).update(password=make_password(PASSWORD))


def log_in(password=PASSWORD, username="hoa"):
    return authenticate(username=username, password=password)


def test_the_right_password_opens(hoas_password, cast):
    assert log_in().pk == cast.hoa.user_id
    assert log_in("wrong") is None
    assert log_in(username="nobody") is None


def test_a_citizen_has_no_password_here(hoas_password, cast):
    User.objects.filter(pk=cast.lan.user_id).update(password=make_password(PASSWORD))

    assert log_in(username="lan") is None


def test_an_account_that_is_closed_does_not_open(hoas_password, cast):
    User.objects.filter(pk=cast.hoa.user_id).update(is_active=False)

    assert log_in() is None


def test_after_eight_wrong_passwords_the_right_one_waits_too(hoas_password, cast):
    for _ in range(queries.TRIES):
        log_in("wrong")
    assert log_in() is None

    User.objects.filter(pk=cast.hoa.user_id).update(failed_at=timezone.now() - queries.WAIT - timedelta(seconds=1))
    assert log_in()
    assert User.objects.get(pk=cast.hoa.user_id).failed_logins == 0


def test_a_right_password_forgives_the_wrong_ones(hoas_password, cast):
    for _ in range(queries.TRIES - 1):
        log_in("wrong")
    assert log_in()

    log_in("wrong")
    assert User.objects.get(pk=cast.hoa.user_id).failed_logins == 1

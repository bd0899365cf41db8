import pytest

from conftest import MONDAY
from motcua import casework
from motcua.base.ids import new_id
from motcua.base.models import JournalLine
from motcua.base.refusals import Invalid
from motcua.people import commands
from motcua.people import queries as people
from motcua.people.models import Person, User
from motcua.people.who import SYSTEM

THOM = {"kind": "citizen", "full_name": "Phạm Thị Thơm", "personal_number": "001160000055", "email": "thom@example.vn"}


def enrol(*, person=THOM, username="thom", subject_id=None, key=""):
    return casework.enrol(
        subject_id=subject_id or new_id(), username=username, person=person, by=SYSTEM, at=MONDAY, key=key
    )


def test_it_keeps_who_this_is_and_an_account_without_a_password(db):
    done = enrol()

    user = User.objects.get(pk=done.subject)
    assert (user.person.full_name, user.person.personal_number) == ("Phạm Thị Thơm", "001160000055")
    assert not user.has_usable_password()
    assert people.who_is(done.subject).person_id == user.person_id


def test_who_was_at_a_counter_before_is_the_same_person(db):
    known = Person.objects.create(full_name="Phạm Thị Thơm", personal_number="001160000055")

    assert people.who_is(enrol().subject).person_id == known.pk
    assert Person.objects.filter(personal_number="001160000055").count() == 1


def test_who_comes_again_keeps_the_account_and_is_brought_up_to_date(db):
    first = enrol()
    again = enrol(person={**THOM, "email": "moi@example.vn"})

    assert again.subject == first.subject
    assert Person.objects.get(personal_number="001160000055").email == "moi@example.vn"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"personal_number": "12345"}, "personal_number"),
        ({"personal_number": "00116000005a"}, "personal_number"),
        ({"personal_number": "", "tax_code": "0109990003"}, "tax_code"),
    ],
)
def test_a_number_that_cannot_be_is_refused_and_nobody_is_kept(db, wrong, field):
    with pytest.raises(Invalid) as refused:
        enrol(person={**THOM, **wrong})

    assert list(refused.value.fields) == [field]
    assert people.account("thom") is None


def test_an_organisation_is_known_by_its_tax_code(cast):
    first = people.person(cast.inhongha.person_id)

    assert people.person_known_as({"tax_code": first.tax_code}).pk == first.pk


def test_the_journal_names_the_person_by_id_only(db):
    done = enrol()

    line = JournalLine.objects.get(subject=done.subject)
    assert line.data == {"person": str(people.who_is(done.subject).person_id)}


def test_the_same_call_twice_gets_the_first_answer(db):
    subject = new_id()
    first = enrol(subject_id=subject, key="k")

    assert enrol(subject_id=subject, key="k") == first
    assert JournalLine.objects.filter(subject=subject).count() == 1


def test_nothing_is_left_when_the_last_step_fails(db, monkeypatch):
    def dark(**_kwargs):
        raise RuntimeError("the lights went out")

    monkeypatch.setattr(commands, "keep_account", dark)
    with pytest.raises(RuntimeError):
        enrol()

    assert not Person.objects.filter(personal_number="001160000055").exists()

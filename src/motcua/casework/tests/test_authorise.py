from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from conftest import MONDAY
from motcua import casework
from motcua.base.models import JournalLine
from motcua.base.refusals import Invalid, NotAllowed, NotThere
from motcua.casework.tests.mandates import authorise, paper
from motcua.dossiers import representation
from motcua.notices.models import Message
from motcua.people import mandates
from motcua.people.models import Mandate, Person


def test_the_giver_makes_it_and_the_holder_is_told(cast, files):
    given = mandates.known(authorise(cast.nam, cast.lan))

    assert (given.giver_id, given.holder_id, given.by_giver) == (cast.nam.person_id, cast.lan.person_id, True)
    assert Message.objects.get().person_id == cast.lan.person_id
    assert JournalLine.objects.filter(subject=cast.nam.user_id, kind="people.authorise").count() == 1


def test_the_holder_shows_a_paper_the_giver_is_told_and_nobody_takes_it_for_the_givers_own(cast, files):
    given = mandates.known(authorise(cast.nam, cast.lan, by=cast.lan))

    assert (given.giver_id, given.by_giver) == (cast.nam.person_id, False)
    assert Message.objects.get().person_id == cast.nam.person_id


def test_it_ends_after_it_begins(cast, files):
    with pytest.raises(Invalid) as found:
        authorise(cast.nam, cast.lan, since=date(2020, 6, 9), until=date(2020, 6, 9))
    assert list(found.value.fields) == ["until"]
    with pytest.raises(Invalid):
        authorise(cast.nam, cast.lan, until=date(2099, 1, 1))
    assert Mandate.objects.count() == 0 and Message.objects.count() == 0


def test_nobody_gives_themselves_a_mandate(cast, files):
    with pytest.raises(NotAllowed):
        authorise(cast.nam, cast.nam)


def test_an_officer_gives_none(cast, files):
    other = Person.objects.get(pk=cast.lan.person_id)
    with pytest.raises(NotAllowed):
        casework.authorise(
            subject_id=cast.hoa.user_id, other={"full_name": other.full_name}, as_giver=True, procedures=[],
            since=date(2020, 6, 1), until=date(2020, 7, 1), paper=paper(), by=cast.hoa, at=MONDAY, key="k",
        )  # fmt: skip


def test_the_same_form_twice_is_one_mandate(cast, files):
    arrived = paper()
    first = authorise(cast.nam, cast.lan, key="same", arrived=arrived)

    assert authorise(cast.nam, cast.lan, key="same", arrived=paper(arrived.path.read_bytes())) == first
    assert Mandate.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("document_digest = ''", "a_mandate_has_a_document"),
        ("until_date = since_date", "a_mandate_ends_after_it_begins"),
        ("holder_id = giver_id", "nobody_gives_themselves_a_mandate"),
        ("ended_at = now()", "somebody_ends_a_mandate"),
    ],
)
def test_the_database_refuses_what_is_no_mandate(cast, files, change, constraint):
    authorise(cast.nam, cast.lan)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE people_mandate SET {change}")


def test_a_mandate_has_a_digest_that_follows_from_what_it_says(cast, files):
    given = mandates.known(authorise(cast.nam, cast.lan))
    facts = mandates.facts(given)

    assert representation.digest_of(facts) != representation.digest_of({**facts, "until": "2030-01-01"})


def test_others_do_not_see_it(cast, files):
    given = authorise(cast.nam, cast.lan)
    assert mandates.one(cast.nam, given) and mandates.one(cast.lan, given)
    for name in ("inhongha", "hoa"):
        with pytest.raises(NotThere):
            mandates.one(getattr(cast, name), given)

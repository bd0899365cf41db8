from datetime import date

import pytest

from conftest import MONDAY, on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere
from motcua.casework.tests.keeping import kept, refused, told
from motcua.casework.tests.mandates import authorise
from motcua.dossiers import queries as dossiers
from motcua.dossiers import representation
from motcua.notices.models import Notice
from motcua.people.models import Person

CHILD = {"basis": "parent", "owner": {"full_name": "Nguyễn Bảo Ngọc", "birth_date": "2015-06-01"}}


def represent(draft_id, by, behalf, *, at=MONDAY):
    return casework.represent(dossier_id=draft_id, behalf=behalf, by=by, at=at)


def submit(draft_id, by, unit, *, at=MONDAY, key="k", **more):
    return casework.submit(dossier_id=draft_id, unit_id=unit.pk, address="", by=by, at=at, key=key, **more)


@pytest.fixture
def mandate(cast, files):
    """Nam lets Lan act for him until the end of 2020; its id."""
    return authorise(cast.nam, cast.lan)


def by_mandate(mandate_id):
    return {"basis": "mandate", "mandate": str(mandate_id), "owner": {}}


def test_a_parent_applies_for_a_child_and_three_people_stand_in_the_dossier(apply, lan, ward):
    draft_id = apply()
    represent(draft_id, lan, CHILD)
    submit(draft_id, lan, ward)

    dossier = dossiers.one(lan, draft_id)
    found = representation.of(draft_id)
    assert dossier.submitter_id == lan.person_id == found.authorised_id
    assert dossier.owner.full_name == "Nguyễn Bảo Ngọc" and dossier.owner.birth_date == date(2015, 6, 1)
    assert (found.basis, found.mandate_id, found.digest) == ("parent", None, "")
    assert told(draft_id) == ["dossier.submit", "dossier.represent"]


def test_who_is_of_age_gives_a_mandate_and_is_nobodys_child(apply, lan):
    draft_id = apply()
    grown = {"basis": "parent", "owner": {"full_name": "Nguyễn Văn Lớn", "birth_date": "2002-06-08"}}
    with refused(Invalid, draft_id) as found:
        represent(draft_id, lan, grown)
    assert list(found.value.fields) == ["birth_date"]


@pytest.mark.parametrize(
    ("behalf", "field"),
    [
        ({"basis": "friend", "owner": {"full_name": "A"}}, "basis"),
        ({"basis": "mandate", "mandate": "x", "owner": {}}, "basis"),
        ({"basis": "guardian", "owner": {"full_name": " "}}, "full_name"),
        ({"basis": "guardian", "owner": {"full_name": "A", "personal_number": "12"}}, "personal_number"),
        ({"basis": "representative", "owner": {"full_name": "Công ty A"}}, "tax_code"),
    ],
)
def test_without_a_basis_that_is_told_in_full_nobody_applies_for_another(apply, lan, behalf, field):
    draft_id = apply()
    with refused(Invalid, draft_id) as found:
        represent(draft_id, lan, behalf)
    assert list(found.value.fields) == [field]


def test_the_owner_is_told_and_sees_the_dossier(apply, cast, ward, mandate):
    draft_id = apply()
    represent(draft_id, cast.lan, by_mandate(mandate))
    submit(draft_id, cast.lan, ward)

    notice = Notice.objects.get(dossier_id=draft_id, kind="on_behalf")
    assert notice.person_id == cast.nam.person_id and "Nguyễn Thị Lan" in notice.subject
    assert dossiers.one(cast.nam, draft_id).owner_id == cast.nam.person_id


def test_the_mandate_is_kept_with_the_dossier_as_it_was(apply, cast, ward, mandate):
    draft_id = apply()
    represent(draft_id, cast.lan, by_mandate(mandate))
    submit(draft_id, cast.lan, ward)
    casework.end_mandate(subject_id=cast.nam.user_id, mandate_id=mandate, by=cast.nam, at=on(9, 9), key="r")

    found = representation.of(draft_id)
    assert found.mandate_id == mandate and found.copy["until"] == "2020-12-31" and found.copy["entered_by"] == "giver"
    assert found.digest == representation.digest_of(found.copy)


def test_a_mandate_that_was_ended_meanwhile_sends_nothing_and_loses_nothing(apply, cast, ward, mandate):
    draft_id = apply()
    represent(draft_id, cast.lan, by_mandate(mandate))
    casework.end_mandate(subject_id=cast.nam.user_id, mandate_id=mandate, by=cast.nam, at=MONDAY, key="r")

    with refused(NotAllowed, draft_id):
        submit(draft_id, cast.lan, ward)


def test_a_mandate_past_its_last_day_or_before_its_first_does_not_hold(apply, cast, files):
    draft_id = apply()
    short = authorise(cast.nam, cast.lan, since=date(2020, 6, 9), until=date(2020, 6, 10))
    for at in (on(8, 10), on(11, 0, 1)):
        with refused(NotAllowed, draft_id):
            represent(draft_id, cast.lan, by_mandate(short), at=at)
    represent(draft_id, cast.lan, by_mandate(short), at=on(10, 23, 59))


def test_a_mandate_for_another_procedure_does_not_hold(apply, cast, files):
    draft_id = apply()
    other = authorise(cast.nam, cast.lan, procedures=["2.000635"])
    with refused(NotAllowed, draft_id):
        represent(draft_id, cast.lan, by_mandate(other))


def test_anothers_mandate_is_not_there(apply, cast, mandate):
    draft_id = apply(by=cast.inhongha)
    with refused(NotThere, draft_id):
        represent(draft_id, cast.inhongha, by_mandate(mandate))


def test_nobody_rewrites_who_is_known_by_naming_them(apply, cast, lan):
    draft_id = apply()
    number = Person.objects.get(pk=cast.nam.person_id).personal_number
    wrong = {"basis": "guardian", "owner": {"full_name": "Tên Khác", "personal_number": number}}
    with refused(Invalid, draft_id):
        represent(draft_id, lan, wrong)
    myself = Person.objects.get(pk=lan.person_id)
    with refused(NotAllowed, draft_id):
        represent(
            draft_id, lan,
            {"basis": "guardian", "owner": {"full_name": myself.full_name, "personal_number": myself.personal_number}},
        )  # fmt: skip


def test_for_themselves_again_leaves_no_trace_of_another(apply, lan, ward):
    draft_id = apply()
    represent(draft_id, lan, CHILD)
    represent(draft_id, lan, {})
    submit(draft_id, lan, ward)

    assert representation.of(draft_id) is None and dossiers.one(lan, draft_id).owner_id == lan.person_id


def test_sent_twice_it_is_one_dossier_and_one_owner(apply, lan, ward):
    draft_id = apply()
    represent(draft_id, lan, CHILD)
    first, second = submit(draft_id, lan, ward), submit(draft_id, lan, ward)

    assert first == second
    assert Person.objects.filter(full_name="Nguyễn Bảo Ngọc").count() == 1


def test_what_an_officer_helps_to_send_came_in_at_the_counter_and_never_online(apply, cast, ward):
    draft_id = apply()
    submit(draft_id, cast.lan, ward, assisted_by=cast.hoa.user_id)

    dossier = dossiers.one(cast.lan, draft_id)
    assert (dossier.channel_name, dossier.assisted_by_id) == ("counter", cast.hoa.user_id)


def test_nobody_says_for_whom_anothers_draft_is(apply, cast):
    draft_id = apply()
    for name in ("nam", "hoa"):
        with refused(NotThere, draft_id):
            represent(draft_id, getattr(cast, name), {})
    assert kept(draft_id)

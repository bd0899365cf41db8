"""Who sees which dossier, and in which role: least privilege, decided in one place."""

from dataclasses import replace

import pytest

from motcua.base.refusals import NotThere
from motcua.dossiers import queries
from motcua.organisation import queries as organisation
from motcua.people.models import Role
from motcua.people.who import NOBODY, SYSTEM, Who

WARD, OTHER_WARD, DISTRICT, CITY = "000.09.32.H26", "000.05.32.H26", "000.00.32.H26", "000.00.00.H26"
AT_HOME = [Role.COUNTER, Role.SPECIALIST, Role.HEAD, Role.LEADER, Role.SEAL, Role.CASHIER, Role.POSTAL, Role.INSPECTOR]
BLIND = [Role.CATALOGUE, Role.TECHNICAL]


def officer(like, *posts):
    """Somebody with these (role, unit code)."""
    return Who(user_id=like.user_id, name="x", duties=frozenset((r, organisation.by_code(u).pk) for r, u in posts))


def sees(who, dossier_id):
    return queries.seen_by(who).filter(pk=dossier_id).exists()


@pytest.mark.parametrize("role", AT_HOME)
def test_who_works_at_the_unit_sees_it(submitted, hoa, role):
    assert sees(officer(hoa, (role, WARD)), submitted)


@pytest.mark.parametrize("role", BLIND)
def test_who_configures_sees_no_dossier_even_at_home(submitted, hoa, role):
    assert not sees(officer(hoa, (role, WARD)), submitted)


@pytest.mark.parametrize("role", [*AT_HOME, *BLIND])
def test_nobody_of_another_ward_sees_it(submitted, hoa, role):
    assert not sees(officer(hoa, (role, OTHER_WARD)), submitted)


@pytest.mark.parametrize("unit", [WARD, DISTRICT, CITY])
def test_an_inspector_sees_what_is_under_the_inspected_unit(submitted, hoa, unit):
    assert sees(officer(hoa, (Role.INSPECTOR, unit)), submitted)


@pytest.mark.parametrize("role", [r for r in AT_HOME if r != Role.INSPECTOR])
def test_other_officers_of_the_district_do_not_see_a_wards_dossier(submitted, hoa, role):
    assert not sees(officer(hoa, (role, DISTRICT)), submitted)


def test_an_inspector_sees_and_has_no_role_in_the_case(submitted, cast):
    dossier = queries.one(cast.quang, submitted)

    assert queries.roles_on(cast.quang, dossier) == frozenset()
    assert queries.open_acts(cast.quang, dossier) == []


@pytest.mark.parametrize("role", [Role.CATALOGUE, Role.TECHNICAL, Role.INSPECTOR])
def test_who_configures_or_inspects_never_decides_whatever_else_they_are_given(received, cast, role):
    both = replace(cast.minh, duties=cast.minh.duties | {(role, organisation.by_code(WARD).pk)})

    assert queries.roles_on(both, queries.one(cast.minh, received)) == frozenset()


def test_the_technical_administrator_sees_nothing_at_all(submitted, cast):
    assert not queries.seen_by(cast.son).exists()


def test_the_applicant_sees_it_and_nobody_elses(submitted, cast):
    assert sees(cast.lan, submitted)
    assert not sees(cast.nam, submitted)
    assert not sees(cast.inhongha, submitted)


def test_a_stranger_sees_nothing_and_the_house_itself_all(submitted, cast):
    assert not queries.seen_by(NOBODY).exists()
    assert sees(SYSTEM, submitted)


@pytest.mark.parametrize("name", ["khanh", "nam", "son", "tuan"])
def test_not_yours_and_not_there_are_the_same_answer(submitted, cast, name):
    from motcua.base.ids import new_id

    who = getattr(cast, name)
    said = []
    for dossier_id in (submitted, new_id()):
        with pytest.raises(NotThere) as refused:
            queries.one(who, dossier_id)
        said.append((refused.value.status, str(refused.value.said), refused.value.fields))
    assert said[0] == said[1]


def test_one_stop_roles_count_at_the_receiving_unit_and_the_others_at_the_settling_one(submitted, cast):
    dossier = queries.one(cast.hoa, submitted)
    dossier.settling_unit_id = organisation.by_code(DISTRICT).pk

    assert queries.roles_on(cast.hoa, dossier) == {"counter"}
    assert queries.roles_on(cast.minh, dossier) == frozenset()
    assert queries.roles_on(cast.tuan, dossier) == {"specialist"}
    assert queries.roles_on(cast.oanh, dossier) == frozenset()


def test_an_officer_who_applies_is_the_applicant_too(submitted, cast):
    dossier = queries.one(cast.hoa, submitted)
    hoa = replace(cast.hoa, person_id=cast.lan.person_id)

    assert queries.roles_on(hoa, dossier) == {"applicant", "counter"}


@pytest.mark.parametrize(
    ("worklist", "state", "mine", "not_mine"),
    [
        ("waiting_reception", "submitted", ["hoa"], ["minh", "khanh", "oanh", "quang", "son"]),
        ("in_settlement", "received", ["minh", "hung", "thu"], ["hoa", "linh", "tuan", "quang", "son"]),
        ("in_settlement", "asked", ["minh"], ["linh"]),
        ("waiting_return", "sealed", ["hoa", "dat"], ["khanh", "minh", "quang"]),
        ("received_by", "returned", ["hoa", "yen", "dat"], ["khanh", "quang"]),
        ("of_person", "returned", ["lan"], ["nam"]),
    ],
)
def test_a_worklist_shows_what_waits_for_this_officer(request, cast, worklist, state, mine, not_mine):
    dossier_id = request.getfixturevalue(state)
    ask = getattr(queries, worklist)

    assert [n for n in mine if dossier_id not in {d.pk for d in ask(getattr(cast, n))}] == []
    assert [n for n in not_mine if dossier_id in {d.pk for d in ask(getattr(cast, n))}] == []


def test_what_was_received_no_longer_waits_for_reception(received, hoa):
    assert not queries.waiting_reception(hoa).exists()


@pytest.mark.parametrize(
    ("state", "who", "buttons"),
    [
        ("submitted", "hoa", ["receive", "guide", "decline"]),
        ("submitted", "lan", ["withdraw"]),
        ("submitted", "minh", []),
        ("received", "minh", ["take"]),
        ("taken", "minh", ["ask", "charge", "apologise"]),
        ("taken", "hung", ["pause", "extend", "stop"]),
        ("asked", "lan", ["supplement", "withdraw"]),
        ("asked", "hoa", []),
        ("asked", "hung", ["stop"]),
        ("sealed", "hoa", ["hand_back"]),
        ("sealed", "dat", ["deliver"]),
        ("returned", "hoa", []),
        ("taken", "quang", []),
    ],
)
def test_the_page_offers_what_this_person_can_do_now(request, cast, state, who, buttons):
    dossier_id, who = request.getfixturevalue(state), getattr(cast, who)

    assert [s.act for s in queries.open_acts(who, queries.one(who, dossier_id))] == buttons


def test_before_reception_completing_is_another_act_than_after(submitted, cast):
    from conftest import on
    from motcua import casework

    casework.guide(
        dossier_id=submitted, items=[{"paper": "identity_paper", "reason": "Mờ"}], reason="Thiếu", by=cast.hoa,
        at=on(8, 10), key="g",
    )  # fmt: skip

    assert [s.act for s in queries.open_acts(cast.lan, queries.one(cast.lan, submitted))] == ["resubmit", "withdraw"]


def test_a_colleague_is_not_offered_what_the_holder_has(taken, cast):
    colleague = replace(cast.minh, user_id=cast.linh.user_id)

    assert queries.open_acts(colleague, queries.one(colleague, taken)) == []


def test_whoever_has_only_the_code_learns_how_far_it_is_and_nothing_else(received, hoa):
    code = queries.one(hoa, received).code
    seen = queries.publicly(f" {code.lower()} ")

    assert (seen.code, seen.state, seen.steps_done, seen.steps) == (code, 2, 2, 5)
    assert set(seen.__dataclass_fields__) == {"code", "state", "steps_done", "steps"}


@pytest.mark.parametrize("typed", ["", "x", "000.09.32.H26-200608-9999", "'; DROP TABLE", "1" * 300])
def test_a_code_that_does_not_exist_is_not_there(submitted, hoa, typed):
    with pytest.raises(NotThere):
        queries.publicly(typed)
    with pytest.raises(NotThere):
        queries.by_code(hoa, typed)


def test_the_secret_on_the_receipt_opens_the_dossier_however_it_is_typed(submitted, hoa):
    secret = queries.one(hoa, submitted).secret
    typed = " ".join([secret[:5], secret[5:10], secret[10:]]).lower()

    assert queries.by_secret(typed).pk == submitted


@pytest.mark.parametrize("secret", ["", "0" * 20, "A" * 19, "A" * 21])
def test_a_secret_that_is_guessed_at_opens_nothing(submitted, secret):
    with pytest.raises(NotThere):
        queries.by_secret(secret)

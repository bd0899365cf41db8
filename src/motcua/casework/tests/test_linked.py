"""Birth, residence and health card with one application: walked by the acts and by the clock's job."""

from types import SimpleNamespace

import pytest

from conftest import on
from motcua import casework
from motcua.base.checks import Scope
from motcua.base.refusals import NotAllowed, OutOfOrder
from motcua.casework.tests.keeping import given, kept, owed, refused, told
from motcua.catalogue import queries as catalogue
from motcua.doors.timekeeper import jobs
from motcua.dossiers import groups
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Dossier, LinkedMember
from motcua.people.who import SYSTEM
from motcua.reporting import fsck

LINKED = "2.000986"


@pytest.fixture
def sent(apply, cast, ward):
    dossier_id = apply(LINKED)
    casework.submit(dossier_id=dossier_id, unit_id=ward.pk, address="", by=cast.lan, at=on(8, 9), key="submit")
    return dossier_id


@pytest.fixture
def lead(sent, cast):
    casework.receive(dossier_id=sent, by=cast.hoa, at=on(8, 10), key="receive")
    return sent


@pytest.fixture
def on_paper(cast, ward):
    """The same application on paper at the counter."""
    from motcua.base.ids import new_id
    from motcua.catalogue import application
    from motcua.catalogue.examples import example

    version, dossier_id = catalogue.current(LINKED).version, new_id()
    where = application.situation(channel="counter", at=on(8, 9))
    form = catalogue.form(version.pk)
    answers = example(form, situation=where)
    papers = [{"code": p.id, "originals": 1} for p in form.papers(answers, situation=where)]
    casework.register(
        dossier_id=dossier_id, version_id=version.pk, unit_id=ward.pk,
        person={"kind": "citizen", "full_name": "Phạm Thị Thơm", "personal_number": "001160000055"}, answers=answers,
        papers=papers, return_by="counter", address="", by=cast.hoa, at=on(8, 10), key="register",
    )  # fmt: skip
    return dossier_id


def settle(dossier_id, who, *, day, outcome="granted"):
    specialist, leader, seal = who
    content = "Không đủ điều kiện." if outcome == "refused" else ""
    casework.take(dossier_id=dossier_id, by=specialist, at=on(day, 13), key="take")
    casework.propose(
        dossier_id=dossier_id, outcome=outcome, content=content, by=specialist, at=on(day, 13, 30), key="p"
    )
    casework.approve(dossier_id=dossier_id, by=leader, at=on(day, 14), key="a")
    casework.sign(dossier_id=dossier_id, by=leader, at=on(day, 14, 30), key="s")
    casework.seal(dossier_id=dossier_id, by=seal, at=on(day, 15), key="seal")


def people(cast):
    return SimpleNamespace(
        ward=(cast.minh, cast.hung, cast.thu),
        residence=(cast.kien, cast.vinh, cast.suong),
        health_card=(cast.nga, cast.thang, cast.xuan),
    )


def member(lead, name):
    return Dossier.objects.get(group=lead, member=name)


def well(*dossier_ids):
    return fsck.run(Scope(subjects=dossier_ids)).faults


def test_from_one_application_to_three_results(lead, cast):
    who = people(cast)
    assert jobs.followed(now=on(8, 10, 1)) == 4  # two opened, and noted on the lead's record
    assert jobs.followed(now=on(8, 10, 2)) == 0
    residence, card = member(lead, "residence"), member(lead, "health_card")
    assert {residence.settling_unit.name, card.settling_unit.name} == {
        "Công an quận Hoàn Kiếm",
        "Bảo hiểm xã hội quận Hoàn Kiếm",
    }
    # Forwarded at once, as the application came by wire; both wait for the birth certificate.
    assert {(d.state, d.due_at, d.paused_at) for d in (residence, card)} == {(State.RECEIVED, None, on(8, 10, 1))}
    assert len({residence.code, card.code, dossiers.one(SYSTEM, lead).code}) == 3
    assert (given(lead), given(residence.pk)) == (["receipt"], [])  # one receipt

    settle(lead, who.ward, day=8)
    assert jobs.followed(now=on(8, 15, 1)) == 2
    assert member(lead, "residence").due_at == on(11, 15, 1)  # its own clock, three working days
    with refused(OutOfOrder, lead):
        casework.hand_back(dossier_id=lead, to_name="Lan", identity="CCCD", by=cast.hoa, at=on(9, 9), key="early")

    settle(residence.pk, who.residence, day=9)
    settle(card.pk, who.health_card, day=10)
    assert jobs.followed(now=on(10, 16)) == 2
    assert [(r.member, r.outcome) for r in groups.of(lead)] == [("residence", "done"), ("health_card", "done")]

    casework.hand_back(
        dossier_id=lead, to_name="Nguyễn Thị Lan", identity="CCCD", by=cast.hoa, at=on(11, 9), key="back"
    )
    assert jobs.followed(now=on(11, 9, 1)) == 2
    assert {d.state for d in Dossier.objects.filter(group=lead)} == {State.RETURNED}
    assert jobs.followed(now=on(11, 9, 2)) == 0
    assert well(lead, residence.pk, card.pk) == []


def test_on_paper_the_next_is_opened_when_the_one_before_is_done(on_paper, cast):
    assert jobs.followed(now=on(8, 11)) == 0
    settle(on_paper, people(cast).ward, day=8)
    assert jobs.followed(now=on(8, 16)) == 4
    assert member(on_paper, "residence").due_at == on(11, 16)
    assert well(on_paper, member(on_paper, "residence").pk) == []


def test_it_is_counted_once_and_each_part_knows_its_group(lead):
    jobs.followed(now=on(8, 11))
    assert Dossier.objects.filter(group=lead).count() == 3
    assert Dossier.objects.filter(group=lead, member="").count() == 1


def test_what_the_first_part_is_refused_the_others_cannot_have(lead, cast):
    jobs.followed(now=on(8, 11))
    settle(lead, people(cast).ward, day=8, outcome="refused")
    jobs.followed(now=on(8, 16))
    assert {member(lead, name).state for name in ("residence", "health_card")} == {State.STOPPED}
    assert owed(member(lead, "residence").pk)[-1] == "stopped"
    casework.hand_back(dossier_id=lead, to_name="Lan", identity="CCCD", by=cast.hoa, at=on(9, 9), key="back")


def test_on_paper_what_has_no_hope_is_never_opened(on_paper, cast):
    settle(on_paper, people(cast).ward, day=8, outcome="refused")
    assert jobs.followed(now=on(8, 16)) == 2
    assert Dossier.objects.filter(group=on_paper).count() == 1
    assert [r.outcome for r in groups.of(on_paper)] == ["dropped", "dropped"]
    assert well(on_paper) == []


def test_each_step_is_the_systems_and_is_done_once(lead, cast):
    row = groups.row_of(lead_id=lead, member="residence")
    own = {"dossier_id": row.opens, "lead_id": lead, "member": "residence", "at": on(8, 11)}
    with refused(NotAllowed, row.opens):
        casework.open_member(**own, by=cast.hung, key="open")
    first = casework.open_member(**own, by=SYSTEM, key="open")
    before = kept(row.opens)
    assert casework.open_member(**own, by=SYSTEM, key="open") == first
    assert kept(row.opens) == before
    with refused(OutOfOrder, row.opens):
        casework.let_go_on(**own, by=SYSTEM, key="go")
    with refused(OutOfOrder, row.opens):
        casework.drop(**own, by=SYSTEM, key="drop")
    casework.note_member(dossier_id=lead, member="residence", by=SYSTEM, at=on(8, 11), key="n")
    with refused(OutOfOrder, lead):
        casework.note_member(dossier_id=lead, member="residence", by=SYSTEM, at=on(8, 12), key="n2")
    assert told(lead)[-1] == "dossier.member"


def test_an_agency_sees_its_own_part_and_not_the_others(lead, cast):
    jobs.followed(now=on(8, 11))
    assert [d.member for d in dossiers.in_settlement(cast.kien)] == ["residence"]
    assert [d.member for d in dossiers.in_settlement(cast.nga)] == ["health_card"]


def test_on_the_list_it_stands_once(lead, cast):
    jobs.followed(now=on(8, 11))
    assert [d.pk for d in dossiers.of_person(cast.lan)] == [lead]


def test_an_ordinary_procedure_opens_nothing(received):
    assert not LinkedMember.objects.filter(dossier_id=received).exists()
    assert jobs.followed(now=on(8, 11)) == 0

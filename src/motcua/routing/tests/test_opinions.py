"""A construction permit with an opinion of another agency and a financial pause; silence; who may read."""

from datetime import timedelta

import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.organisation import queries as organisation
from motcua.reporting import fsck
from motcua.routing import jobs
from motcua.routing import queries as routing
from motcua.routing.tests.conftest import published, step

PERMIT = [
    step("receive", "counter", 4, unit="receiving"),
    step("assign", "head", 4),
    step("inspect", "specialist", 8, on_site=True),
    step("examine", "specialist", 8),
    step("culture", "specialist", 16, kind="opinion", unit={"unit": "000.00.12.H26"}, pauses=True),
    step("check", "head", 4),
    step("decide", "leader", 4),
    step("seal", "seal", 2),
    step("hand_over", "counter", 2, unit="receiving"),
]


@pytest.fixture
def department(cast):
    return organisation.by_code("000.00.12.H26")


@pytest.fixture
def permit(cast, apply):
    """A construction permit at the district, received on Monday at 10:00 and given to Tuấn by the head."""
    published("cap-giay-phep-xay-dung-moi", route=PERMIT)
    district = organisation.by_code("000.00.32.H26")
    dossier_id = apply(procedure="cap-giay-phep-xay-dung-moi", unit=district)
    casework.submit(dossier_id=dossier_id, unit_id=district.pk, address="", by=cast.lan, at=on(8, 9), key="s")
    casework.receive(dossier_id=dossier_id, by=cast.oanh, at=on(8, 10), key="r")
    casework.assign(dossier_id=dossier_id, officer_id=cast.tuan.user_id, by=cast.ha, at=on(8, 10, 30), key="as")
    casework.take(dossier_id=dossier_id, by=cast.tuan, at=on(8, 11), key="t")
    return dossier_id


def ask(dossier_id, cast, department, *, at=on(9, 9), due_at=None, key="ask", content="Có ảnh hưởng di tích không?"):
    return casework.ask_opinion(
        dossier_id=dossier_id, unit_ids=[department.pk], content=content, due_at=due_at, by=cast.tuan, at=at, key=key
    )


def give(dossier_id, by, *, at=on(10, 9), answer="Không ảnh hưởng.", key="give"):
    return casework.give_opinion(dossier_id=dossier_id, opinion=1, answer=answer, by=by, at=at, key=key)


def propose(dossier_id, cast, *, at, key="p"):
    casework.propose(dossier_id=dossier_id, outcome="granted", content="", by=cast.tuan, at=at, key=key)


def test_a_permit_with_an_opinion_and_a_financial_pause_end_to_end(permit, cast, department):
    due = dossiers.one(cast.tuan, permit).due_at
    casework.hand_on(dossier_id=permit, note="Đã xem tại chỗ.", by=cast.tuan, at=on(8, 16), key="h")
    ask(permit, cast, department)
    assert dossiers.one(cast.tuan, permit).paused_at == on(9, 9)
    with pytest.raises(OutOfOrder, match="chờ ý kiến"):
        propose(permit, cast, at=on(9, 10))
    give(permit, cast.duc)
    assert dossiers.one(cast.tuan, permit).paused_at is None

    casework.charge(dossier_id=permit, amount_vnd=500_000, reason="Phí thẩm định", by=cast.tuan, at=on(10, 10), key="c")
    assert routing.route(permit).due_at is None
    casework.acquit(dossier_id=permit, amount_vnd=575_000, by=cast.loan, at=on(11, 10), key="ac")
    assert routing.route(permit).due_at is not None
    assert dossiers.one(cast.tuan, permit).due_at > due

    propose(permit, cast, at=on(11, 11))
    casework.approve(dossier_id=permit, by=cast.ha, at=on(11, 14), key="a")
    casework.sign(dossier_id=permit, by=cast.cuong, at=on(11, 15), key="si")
    casework.seal(dossier_id=permit, by=cast.ngan, at=on(11, 16), key="se")
    dossier = dossiers.one(cast.oanh, permit)
    assert dossier.state == State.DONE
    legs = routing.way(dossier, now=on(11, 16))
    examined = next(leg for leg in legs if leg.name["vi"] == "examine")
    assert examined.minutes < 480 and examined.late_minutes == 0  # two days stood still
    assert fsck.run(fsck.scope_of(code=dossier.code)).faults == []


def test_only_who_is_asked_reads_and_only_until_it_has_answered(permit, cast, department):
    with pytest.raises(NotThere):
        dossiers.one(cast.duc, permit)
    ask(permit, cast, department)
    assert dossiers.one(cast.duc, permit).pk == permit
    assert dossiers.roles_on(cast.duc, dossiers.one(cast.duc, permit)) == frozenset()
    with pytest.raises(NotAllowed):
        casework.take(dossier_id=permit, by=cast.duc, at=on(9, 10), key="no")
    for stranger in (cast.minh, cast.khanh):
        with pytest.raises(NotThere):
            give(permit, stranger)
    with pytest.raises(NotThere):  # who asked does not answer; who configures there neither
        give(permit, cast.ha)
    give(permit, cast.huong)

    with pytest.raises(NotThere):
        dossiers.one(cast.duc, permit)
    with pytest.raises(NotThere):
        give(permit, cast.duc, key="again")


def test_a_free_question_stops_no_clock_and_needs_a_deadline(permit, cast):
    justice = organisation.by_code("000.00.03.H26")
    with pytest.raises(Invalid) as found:
        ask(permit, cast, justice)
    assert set(found.value.fields) == {"due"}
    ask(permit, cast, justice, due_at=on(12, 9))

    assert dossiers.one(cast.tuan, permit).paused_at is None


@pytest.mark.parametrize("wrong", ["content", "due", "unit"])
def test_a_question_says_what_until_when_and_to_whom(permit, cast, department, wrong):
    values = {"unit_ids": [department.pk], "content": "Hỏi", "due_at": on(12, 9)}
    values |= {"content": {"content": " "}, "due": {"due_at": on(9, 8)}, "unit": {"unit_ids": []}}[wrong]
    with pytest.raises(Invalid) as found:
        casework.ask_opinion(dossier_id=permit, by=cast.tuan, at=on(9, 9), key="q", **values)
    assert set(found.value.fields) == {wrong}


def test_what_the_route_wants_asked_is_asked_before_the_result(permit, cast):
    with pytest.raises(OutOfOrder, match="culture"):
        propose(permit, cast, at=on(9, 9))


def test_silence_is_reported_the_clock_goes_on_and_a_late_answer_still_counts(permit, cast, department):
    ask(permit, cast, department)
    due = routing.opinions(permit)[0].due_at
    assert jobs.looked_after(now=due - timedelta(minutes=1)) == 0
    assert jobs.looked_after(now=due + timedelta(minutes=1)) == 1
    assert jobs.looked_after(now=due + timedelta(minutes=11)) == 0

    assert routing.opinions(permit)[0].state == "silent"
    assert dossiers.one(cast.tuan, permit).paused_at is None
    assert [d.pk for d in routing.silent_at(cast.ha)] == [permit]
    give(permit, cast.duc, at=due + timedelta(hours=1))
    assert list(routing.silent_at(cast.ha)) == []


def test_who_did_not_answer_in_time_is_not_waited_for(permit, cast, department):
    ask(permit, cast, department)
    late = routing.opinions(permit)[0].due_at + timedelta(minutes=1)
    jobs.looked_after(now=late)
    propose(permit, cast, at=late + timedelta(minutes=1))

    assert routing.opinions(permit)[0].state == "called_off"
    with pytest.raises(NotThere):
        dossiers.one(cast.duc, permit)


def test_the_same_agency_is_not_asked_twice_at_once(permit, cast):
    justice = organisation.by_code("000.00.03.H26")
    ask(permit, cast, justice, due_at=on(12, 9))
    with pytest.raises(OutOfOrder):
        ask(permit, cast, justice, due_at=on(12, 9), key="again")

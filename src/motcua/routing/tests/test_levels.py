"""A district decision prepared by a commune, from the counter and back to it."""

import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.reporting import fsck
from motcua.routing import queries as routing
from motcua.routing.tests.conftest import COMMUNE_EXAMINES, published, send, step


def lies(dossier_id):
    found = routing.route(dossier_id)
    return found.plan[found.place]["id"], found.unit.level, found.state


def take_up(dossier_id, cast):
    """The ward examines and passes it up; the district's specialist claims it."""
    casework.take(dossier_id=dossier_id, by=cast.minh, at=on(8, 11), key="take")
    casework.hand_on(dossier_id=dossier_id, note="Đã xác minh.", by=cast.minh, at=on(8, 14), key="h1")
    casework.hand_on(dossier_id=dossier_id, note="Đề nghị quận quyết định.", by=cast.hung, at=on(8, 15), key="h2")
    casework.claim(dossier_id=dossier_id, by=cast.tuan, at=on(8, 16), key="claim")


def test_a_district_decision_prepared_by_a_commune_end_to_end(at_the_ward, cast):
    """The ward receives and examines, the district decides, the ward returns: one line for the citizen."""
    dossier_id = at_the_ward
    assert lies(dossier_id) == ("verify", "commune", "pool")
    with pytest.raises(NotAllowed):  # the district does not begin what lies with the ward
        casework.take(dossier_id=dossier_id, by=cast.tuan, at=on(8, 10, 30), key="early")

    take_up(dossier_id, cast)
    assert lies(dossier_id) == ("examine", "district", "held")
    casework.propose(dossier_id=dossier_id, outcome="granted", content="", by=cast.tuan, at=on(9, 9), key="p")
    assert lies(dossier_id) == ("check", "district", "pool")
    casework.approve(dossier_id=dossier_id, by=cast.ha, at=on(9, 10), key="a")
    casework.sign(dossier_id=dossier_id, by=cast.cuong, at=on(9, 11), key="s")
    casework.seal(dossier_id=dossier_id, by=cast.ngan, at=on(9, 14), key="z")
    assert lies(dossier_id) == ("hand_over", "commune", "pool")
    casework.hand_back(
        dossier_id=dossier_id, to_name="Nguyễn Thị Lan", identity="CCCD", by=cast.hoa, at=on(9, 15), key="b"
    )

    dossier = dossiers.one(cast.lan, dossier_id)
    assert dossier.state == State.RETURNED
    legs = routing.way(dossier, now=on(9, 15))
    assert [(leg.name["vi"], leg.unit.level, leg.inside) for leg in legs] == [
        ("receive", "commune", False), ("verify", "commune", False), ("pass_up", "commune", False),
        ("examine", "district", True), ("check", "district", True), ("decide", "district", True),
        ("seal", "district", True), ("hand_over", "commune", False),
    ]  # fmt: skip
    assert fsck.run(fsck.scope_of(code=dossier.code)).faults == []


def test_each_step_is_measured_from_hand_over_to_hand_over(at_the_ward, cast):
    """Received 10:00, handed on 14:00 (noon is no working time), up at 15:00, proposed next morning at 09:00."""
    take_up(at_the_ward, cast)
    casework.propose(dossier_id=at_the_ward, outcome="granted", content="", by=cast.tuan, at=on(9, 9), key="p")

    legs = routing.way(dossiers.one(cast.tuan, at_the_ward), now=on(9, 9))
    minutes = {leg.name["vi"]: leg.minutes for leg in legs if leg.state == "done"}
    assert minutes["pass_up"] == 60
    assert 120 <= minutes["verify"] <= 180 and 120 <= minutes["examine"] <= 240
    assert routing.account(legs)["outside"] == minutes["receive"] + minutes["verify"] + minutes["pass_up"]
    assert routing.account(legs)["late_outside"] == 0


def test_who_was_late_is_told_inside_and_outside(at_the_ward, cast):
    casework.take(dossier_id=at_the_ward, by=cast.minh, at=on(8, 11), key="take")
    casework.hand_on(dossier_id=at_the_ward, note="Xong.", by=cast.minh, at=on(10, 10), key="h1")

    legs = routing.way(dossiers.one(cast.minh, at_the_ward), now=on(10, 10))
    late = next(leg for leg in legs if leg.name["vi"] == "verify")
    assert (late.who, late.inside) == ("Đỗ Quang Minh", False)
    assert late.minutes - late.late_minutes == 240 and late.late_minutes > 0
    assert routing.account(legs)["late_outside"] == late.late_minutes


def test_a_guest_has_only_what_its_step_may(at_the_ward, cast):
    """The ward examines and passes on: it asks the citizen nothing and decides nothing."""
    casework.take(dossier_id=at_the_ward, by=cast.minh, at=on(8, 11), key="take")

    with pytest.raises(NotAllowed):
        casework.propose(dossier_id=at_the_ward, outcome="granted", content="", by=cast.minh, at=on(8, 14), key="p")
    with pytest.raises(NotAllowed):
        casework.charge(dossier_id=at_the_ward, amount_vnd=1000, reason="x", by=cast.minh, at=on(8, 14), key="c")


def test_a_guests_rights_end_with_its_step(at_the_ward, cast):
    """Minh is of the ward that took it in; but only the counter of that ward sees it once it has gone up."""
    take_up(at_the_ward, cast)

    with pytest.raises(NotThere):
        dossiers.one(cast.minh, at_the_ward)
    assert dossiers.one(cast.hoa, at_the_ward).pk == at_the_ward
    with pytest.raises(NotThere):
        casework.hand_on(dossier_id=at_the_ward, note="Nữa.", by=cast.minh, at=on(9, 9), key="again")


def test_what_is_sent_back_lies_with_who_prepared_it(at_the_ward, cast):
    take_up(at_the_ward, cast)
    casework.propose(dossier_id=at_the_ward, outcome="granted", content="", by=cast.tuan, at=on(9, 9), key="p")
    casework.send_back(dossier_id=at_the_ward, reason="Thiếu căn cứ.", by=cast.ha, at=on(9, 10), key="sb")

    found = routing.route(at_the_ward)
    assert (lies(at_the_ward)[0], found.holder_id) == ("examine", cast.tuan.user_id)


def test_a_commune_may_draft_what_the_district_decides(apply, cast, ward):
    """With `may: [propose]` the ward writes the draft itself; sent back, it comes back to the ward."""
    from motcua.routing.tests.conftest import DISTRICT_DECIDES

    drafted = [
        COMMUNE_EXAMINES[0],
        step("verify", "specialist", 4, unit="receiving", may=["propose"]),
        *COMMUNE_EXAMINES[4:],
    ]
    published("1.004837", route=drafted, authority=DISTRICT_DECIDES)
    dossier_id = send(apply, cast, ward)
    casework.receive(dossier_id=dossier_id, by=cast.hoa, at=on(8, 10), key="r")
    casework.take(dossier_id=dossier_id, by=cast.minh, at=on(8, 11), key="t")
    casework.propose(dossier_id=dossier_id, outcome="granted", content="", by=cast.minh, at=on(8, 14), key="p")
    assert lies(dossier_id) == ("check", "district", "pool")
    casework.send_back(dossier_id=dossier_id, reason="Sửa.", by=cast.ha, at=on(8, 15), key="sb")

    assert lies(dossier_id) == ("verify", "commune", "held")
    assert dossiers.one(cast.minh, dossier_id).holder_id == cast.minh.user_id


def test_a_route_without_an_end_is_refused_at_reception(apply, cast, ward):
    published("1.004837", route=[step("receive", "counter", 1, unit="receiving"), step("examine", "specialist")])
    dossier_id = send(apply, cast, ward)

    with pytest.raises(Invalid, match="ký và đóng dấu"):
        casework.receive(dossier_id=dossier_id, by=cast.hoa, at=on(8, 10), key="r")
    assert dossiers.one(cast.lan, dossier_id).state == State.SUBMITTED


def test_a_route_to_a_unit_that_is_not_there_is_refused_at_reception(apply, cast, ward):
    published("1.004837", route=[step("verify", "specialist", unit={"unit": "000.99.99.H26"}), *COMMUNE_EXAMINES[3:]])
    dossier_id = send(apply, cast, ward)

    with pytest.raises(Invalid, match="đơn vị không có"):
        casework.receive(dossier_id=dossier_id, by=cast.hoa, at=on(8, 10), key="r")


def test_a_step_whose_condition_is_false_is_not_taken(apply, cast, ward):
    plain = [step("receive", "counter", 1, unit="receiving"), step("examine", "specialist")]
    never = step("look", "specialist", 2, when={"==": [1, 2]})
    published("1.004837", route=[*plain, never, step("decide", "leader"), step("seal", "seal")])
    dossier_id = send(apply, cast, ward)
    casework.receive(dossier_id=dossier_id, by=cast.hoa, at=on(8, 10), key="r")

    assert [one["id"] for one in routing.route(dossier_id).plan] == ["receive", "examine", "decide", "seal"]


def test_the_citizen_sees_the_levels_in_one_line(at_the_ward, cast, browse):
    take_up(at_the_ward, cast)

    assert [unit.level for unit in routing.levels(at_the_ward)] == ["commune", "district"]
    page = browse(cast.lan).get(f"/dossiers/{at_the_ward}/").content.decode()
    assert "Đã qua" in page and "Hoàn Kiếm" in page


def test_a_stale_page_hands_nothing_on_twice(at_the_ward, cast):
    casework.take(dossier_id=at_the_ward, by=cast.minh, at=on(8, 11), key="take")
    casework.hand_on(dossier_id=at_the_ward, note="Đã xác minh.", by=cast.minh, at=on(8, 14), key="h1")

    with pytest.raises((NotAllowed, NotThere, OutOfOrder)):
        casework.hand_on(dossier_id=at_the_ward, note="Đã xác minh.", by=cast.minh, at=on(8, 14, 5), key="h2")
    assert lies(at_the_ward)[0] == "pass_up"

"""The table, written a second time by hand: what the law's ten states allow, and nothing else."""

import pytest
from django.db import IntegrityError, connection, transaction

from conftest import MONDAY
from motcua.base.refusals import NotAllowed, OutOfOrder
from motcua.dossiers.lifecycle import (
    BEFORE,
    ENDED,
    IN_SETTLEMENT,
    LIFECYCLE,
    ONLY_AFTER_RECEPTION,
    ONLY_BEFORE_RECEPTION,
    OPEN,
    State,
)
from motcua.people.models import NEVER_DECIDES, Role

# act: (who, from these states, to this one). By the national codes (`docs/law.md`).
WRITTEN = {
    "submit": ("applicant", {0}, 1),
    "register": ("counter", {0}, 2),
    "open": ("system", {0}, 2),
    "drop": ("system", {2, 4, 5, 6}, 8),
    "note_in": ("counter", {0}, 1),
    "receive": ("counter", {1}, 2),
    "guide": ("counter", {1}, 5),
    "resubmit": ("applicant", {5}, 1),
    "complete": ("counter", {5}, 2),
    "decline": ("counter", {1, 5}, 3),
    "take": ("specialist", {2}, 4),
    "ask": ("specialist", {4}, 5),
    "supplement": ("applicant", {5}, 4),
    "charge": ("specialist", {4}, 6),
    "acquit": ("cashier counter system", {6}, 4),
    "pause": ("leader", {4}, 4),
    "resume": ("leader", {4}, 4),
    "apologise": ("specialist", {4}, 4),
    "extend": ("head leader", {4}, 4),
    "consent": ("leader", {4}, 4),
    "withdraw": ("applicant", {1, 2, 4, 5, 6}, 7),
    "release": ("counter", {7}, 8),
    "stop": ("leader", {4, 5}, 8),
    "seal": ("seal", {4}, 9),
    "give_back": ("counter", {8}, 8),
    "hand_back": ("counter", {9}, 10),
    "deliver": ("postal", {9}, 10),
}
STATES = [BEFORE, *State]
acts = pytest.mark.parametrize("act", WRITTEN)


def test_the_states_are_the_nations_ten_code_for_code():
    assert {s.value: s.label for s in State} == {
        1: "Mới đăng ký", 2: "Được tiếp nhận", 3: "Không được tiếp nhận", 4: "Đang xử lý",
        5: "Yêu cầu bổ sung giấy tờ", 6: "Yêu cầu thực hiện nghĩa vụ tài chính", 7: "Công dân yêu cầu rút hồ sơ",
        8: "Dừng xử lý", 9: "Đã xử lý xong", 10: "Đã trả kết quả",
    }  # fmt: skip


def test_no_act_is_missing_here():
    assert {s.act for s in LIFECYCLE.steps} == set(WRITTEN)


@acts
@pytest.mark.parametrize("state", STATES, ids=lambda s: getattr(s, "name", "BEFORE").lower())
def test_every_role_may_do_it_from_this_state_or_is_refused(act, state):
    who, sources, target = WRITTEN[act]
    for role in Role:
        if role in who.split() and state in sources:
            assert LIFECYCLE.take(act, state, {role}).target == target
        else:
            with pytest.raises(OutOfOrder if role in who.split() else NotAllowed):
                LIFECYCLE.take(act, state, {role})


@acts
def test_the_buttons_offer_exactly_what_can_be_done(act):
    who, sources, _target = WRITTEN[act]
    for state in STATES:
        for role in Role:
            offered = act in [s.act for s in LIFECYCLE.open_to(state, {role})]
            assert offered == (role in who.split() and state in sources), (state, role)


@acts
def test_the_database_takes_only_the_movements_of_the_table(act, submitted):
    _who, sources, target = WRITTEN[act]
    for source in STATES:
        for aim in State:
            allowed = source in sources and aim == target
            assert inserted(submitted, act=act, source=int(source), target=int(aim)) == allowed, (source, aim)


def inserted(dossier_id, *, act, source, target):
    """Insert one movement past all code; True if the database took it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO dossiers_movement (dossier_id, seq, act, source, target, role, actor, at, note) "
                "VALUES (%s, 99, %s, %s, %s, 'x', 'x', %s, '')",
                [dossier_id, act, source, target, MONDAY],
            )
            transaction.set_rollback(True)
    except IntegrityError as fault:
        assert "only_as_the_lifecycle_says" in str(fault)
        return False
    return True


def test_the_database_refuses_an_act_that_nobody_knows(submitted):
    assert not inserted(submitted, act="lose", source=1, target=2)


def test_every_state_can_be_reached_and_only_the_ends_are_ends():
    reached, frontier = {BEFORE}, [BEFORE]
    while frontier:
        state = frontier.pop()
        for target in {s.target for s in LIFECYCLE.steps if state in s.sources} - reached:
            reached.add(target)
            frontier.append(target)

    assert reached == {BEFORE, *State}
    left = {source for s in LIFECYCLE.steps for source in s.sources if source != s.target}
    assert set(State) - left == set(ENDED)


def test_whoever_configures_or_inspects_can_take_no_step():
    assert not any(s.who & NEVER_DECIDES for s in LIFECYCLE.steps)


def test_every_step_names_its_article():
    assert all(s.law.startswith(("NĐ ", "TT ", "QĐ ")) for s in LIFECYCLE.steps)


def test_every_state_is_either_open_or_done_or_ended():
    assert sorted([*OPEN, State.DONE, *ENDED]) == sorted(State)
    assert set(IN_SETTLEMENT) < set(OPEN)


def test_the_two_kinds_of_supplement_never_meet():
    assert not ONLY_BEFORE_RECEPTION & ONLY_AFTER_RECEPTION
    assert {s.act for s in LIFECYCLE.steps if s.target == State.SUPPLEMENT} == {"guide", "ask"}

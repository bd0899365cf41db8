"""Every step × state × role of tickets and folders, against tables written by hand."""

import pytest

from motcua.base.refusals import NotAllowed, OutOfOrder
from motcua.people.models import Role
from motcua.reception.lifecycle import FOLDERS, NONE, TICKETS, FolderState, TicketState

TICKET = {
    ("draw", "none"): ({"system", "counter"}, "waiting"),
    ("call", "waiting"): ({"counter"}, "called"),
    ("recall", "called"): ({"counter"}, "called"),
    ("recall", "missed"): ({"counter"}, "called"),
    ("recall", "parked"): ({"counter"}, "called"),
    ("serve", "called"): ({"counter"}, "serving"),
    ("miss", "called"): ({"counter"}, "missed"),
    ("park", "called"): ({"counter"}, "parked"),
    ("park", "serving"): ({"counter"}, "parked"),
    ("finish", "serving"): ({"counter"}, "finished"),
    ("close", "waiting"): ({"counter"}, "left"),
    ("close", "called"): ({"counter"}, "left"),
    ("close", "missed"): ({"counter"}, "left"),
    ("close", "parked"): ({"counter"}, "left"),
    ("close", "serving"): ({"counter"}, "finished"),
}
DESK = {"specialist", "head", "leader", "seal"}
FOLDER = {
    ("open", "none"): ({"counter"}, "at_counter"),
    ("hand", "at_counter"): ({"counter"}, "on_the_way"),
    ("hand", "at_desk"): (DESK, "on_the_way"),
    ("accept_at_counter", "on_the_way"): ({"counter"}, "at_counter"),
    ("accept_at_desk", "on_the_way"): (DESK, "at_desk"),
    ("turn_down", "on_the_way"): ({"counter", *DESK}, "on_the_way"),
    ("take_back_to_counter", "on_the_way"): ({"counter"}, "at_counter"),
    ("take_back_to_desk", "on_the_way"): (DESK, "at_desk"),
    ("archive", "at_counter"): ({"counter"}, "archived"),
    ("archive", "at_desk"): (DESK, "archived"),
    ("give_out", "at_counter"): ({"counter"}, "returned"),
}
LIVES = [(TICKETS, TICKET, (NONE, *TicketState)), (FOLDERS, FOLDER, (NONE, *FolderState))]
CASES = [
    pytest.param(life, written, act, state, id=f"{act}-{state}")
    for life, written, states in LIVES
    for act in dict.fromkeys(act for act, _state in written)
    for state in states
]


@pytest.mark.parametrize(("life", "written", "act", "state"), CASES)
def test_every_role_may_take_the_step_from_this_state_or_is_refused(life, written, act, state):
    who, target = written.get((act, str(state)), (set(), None))
    anywhere = set().union(*(roles for (name, _source), (roles, _target) in written.items() if name == act))
    for role in Role:
        if role in who:
            assert life.take(act, state, {role}).target == target
        else:
            with pytest.raises(OutOfOrder if role in anywhere else NotAllowed):
                life.take(act, state, {role})


@pytest.mark.parametrize(("life", "written"), [(life, written) for life, written, _states in LIVES])
def test_no_step_is_missing_here(life, written):
    assert {(s.act, str(source)) for s in life.steps for source in s.sources} == set(written)

"""The two tables, written a second time by hand: every act from every state by every role."""

import pytest

from motcua.base.refusals import NotAllowed, OutOfOrder
from motcua.people.models import NEVER_DECIDES, Role
from motcua.routing.lifecycle import LIFECYCLE, NONE, OPINIONS, OpinionState, RouteState

OFFICERS = "specialist head leader seal counter postal"
# act: (who, from these states, to this one)
OF_ROUTES = {
    "begin": ("counter", {"none"}, "pool"),
    "pass_on": (OFFICERS, {"pool", "held"}, "pool"),
    "come_back": ("specialist head leader", {"pool", "held"}, "held"),
    "claim": ("specialist", {"pool"}, "held"),
    "assign": ("head", {"pool"}, "held"),
    "reassign": ("head", {"held"}, "held"),
    "hand_on": ("specialist head leader", {"pool", "held"}, "pool"),
    "fall_back": ("system", {"held"}, "pool"),
    "finish": (OFFICERS, {"pool", "held"}, "ended"),
}
OF_OPINIONS = {
    "ask_opinion": ("specialist", {"none"}, "asked"),
    "give_opinion": ("specialist head leader", {"asked", "silent"}, "given"),
    "report_silence": ("system", {"asked"}, "silent"),
    "call_off": (OFFICERS, {"asked", "silent"}, "called_off"),
}
TABLES = [(LIFECYCLE, OF_ROUTES, [NONE, *RouteState]), (OPINIONS, OF_OPINIONS, [NONE, *OpinionState])]
CASES = [
    pytest.param(table, act, written[act], state, id=f"{act}-{state}")
    for table, written, states in TABLES
    for act in written
    for state in states
]


@pytest.mark.parametrize(("table", "written", "_states"), TABLES, ids=["routes", "opinions"])
def test_no_act_is_missing_here(table, written, _states):
    assert {s.act for s in table.steps} == set(written)


@pytest.mark.parametrize(("table", "act", "written", "state"), CASES)
def test_every_role_may_do_it_from_this_state_or_is_refused(table, act, written, state):
    who, sources, target = written
    for role in Role:
        if role in who.split() and state in sources:
            assert table.take(act, state, {role}).target == target
        else:
            with pytest.raises(OutOfOrder if role in who.split() else NotAllowed):
                table.take(act, state, {role})


def test_who_configures_or_inspects_moves_nothing():
    for table, _written, _states in TABLES:
        assert not any(step.who & {str(role) for role in NEVER_DECIDES} for step in table.steps)

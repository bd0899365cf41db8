"""Whoever stood at the counter with less than is needed: the record agrees with itself at every step."""

from motcua.base.checks import Scope
from motcua.casework.tests.test_complete import complete
from motcua.casework.tests.test_guide_walk_in import guide
from motcua.casework.tests.test_turn_away import turn_away
from motcua.casework.tests.walking_in import brought
from motcua.reporting import fsck


def faults():
    return fsck.run(Scope(rehash=True)).faults


def test_all_is_well_with_one_that_was_turned_away(cast, ward):
    turn_away(brought(ward), cast.hoa)
    assert faults() == []


def test_all_is_well_with_one_that_was_guided_and_came_back(cast, ward):
    form = brought(ward)
    guided = guide(form, cast.hoa).subject
    assert faults() == []

    complete(guided, form, cast.hoa)
    assert faults() == []

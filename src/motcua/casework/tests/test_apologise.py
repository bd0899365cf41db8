from motcua.base.refusals import NotAllowed
from motcua.casework.tests.keeping import refused
from motcua.casework.tests.test_extend import apologise


def test_a_leader_does_not_draft_it(taken, cast):
    with refused(NotAllowed, taken):
        apologise(taken, cast.hung)

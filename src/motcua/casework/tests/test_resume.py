from motcua.base.refusals import OutOfOrder
from motcua.casework.tests.keeping import refused
from motcua.casework.tests.test_pause import resume


def test_only_a_running_pause_is_ended(taken, cast):
    with refused(OutOfOrder, taken):
        resume(taken, cast.hung)

from motcua.base.refusals import OutOfOrder
from motcua.casework.tests.keeping import refused
from motcua.casework.tests.test_correct import agree


def test_nobody_agrees_to_what_was_not_drafted(taken, cast):
    with refused(OutOfOrder, taken):
        agree(taken, cast.hung)

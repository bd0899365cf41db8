"""More in `motcua/routing/tests/test_levels.py`: here what an ordinary route refuses."""

from conftest import on
from motcua import casework
from motcua.base.refusals import NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, refused


def hand_on(dossier_id, by, *, note="Xong.", key="h"):
    return casework.hand_on(dossier_id=dossier_id, note=note, by=by, at=on(8, 14), key=key)


def test_where_a_result_is_put_forward_nothing_is_handed_on_past_it(taken, cast):
    with refused(OutOfOrder, taken):
        hand_on(taken, cast.minh)


def test_not_before_it_was_taken(received, cast):
    with refused(OutOfOrder, received):
        hand_on(received, cast.minh)


def test_for_a_stranger_it_is_not_there(taken, cast):
    for name in STRANGERS:
        with refused(NotThere, taken):
            hand_on(taken, getattr(cast, name))

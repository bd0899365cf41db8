from conftest import on
from motcua import casework
from motcua.base.refusals import NotAllowed
from motcua.casework.tests.keeping import refused


def test_nobody_rings_it_by_hand(taken, cast):
    with refused(NotAllowed, taken):
        casework.alarm(dossier_id=taken, kind="apology", by=cast.hung, at=on(10, 12), key="k")

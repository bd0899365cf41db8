from conftest import on
from motcua import casework
from motcua.base.refusals import NotAllowed, OutOfOrder
from motcua.casework.tests.keeping import refused, told
from motcua.dossiers import queries as dossiers
from motcua.people.models import Duty
from motcua.people.who import SYSTEM
from motcua.reporting import fsck
from motcua.routing import jobs
from motcua.routing import queries as routing


def leave(who):
    Duty.objects.filter(officer_id=who.user_id).update(until_date=on(9, 8).date())


def test_a_step_whose_holder_left_lies_in_the_pool_and_the_head_sees_it(taken, cast):
    assert jobs.looked_after(now=on(8, 16)) == 0
    leave(cast.minh)
    assert jobs.looked_after(now=on(9, 9)) == 1

    dossier = dossiers.one(cast.hung, taken)
    assert (dossier.holder_id, routing.route(taken).state) == (None, "pool")
    assert told(taken)[-1] == "routing.fall_back"
    assert [one.pk for one in routing.to_assign(cast.hung)] == [taken]
    assert fsck.run(fsck.scope_of(code=dossier.code)).faults == []


def test_not_while_the_holder_is_there_and_not_by_hand(taken, cast):
    with refused(OutOfOrder, taken):
        casework.fall_back(dossier_id=taken, by=SYSTEM, at=on(8, 16), key="f")
    leave(cast.minh)
    with refused(NotAllowed, taken):
        casework.fall_back(dossier_id=taken, by=cast.hung, at=on(9, 9), key="f")

from dataclasses import replace

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, refused, told
from motcua.dossiers import queries as dossiers
from motcua.people.models import Duty
from motcua.routing import queries as routing


def reassign(dossier_id, by, to, *, reason="Minh đi họp.", at=on(8, 14), key="reassign"):
    return casework.reassign(dossier_id=dossier_id, officer_id=to.user_id, reason=reason, by=by, at=at, key=key)


def second(cast, ward):
    """Linh works at Hàng Bạc too."""
    Duty.objects.create(officer_id=cast.linh.user_id, unit=ward, role="specialist", since_date=on(1, 8).date())
    return replace(cast.linh, duties=cast.linh.duties | {("specialist", ward.pk)})


def test_another_specialist_has_it_and_the_reason_is_kept(taken, cast, ward):
    linh = second(cast, ward)
    reassign(taken, cast.hung, linh)

    assert dossiers.one(linh, taken).holder_id == linh.user_id
    assert told(taken)[-1] == "routing.reassign"
    assert routing.steps(taken)[-1].note == "Minh đi họp."
    with refused(NotAllowed, taken):
        casework.propose(dossier_id=taken, outcome="granted", content="", by=cast.minh, at=on(8, 15), key="p")


def test_not_without_a_reason_nor_to_whoever_has_it(taken, cast, ward):
    linh = second(cast, ward)
    with refused(Invalid, taken):
        reassign(taken, cast.hung, linh, reason=" ")
    with refused(Invalid, taken):
        reassign(taken, cast.hung, cast.minh)


def test_only_a_head_and_no_stranger(taken, cast, ward):
    linh = second(cast, ward)
    with refused(NotAllowed, taken):
        reassign(taken, cast.minh, linh)
    for name in STRANGERS:
        with refused(NotThere, taken):
            reassign(taken, getattr(cast, name), linh)


def test_not_what_nobody_has_nor_what_is_put_forward(received, proposed, cast, ward):
    linh = second(cast, ward)
    with refused(OutOfOrder, proposed):
        reassign(proposed, cast.hung, linh)

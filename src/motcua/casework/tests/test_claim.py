import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import refused, told
from motcua.dossiers import queries as dossiers
from motcua.people.models import Duty
from motcua.people.who import SYSTEM
from tests.at_once import at_once


@pytest.fixture
def fallen(taken, cast):
    """Minh left; the machine laid the dossier back in the pool; then somebody comes again."""
    Duty.objects.filter(officer_id=cast.minh.user_id).update(until_date=on(9, 8).date())
    casework.fall_back(dossier_id=taken, by=SYSTEM, at=on(9, 9), key="fall")
    return taken


def claim(dossier_id, by, *, key="claim"):
    return casework.claim(dossier_id=dossier_id, by=by, at=on(9, 10), key=key)


def test_whoever_claims_it_has_it(fallen, cast):
    claim(fallen, cast.minh)

    assert dossiers.one(cast.minh, fallen).holder_id == cast.minh.user_id
    assert told(fallen)[-1] == "routing.claim"


def test_only_a_specialist_of_the_unit(fallen, cast):
    for name in ("hung", "hoa", "thu"):
        with refused(NotAllowed, fallen):
            claim(fallen, getattr(cast, name))
    with refused(NotThere, fallen):
        claim(fallen, cast.linh)


@pytest.mark.parametrize("state", ["received", "taken", "proposed", "sealed"])
def test_not_what_somebody_has_or_what_is_elsewhere(request, cast, state):
    dossier_id = request.getfixturevalue(state)
    with refused(OutOfOrder, dossier_id):
        claim(dossier_id, cast.minh)


def test_of_two_at_once_one_has_it(committed, fallen, cast):
    answers = at_once(*[lambda key=f"k{n}": claim(fallen, cast.minh, key=key) for n in range(2)])

    assert sum(isinstance(a, Done) for a in answers) == 1

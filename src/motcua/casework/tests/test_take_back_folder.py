import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.foldering import accept, hand, opened, where
from motcua.casework.tests.keeping import kept, refused


@pytest.fixture
def given(received, hoa):
    opened(received, hoa)
    hand(received, hoa)
    return received


def take_back(dossier_id, by, *, key="", at=on(8, 15)):
    return casework.take_back_folder(dossier_id=dossier_id, by=by, at=at, key=key)


def test_it_stands_again_where_it_was(given, hoa, minh):
    take_back(given, hoa)
    assert where(given) == ("at_counter", hoa.user_id)
    hand(given, hoa, at=on(8, 15, 10))
    accept(given, minh, at=on(8, 15, 20))
    hand(given, minh, toward="counter", at=on(8, 15, 30))
    take_back(given, minh, at=on(8, 15, 40))
    assert where(given) == ("at_desk", minh.user_id)


def test_only_the_giver_and_only_before_somebody_confirmed(given, hoa, minh, cast):
    with refused(NotAllowed, given):
        take_back(given, minh)
    with refused(NotThere, given):
        take_back(given, cast.khanh)
    accept(given, minh)
    with refused(OutOfOrder, given):
        take_back(given, hoa)


def test_the_same_form_twice_takes_it_once(given, hoa):
    first = take_back(given, hoa, key="k")
    before = kept(given)
    assert take_back(given, hoa, key="k") == first
    assert kept(given) == before

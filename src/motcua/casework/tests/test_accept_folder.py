import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.foldering import accept, hand, opened, where
from motcua.casework.tests.keeping import STRANGERS, kept, refused
from motcua.reception import queries as reception
from tests.at_once import at_once


@pytest.fixture
def given(received, hoa):
    opened(received, hoa)
    hand(received, hoa)
    return received


def test_from_here_the_receiver_answers_for_it(given, minh):
    accept(given, minh)
    assert where(given) == ("at_desk", minh.user_id)
    assert reception.folder(given).transferred_at == on(8, 11, 30)
    assert [f.dossier_id for f in reception.at_desk(minh)] == [given]


def test_a_hand_over_has_two_people(given, hoa):
    with refused(NotAllowed, given):
        accept(given, hoa)


def test_strangers_and_other_roles_confirm_nothing(given, cast):
    for name in STRANGERS:
        with refused(NotThere, given):
            accept(given, getattr(cast, name))
    for name in ("lan", "yen"):
        with refused(NotAllowed, given):
            accept(given, getattr(cast, name))


def test_what_is_not_on_the_way_is_not_confirmed(given, minh, cast):
    accept(given, minh)
    with refused(OutOfOrder, given):
        accept(given, cast.thu)


def test_the_same_form_twice_confirms_once(given, minh):
    first = accept(given, minh, key="k")
    before = kept(given)
    assert accept(given, minh, key="k") == first
    assert kept(given) == before


def test_of_two_at_once_one_has_it(committed, given, cast):
    answers = at_once(*[
        lambda who=who: casework.accept_folder(dossier_id=given, batch=None, by=who, at=on(8, 12), key="")
        for who in (cast.minh, cast.thu, cast.hung)
    ])  # fmt: skip
    assert sum(isinstance(a, Done) for a in answers) == 1
    assert sum(isinstance(a, OutOfOrder) for a in answers) == 2

import pytest

from conftest import on
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.foldering import accept, hand, opened, where
from motcua.casework.tests.keeping import STRANGERS, kept, refused, told
from motcua.reception import queries as reception


@pytest.fixture
def folder(received, hoa):
    return opened(received, hoa)


def test_until_somebody_confirms_the_giver_answers_for_it(folder, hoa, minh):
    hand(folder, hoa)
    assert where(folder) == ("on_the_way", hoa.user_id)
    assert [f.dossier_id for f in reception.to_accept(minh)] == [folder]
    assert [f.dossier_id for f in reception.given_by(hoa)] == [folder]
    assert told(folder)[-1] == "reception.folder_hand"


def test_it_goes_back_from_the_desk_to_the_counter(folder, hoa, minh):
    hand(folder, hoa)
    accept(folder, minh)
    hand(folder, minh, toward="counter", at=on(8, 14))
    accept(folder, hoa, at=on(8, 15))
    assert where(folder) == ("at_counter", hoa.user_id)
    assert [s.act for s in reception.register(folder)] == [
        "open", "hand", "accept_at_desk", "hand", "accept_at_counter",
    ]  # fmt: skip
    assert not reception.at_counter(hoa)  # it has been transferred: nothing is due any more


def test_not_to_where_it_is_and_not_twice(folder, hoa):
    for toward in ("counter", "moon"):
        with refused(Invalid, folder):
            hand(folder, hoa, toward=toward)
    hand(folder, hoa)
    with refused(OutOfOrder, folder):
        hand(folder, hoa)


def test_who_does_not_have_it_does_not_give_it(folder, hoa, cast):
    for name in STRANGERS:
        with refused(NotThere, folder):
            hand(folder, getattr(cast, name))
    for name in ("lan", "yen"):
        with refused(NotAllowed, folder):
            hand(folder, getattr(cast, name))
    with refused(OutOfOrder, folder):
        hand(folder, cast.minh)


def test_without_a_folder_there_is_nothing_to_give(received, hoa):
    with refused(NotThere, received):
        hand(received, hoa)


def test_the_same_form_twice_gives_once(folder, hoa):
    first = hand(folder, hoa, key="k")
    before = kept(folder)
    assert hand(folder, hoa, key="k") == first
    assert kept(folder) == before

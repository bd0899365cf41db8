import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.foldering import accept, hand, opened, where
from motcua.casework.tests.keeping import kept, refused
from motcua.reception import queries as reception


@pytest.fixture
def given(received, hoa):
    opened(received, hoa)
    hand(received, hoa)
    return received


def turn_down(dossier_id, by, *, reason="Thiếu bản chính giấy chứng tử.", key=""):
    return casework.turn_down_folder(dossier_id=dossier_id, reason=reason, by=by, at=on(8, 12), key=key)


def test_the_giver_still_answers_for_it_and_reads_why(given, hoa, minh):
    turn_down(given, minh)
    assert where(given) == ("on_the_way", hoa.user_id)
    assert reception.register(given)[-1].note == "Thiếu bản chính giấy chứng tử."
    accept(given, minh, at=on(8, 13))  # it was found after all
    assert where(given) == ("at_desk", minh.user_id)


def test_without_a_reason_by_the_giver_or_by_others_it_is_refused(given, hoa, minh, cast):
    with refused(Invalid, given):
        turn_down(given, minh, reason=" ")
    with refused(NotAllowed, given):
        turn_down(given, hoa)
    with refused(NotAllowed, given):
        turn_down(given, cast.lan)
    with refused(NotThere, given):
        turn_down(given, cast.khanh)


def test_what_has_arrived_is_not_turned_down(given, minh, cast):
    accept(given, minh)
    with refused(OutOfOrder, given):
        turn_down(given, cast.thu)


def test_the_same_form_twice_says_it_once(given, minh):
    first = turn_down(given, minh, key="k")
    before = kept(given)
    assert turn_down(given, minh, key="k") == first
    assert kept(given) == before

import pytest
from django.db import IntegrityError, transaction

from conftest import MONDAY
from motcua.base.refusals import NotAllowed, OutOfOrder
from motcua.people.models import Role
from motcua.post import codes
from motcua.post.lifecycle import LIFECYCLE, ParcelState
from motcua.post.models import Parcel

WRITTEN = {
    "hand_to_post": ("counter", {"ordered"}, "on_its_way"),
    "call_off": ("counter", {"ordered"}, "called_off"),
    "deliver": ("postal", {"on_its_way"}, "delivered"),
    "bring_back": ("postal", {"on_its_way"}, "came_back"),
}


@pytest.mark.parametrize("act", WRITTEN)
@pytest.mark.parametrize("state", ParcelState)
def test_every_role_may_take_the_step_from_this_state_or_is_refused(act, state):
    who, sources, target = WRITTEN[act]
    for role in Role:
        if role == who and state in sources:
            assert LIFECYCLE.take(act, state, {role}).target == target
        else:
            with pytest.raises(OutOfOrder if role == who else NotAllowed):
                LIFECYCLE.take(act, state, {role})


def test_no_step_is_missing_here():
    assert {s.act for s in LIFECYCLE.steps} == set(WRITTEN)


# UPU S10


def test_the_published_example_of_the_standard_has_this_check_digit():
    # 473124829: UPU S10, weights 8 6 4 2 3 5 9 7.
    assert codes.check_digit(47312482) == 9


@pytest.mark.parametrize(
    ("serial", "digit"),
    [
        (0, 5),  # nothing left over: 11 becomes 5
        (1, 4),  # 7: 11 - 7
        (10_000_000, 3),  # 8: 11 - 8
        (6, 2),  # 42 mod 11 is 9: 11 - 9
        (8, 0),  # 56 mod 11 is 1: 10 becomes 0
    ],
)
def test_the_check_digit_by_hand(serial, digit):
    assert codes.check_digit(serial) == digit


def test_an_item_code_is_written_and_recognised():
    assert codes.item_code(47312482, service="EE") == "EE473124829VN"
    assert codes.is_item_code("EE473124829VN")
    assert all(codes.is_item_code(codes.item_code(n)) for n in (0, 1, 99, 12_345_678, 99_999_999))


@pytest.mark.parametrize(
    "code", ["", "EE473124828VN", "EE473124289VN", "E1473124829VN", "EE47312482VN", "EE473124829V1", "EE473124829VNX"]
)
def test_what_was_mistyped_is_no_item_code(code):
    assert not codes.is_item_code(code)


def test_one_wrong_digit_is_always_found_out():
    for place in range(8):
        for other in "0123456789":
            digits = "47312482"
            wrong = digits[:place] + other + digits[place + 1 :]
            # 10 becomes 0 and 11 becomes 5: the two values the standard folds are the only blind spot.
            assert wrong == digits or codes.check_digit(int(wrong)) != 9


# What the database holds to


def parcel(dossier_id, **values):
    return Parcel.objects.create(
        dossier_id=dossier_id, **{"state": "ordered", "to_name": "x", "to_address": "x", "ordered_at": MONDAY, **values}
    )


def refuses(name, dossier_id, **values):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        parcel(dossier_id, **values)


def test_a_parcels_state_is_known(submitted):
    refuses("parcel_state_is_known", submitted, state="lost", handed_at=MONDAY, item_code="EE473124829VN")


@pytest.mark.parametrize("half", [{}, {"handed_at": MONDAY}, {"item_code": "EE473124829VN"}])
def test_a_parcel_on_its_way_was_handed_over_with_a_code(submitted, half):
    refuses("a_parcel_on_its_way_was_handed_over", submitted, state="on_its_way", **half)


def test_one_running_parcel_a_dossier(submitted):
    parcel(submitted)
    refuses("one_running_parcel_a_dossier", submitted)


def test_after_one_came_back_another_can_be_ordered(submitted):
    parcel(submitted, state="came_back", handed_at=MONDAY, item_code="EE473124829VN")
    assert parcel(submitted)

import pytest

from conftest import MONDAY, on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, owed, refused, told
from motcua.casework.tests.test_hand_back import finished
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices
from motcua.post import queries as post
from motcua.post.codes import is_item_code
from tests.at_once import at_once


@pytest.fixture
def to_be_posted(apply, cast, ward):
    """Issued on Monday; Lan wants it by post."""
    dossier_id = apply()
    casework.save(dossier_id=dossier_id, changes={"return_by": "post"}, saves=None, by=cast.lan, at=MONDAY)
    casework.submit(
        dossier_id=dossier_id, unit_id=ward.pk, address="12 phố Hàng Bạc", by=cast.lan, at=MONDAY, key="submit"
    )
    finished(dossier_id, cast)
    return dossier_id


def hand_to_post(dossier_id, by, *, at=on(8, 16), key="hand_to_post"):
    return casework.hand_to_post(dossier_id=dossier_id, by=by, at=at, key=key)


def test_the_parcel_gets_an_item_code_and_is_on_its_way(to_be_posted, cast):
    done = hand_to_post(to_be_posted, cast.hoa)

    parcel = post.parcel(to_be_posted)
    assert (parcel.state, parcel.handed_at) == ("on_its_way", on(8, 16))
    assert is_item_code(parcel.item_code) and done.said == {"item": parcel.item_code}
    assert dossiers.one(cast.hoa, to_be_posted).state == State.DONE
    assert [p.dossier_id for p in post.on_the_way(cast.dat)] == [to_be_posted]


def test_the_applicant_is_told_the_code(to_be_posted, cast):
    from motcua.notices.models import Notice

    hand_to_post(to_be_posted, cast.hoa)

    assert owed(to_be_posted)[-1] == "on_its_way"
    assert post.parcel(to_be_posted).item_code in Notice.objects.get(dossier_id=to_be_posted, kind="on_its_way").body
    assert told(to_be_posted)[-1] == "post.hand_to_post"


def test_for_a_stranger_it_is_not_there(to_be_posted, cast):
    for name in STRANGERS:
        with refused(NotThere, to_be_posted):
            hand_to_post(to_be_posted, getattr(cast, name))


def test_only_the_counter_hands_it_over(to_be_posted, cast):
    for name in ("lan", "minh", "dat", "quang"):
        with refused(NotAllowed, to_be_posted):
            hand_to_post(to_be_posted, getattr(cast, name))


def test_without_a_result_nothing_is_posted(taken, cast):
    with refused(OutOfOrder, taken):
        hand_to_post(taken, cast.hoa)


def test_who_fetches_it_at_the_counter_has_no_parcel(sealed, cast):
    with refused(NotThere, sealed):
        hand_to_post(sealed, cast.hoa)


def test_what_is_on_its_way_is_not_handed_over_again(to_be_posted, cast):
    hand_to_post(to_be_posted, cast.hoa)

    with refused(OutOfOrder, to_be_posted):
        hand_to_post(to_be_posted, cast.hoa, key="k2")


def test_the_same_form_twice_gets_one_item_code(to_be_posted, cast):
    first = hand_to_post(to_be_posted, cast.hoa)
    before = kept(to_be_posted)

    assert hand_to_post(to_be_posted, cast.hoa) == first
    assert kept(to_be_posted) == before


def test_nothing_is_left_when_the_last_step_fails(to_be_posted, cast, monkeypatch):
    with broken(monkeypatch, notices, "owe", to_be_posted):
        hand_to_post(to_be_posted, cast.hoa)


def test_to_the_post_or_over_the_counter_but_not_both(committed, to_be_posted, cast):
    answers = at_once(
        lambda: hand_to_post(to_be_posted, cast.hoa),
        lambda: casework.hand_back(
            dossier_id=to_be_posted, to_name="Lan", identity="CCCD", by=cast.hoa, at=on(8, 16), key="hb"
        ),
    )

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert sum(isinstance(a, OutOfOrder) for a in answers) == 1

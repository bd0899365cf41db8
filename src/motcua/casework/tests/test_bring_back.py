from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, refused, told
from motcua.casework.tests.test_deliver import posted
from motcua.casework.tests.test_hand_back import hand_back
from motcua.casework.tests.test_hand_to_post import to_be_posted
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.post import commands
from motcua.post import queries as post

__all__ = ["posted", "to_be_posted"]


def bring_back(dossier_id, by, *, reason="Vắng nhà hai lần", at=on(9, 9), key="bring_back"):
    return casework.bring_back(dossier_id=dossier_id, reason=reason, by=by, at=at, key=key)


def test_the_envelope_is_at_the_counter_again_where_it_can_be_fetched(posted, cast):
    bring_back(posted, cast.dat)

    assert (post.parcel(posted).state, post.parcel(posted).ended_at) == ("came_back", on(9, 9))
    assert dossiers.one(cast.hoa, posted).state == State.DONE
    assert told(posted)[-1] == "post.bring_back"
    assert hand_back(posted, cast.hoa, at=on(10, 9)).state == State.RETURNED


def test_without_a_reason_it_is_refused(posted, cast):
    with refused(Invalid, posted):
        bring_back(posted, cast.dat, reason="")


def test_for_a_stranger_it_is_not_there(posted, cast):
    for name in STRANGERS:
        with refused(NotThere, posted):
            bring_back(posted, getattr(cast, name))


def test_only_the_post_brings_back(posted, cast):
    for name in ("lan", "hoa", "quang"):
        with refused(NotAllowed, posted):
            bring_back(posted, getattr(cast, name))


def test_what_is_not_on_its_way_does_not_come_back(to_be_posted, cast):
    with refused(OutOfOrder, to_be_posted):
        bring_back(to_be_posted, cast.dat)


def test_the_same_form_twice_gets_the_first_answer(posted, cast):
    first = bring_back(posted, cast.dat)
    before = kept(posted)

    assert bring_back(posted, cast.dat) == first
    assert kept(posted) == before


def test_nothing_is_left_when_the_last_step_fails(posted, cast, monkeypatch):
    with broken(monkeypatch, commands, "move", posted):
        bring_back(posted, cast.dat)

import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, owed, refused, told
from motcua.casework.tests.test_hand_to_post import hand_to_post, to_be_posted
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices
from motcua.post import queries as post
from motcua.results import queries as results
from tests.at_once import at_once

__all__ = ["to_be_posted"]


@pytest.fixture
def posted(to_be_posted, cast):
    """On its way since Monday 16:00."""
    hand_to_post(to_be_posted, cast.hoa)
    return to_be_posted


def deliver(dossier_id, by, *, to_name="Nguyễn Thị Lan", identity="CCCD", at=on(9, 9), key="deliver"):
    return casework.deliver(dossier_id=dossier_id, to_name=to_name, identity=identity, by=by, at=at, key=key)


def test_it_closes_parcel_and_dossier(posted, cast):
    done = deliver(posted, cast.dat)

    assert (done.state, dossiers.one(cast.hoa, posted).closed_at) == (State.RETURNED, on(9, 9))
    assert (post.parcel(posted).state, post.parcel(posted).ended_at) == ("delivered", on(9, 9))
    assert results.hand_over(posted).by_id == cast.dat.user_id
    assert owed(posted)[-1] == "returned"
    assert told(posted)[-2:] == ["post.deliver", "dossier.deliver"]


@pytest.mark.parametrize(("to_name", "identity"), [("", "CCCD"), ("Lan", "")])
def test_nothing_goes_to_nobody(posted, cast, to_name, identity):
    with refused(Invalid, posted):
        deliver(posted, cast.dat, to_name=to_name, identity=identity)


def test_for_a_stranger_it_is_not_there(posted, cast):
    for name in STRANGERS:
        with refused(NotThere, posted):
            deliver(posted, getattr(cast, name))


def test_only_the_post_delivers(posted, cast):
    for name in ("lan", "hoa", "minh", "quang"):
        with refused(NotAllowed, posted):
            deliver(posted, getattr(cast, name))


def test_what_was_not_handed_over_is_not_delivered(to_be_posted, cast):
    with refused(OutOfOrder, to_be_posted):
        deliver(to_be_posted, cast.dat)


def test_what_has_no_parcel_is_not_delivered(sealed, cast):
    with refused(NotThere, sealed):
        deliver(sealed, cast.dat)


def test_the_same_form_twice_gets_the_first_answer(posted, cast):
    first = deliver(posted, cast.dat)
    before = kept(posted)

    assert deliver(posted, cast.dat) == first
    assert kept(posted) == before


def test_nothing_is_left_when_the_last_step_fails(posted, cast, monkeypatch):
    with broken(monkeypatch, notices, "owe", posted):
        deliver(posted, cast.dat)


def test_delivered_or_brought_back_but_not_both(committed, posted, cast):
    answers = at_once(
        lambda: deliver(posted, cast.dat),
        lambda: casework.bring_back(dossier_id=posted, reason="Vắng nhà", by=cast.dat, at=on(9, 9), key="bb"),
    )

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert sum(isinstance(a, OutOfOrder) for a in answers) == 1

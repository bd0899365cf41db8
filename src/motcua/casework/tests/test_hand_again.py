import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, kept, owed, refused, told
from motcua.results import queries as results


@pytest.fixture
def replaced(returned, cast):
    """Revoked on Wednesday, issued again on Thursday: it waits at the counter."""
    words = {"dossier_id": returned}
    casework.ask_revocation(reason="Sai tên.", by=cast.minh, at=on(10, 9), key="q", **words)
    casework.revoke(reason="Sai tên.", by=cast.hung, at=on(10, 10), key="r", **words)
    casework.propose(outcome="granted", content="", by=cast.minh, at=on(11, 9), key="p", **words)
    casework.approve(by=cast.hung, at=on(11, 10), key="a", **words)
    casework.sign(by=cast.hung, at=on(11, 11), key="s", **words)
    casework.seal(by=cast.thu, at=on(11, 14), key="z", **words)
    return returned


def give(dossier_id, by, *, name="Nguyễn Thị Lan", key="hand_again"):
    return casework.hand_again(
        dossier_id=dossier_id, to_name=name, identity="CCCD", by=by, at=on(12, 9), key=key
    )


def test_the_new_one_is_handed_over_once_at_the_counter(replaced, cast):
    give(replaced, cast.hoa)

    assert results.hand_over(replaced).at == on(12, 9)
    assert told(replaced)[-1] == "results.hand_again"
    assert owed(replaced)[-1] == "handed_again"
    with refused(OutOfOrder, replaced):
        give(replaced, cast.hoa, key="again")


def test_without_a_name_nothing_is_given(replaced, cast):
    with refused(Invalid, replaced):
        give(replaced, cast.hoa, name=" ")


def test_while_nothing_was_revoked_there_is_nothing_to_hand_again(returned, cast):
    with refused(OutOfOrder, returned):
        give(returned, cast.hoa)


def test_only_the_counter_gives_it(replaced, cast):
    for name in ("lan", "minh", "hung", "thu", "quang"):
        with refused(NotAllowed, replaced):
            give(replaced, getattr(cast, name))


def test_for_a_stranger_it_is_not_there(replaced, cast):
    for name in STRANGERS:
        with refused(NotThere, replaced):
            give(replaced, getattr(cast, name))


def test_the_same_form_twice_gets_the_first_answer(replaced, cast):
    first = give(replaced, cast.hoa)
    before = kept(replaced)

    assert give(replaced, cast.hoa) == first
    assert kept(replaced) == before

import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, kept, owed, refused, told
from motcua.results import queries as results


def ask(dossier_id, by, *, reason="Ghi sai năm sinh.", at=on(10, 9), key="ask_revocation"):
    return casework.ask_revocation(dossier_id=dossier_id, reason=reason, by=by, at=at, key=key)


@pytest.mark.parametrize("name", ["minh", "hung", "thu"])
def test_whoever_made_it_may_doubt_it_and_the_applicant_is_told_nothing_yet(returned, cast, name):
    before = owed(returned)
    ask(returned, getattr(cast, name))

    asked = results.revocation_asked(results.running(returned))
    assert (asked.by_id, asked.note) == (getattr(cast, name).user_id, "Ghi sai năm sinh.")
    assert results.running(returned).state == "sealed", "it holds until somebody else decides"
    assert told(returned)[-1] == "results.ask_revocation"
    assert owed(returned) == before


def test_it_is_asked_once(returned, cast):
    ask(returned, cast.minh)

    with refused(OutOfOrder, returned):
        ask(returned, cast.thu, key="again")


def test_without_a_reason_it_is_refused(returned, cast):
    with refused(Invalid, returned):
        ask(returned, cast.minh, reason=" ")


@pytest.mark.parametrize("state", ["taken", "proposed", "signed"])
def test_what_was_not_issued_cannot_be_doubted(request, cast, state):
    dossier_id = request.getfixturevalue(state)

    with refused(NotThere, dossier_id):
        ask(dossier_id, cast.minh)


def test_neither_the_applicant_nor_the_counter_asks_for_it_here(returned, cast):
    for name in ("lan", "hoa", "quang"):
        with refused(NotAllowed, returned):
            ask(returned, getattr(cast, name))


def test_for_a_stranger_it_is_not_there(returned, cast):
    for name in STRANGERS:
        with refused(NotThere, returned):
            ask(returned, getattr(cast, name))


def test_the_same_form_twice_gets_the_first_answer(returned, cast):
    first = ask(returned, cast.minh)
    before = kept(returned)

    assert ask(returned, cast.minh) == first
    assert kept(returned) == before

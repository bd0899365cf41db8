"""More in `motcua/routing/tests/test_opinions.py`."""

import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, kept, refused, told
from motcua.organisation import queries as organisation


def ask(dossier_id, by, *, at=on(8, 14), key="q"):
    tax = organisation.by_code("000.00.05.H26")
    return casework.ask_opinion(
        dossier_id=dossier_id, unit_ids=[tax.pk], content="Còn nợ thuế không?", due_at=on(12, 9), by=by, at=at, key=key
    )


def test_it_is_asked_and_told(taken, cast):
    assert ask(taken, cast.minh).said == {"opinions": [1]}
    assert told(taken)[-1] == "routing.ask_opinion"


def test_a_draft_on_its_way_is_set_aside(proposed, cast):
    with refused(OutOfOrder, proposed):  # it lies with the head: first it comes back
        ask(proposed, cast.minh, at=on(8, 15))


def test_only_the_specialist_who_has_it(taken, cast):
    for name in ("hung", "hoa", "thu"):
        with refused(NotAllowed, taken):
            ask(taken, getattr(cast, name))
    for name in STRANGERS:
        with refused(NotThere, taken):
            ask(taken, getattr(cast, name))


@pytest.mark.parametrize("state", ["submitted", "received", "asked", "sealed"])
def test_not_outside_of_processing(request, cast, state):
    dossier_id = request.getfixturevalue(state)
    with refused(OutOfOrder, dossier_id):
        ask(dossier_id, cast.minh, at=on(10, 9))


def test_the_same_form_twice_asks_once(taken, cast):
    first = ask(taken, cast.minh)
    before = kept(taken)

    assert ask(taken, cast.minh) == first
    assert kept(taken) == before

import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, owed, refused, stepped, told
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices
from tests.at_once import at_once


def withdraw(dossier_id, by, *, reason="Đã có giấy cũ", at=on(10, 9), key="withdraw"):
    return casework.withdraw(dossier_id=dossier_id, reason=reason, by=by, at=at, key=key)


@pytest.mark.parametrize("state", ["submitted", "received", "taken", "asked", "proposed", "approved"])
def test_the_applicant_may_take_it_back_while_no_decision_exists(request, lan, state):
    dossier_id = request.getfixturevalue(state)
    done = withdraw(dossier_id, lan)

    assert (done.state, dossiers.one(lan, dossier_id).state) == (State.WITHDRAWING, State.WITHDRAWING)
    assert (stepped(dossier_id).act, stepped(dossier_id).note) == ("withdraw", "Đã có giấy cũ")
    assert owed(dossier_id)[-1] == "withdrawing"
    assert told(dossier_id)[-1] == "dossier.withdraw"


@pytest.mark.parametrize("state", ["signed", "sealed", "returned"])
def test_once_it_is_signed_a_decision_exists(request, lan, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        withdraw(dossier_id, lan)


def test_for_a_stranger_it_is_not_there(submitted, cast):
    for name in STRANGERS:
        with refused(NotThere, submitted):
            withdraw(submitted, getattr(cast, name))


def test_only_the_applicant_withdraws(submitted, cast):
    for name in ("hoa", "minh", "hung", "quang"):
        with refused(NotAllowed, submitted):
            withdraw(submitted, getattr(cast, name))


def test_what_is_being_withdrawn_is_not_withdrawn_again(submitted, lan):
    withdraw(submitted, lan)

    with refused(OutOfOrder, submitted):
        withdraw(submitted, lan, key="k2")


def test_the_same_form_twice_gets_the_first_answer(submitted, lan):
    first = withdraw(submitted, lan)
    before = kept(submitted)

    assert withdraw(submitted, lan) == first
    assert kept(submitted) == before


def test_nothing_is_left_when_the_last_step_fails(submitted, lan, monkeypatch):
    with broken(monkeypatch, notices, "owe", submitted):
        withdraw(submitted, lan)


def test_withdrawn_or_signed_but_not_both(committed, approved, cast):
    answers = at_once(
        lambda: withdraw(approved, cast.lan),
        lambda: casework.sign(dossier_id=approved, by=cast.hung, at=on(10, 9), key="sign"),
    )

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert sum(isinstance(a, OutOfOrder) for a in answers) == 1

import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, owed, refused, told
from motcua.dossiers import commands as dossiers_commands
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.results import queries as results
from tests.at_once import at_once


def send_back(dossier_id, by, *, reason="Sai ngày sinh", at=on(8, 16), key="send_back"):
    return casework.send_back(dossier_id=dossier_id, reason=reason, by=by, at=at, key=key)


@pytest.mark.parametrize("state", ["proposed", "approved"])
def test_it_goes_back_to_the_very_person_who_prepared_it_and_says_why(request, cast, state):
    dossier_id = request.getfixturevalue(state)
    send_back(dossier_id, cast.hung)

    assert results.running(dossier_id) is None
    (result,) = results.all_of(dossier_id)
    assert (result.state, results.steps(dossier_id)[-1].note) == ("sent_back", "Sai ngày sinh")
    dossier = dossiers.one(cast.hung, dossier_id)
    assert (dossier.state, dossier.holder_id) == (State.PROCESSING, cast.minh.user_id)
    assert told(dossier_id)[-1] == "results.send_back"


def test_it_owes_the_applicant_nothing_and_moves_no_date(proposed, cast):
    before = owed(proposed)
    send_back(proposed, cast.hung)

    assert owed(proposed) == before
    assert dossiers.one(cast.hung, proposed).due_at == on(11, 10)


def test_without_a_reason_it_is_refused(proposed, cast):
    with refused(Invalid, proposed) as found:
        send_back(proposed, cast.hung, reason="")
    assert list(found.value.fields) == ["reason"]


def test_for_a_stranger_it_is_not_there(proposed, cast):
    for name in STRANGERS:
        with refused(NotThere, proposed):
            send_back(proposed, getattr(cast, name))


def test_only_a_head_or_a_leader_sends_back(proposed, cast):
    for name in ("lan", "hoa", "minh", "thu", "quang"):
        with refused(NotAllowed, proposed):
            send_back(proposed, getattr(cast, name))


@pytest.mark.parametrize("state", ["signed", "sealed"])
def test_what_is_signed_is_decided(request, cast, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        send_back(dossier_id, cast.hung, at=on(10, 9))


def test_without_a_draft_there_is_nothing_to_send_back(taken, cast):
    with refused(NotThere, taken):
        send_back(taken, cast.hung)


def test_the_same_form_twice_gets_the_first_answer(proposed, cast):
    first = send_back(proposed, cast.hung)
    before = kept(proposed)

    assert send_back(proposed, cast.hung) == first
    assert kept(proposed) == before


def test_nothing_is_left_when_the_last_step_fails(proposed, cast, monkeypatch):
    with broken(monkeypatch, dossiers_commands, "give_to", proposed):
        send_back(proposed, cast.hung)


def test_signed_or_sent_back_but_not_both(committed, approved, cast):
    answers = at_once(
        lambda: send_back(approved, cast.hung),
        lambda: casework.sign(dossier_id=approved, by=cast.hung, at=on(8, 16), key="sign"),
    )

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert told(approved)[-1] in {"results.send_back", "results.sign"}

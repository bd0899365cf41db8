import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import KeyReused, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, given, kept, owed, refused, stepped, told
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices
from motcua.payments import queries as payments
from tests.at_once import at_once


def receive(dossier_id, by, *, at=on(8, 10), key="k"):
    return casework.receive(dossier_id=dossier_id, by=by, at=at, key=key)


def test_it_starts_the_clock_and_sets_the_due_date_three_working_days_on(submitted, hoa):
    done = receive(submitted, hoa)

    dossier = dossiers.one(hoa, submitted)
    assert (done.subject, done.code, done.state) == (submitted, dossier.code, State.RECEIVED)
    assert (dossier.state, dossier.received_at, dossier.due_at) == (State.RECEIVED, on(8, 10), on(11, 10))


def test_it_keeps_who_took_which_step_at_which_unit(submitted, hoa, ward):
    receive(submitted, hoa)

    step = stepped(submitted)
    assert (step.act, step.source, step.target, step.role) == ("receive", 1, 2, "counter")
    assert (step.by_id, step.unit_id, step.at, step.actor) == (hoa.user_id, ward.pk, on(8, 10), hoa.actor)


def test_it_opens_the_bill_with_what_is_due_on_reception(apply, cast, ward):
    dossier_id = apply("2.000635")  # an extract: 8,000 đ a copy
    casework.submit(dossier_id=dossier_id, unit_id=ward.pk, address="", by=cast.lan, at=on(8, 9), key="s")
    receive(dossier_id, cast.hoa)

    assert payments.account(dossier_id).due_vnd > 0
    assert payments.account(dossier_id).due_vnd % 8_000 == 0


def test_it_gives_the_receipt_and_owes_the_news(submitted, hoa):
    receive(submitted, hoa)

    assert given(submitted) == ["receipt"]
    assert owed(submitted) == ["submitted", "received"]


def test_it_is_in_the_journal(submitted, hoa):
    receive(submitted, hoa)

    assert told(submitted) == ["dossier.submit", "dossier.receive", "notices.letter"]


def test_for_a_stranger_it_is_not_there(submitted, cast):
    for name in STRANGERS:
        with refused(NotThere, submitted):
            receive(submitted, getattr(cast, name))


def test_only_the_counter_receives(submitted, cast):
    for name in ("lan", "minh", "hung", "thu", "yen", "dat", "quang"):
        with refused(NotAllowed, submitted):
            receive(submitted, getattr(cast, name))


@pytest.mark.parametrize("state", ["received", "taken", "asked", "sealed", "returned"])
def test_what_was_received_is_not_received_again(request, cast, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        receive(dossier_id, cast.hoa, at=on(10, 9))


def test_the_same_form_twice_gets_the_first_answer(submitted, hoa):
    first = receive(submitted, hoa)
    before = kept(submitted)

    assert receive(submitted, hoa, at=on(8, 11)) == first
    assert kept(submitted) == before


def test_a_colleague_with_the_same_key_gets_no_answer_of_hers(submitted, cast):
    receive(submitted, cast.hoa)

    with refused(KeyReused, submitted):
        receive(submitted, cast.minh)


def test_nothing_is_left_when_the_last_step_fails(submitted, hoa, monkeypatch):
    with broken(monkeypatch, notices, "owe", submitted):
        receive(submitted, hoa)


def test_eight_at_once_receive_it_once(committed, submitted, hoa):
    answers = at_once(*[lambda key=f"k{n}": receive(submitted, hoa, key=key) for n in range(8)])

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert sum(isinstance(a, OutOfOrder) for a in answers) == 7
    assert told(submitted).count("dossier.receive") == 1
    assert given(submitted) == ["receipt"]


def test_the_same_form_eight_times_at_once_gets_one_answer(committed, submitted, hoa):
    answers = at_once(*[lambda: receive(submitted, hoa)] * 8)

    assert len({repr(a) for a in answers}) == 1 and isinstance(answers[0], Done)
    assert told(submitted).count("dossier.receive") == 1

import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, given, kept, owed, refused, told
from motcua.casework.tests.test_withdraw import withdraw
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices


@pytest.fixture
def withdrawing(received, lan):
    withdraw(received, lan, at=on(9, 9))
    return received


def release(dossier_id, by, *, at=on(9, 10), key="release"):
    return casework.release(dossier_id=dossier_id, by=by, at=at, key=key)


def test_it_stops_what_the_applicant_took_back(withdrawing, hoa):
    release(withdrawing, hoa)

    dossier = dossiers.one(hoa, withdrawing)
    assert (dossier.state, dossier.closed_at) == (State.STOPPED, on(9, 10))
    assert given(withdrawing)[-1] == "stop_notice"
    assert owed(withdrawing)[-1] == "stopped"
    assert told(withdrawing)[-2:] == ["dossier.release", "notices.letter"]


def test_it_waits_on_the_counters_list_until_then(withdrawing, cast):
    assert [d.pk for d in dossiers.waiting_release(cast.hoa)] == [withdrawing]
    assert not dossiers.waiting_release(cast.khanh).exists()
    release(withdrawing, cast.hoa)
    assert not dossiers.waiting_release(cast.hoa).exists()


def test_for_a_stranger_it_is_not_there(withdrawing, cast):
    for name in STRANGERS:
        with refused(NotThere, withdrawing):
            release(withdrawing, getattr(cast, name))


def test_only_the_counter_releases(withdrawing, cast):
    for name in ("lan", "minh", "hung", "quang"):
        with refused(NotAllowed, withdrawing):
            release(withdrawing, getattr(cast, name))


@pytest.mark.parametrize("state", ["submitted", "received", "taken", "sealed", "returned"])
def test_nobody_is_released_who_did_not_ask(request, cast, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        release(dossier_id, cast.hoa, at=on(10, 9))


def test_the_same_form_twice_gets_the_first_answer(withdrawing, hoa):
    first = release(withdrawing, hoa)
    before = kept(withdrawing)

    assert release(withdrawing, hoa) == first
    assert kept(withdrawing) == before


def test_nothing_is_left_when_the_last_step_fails(withdrawing, hoa, monkeypatch):
    with broken(monkeypatch, notices, "owe", withdrawing):
        release(withdrawing, hoa)

import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, owed, refused, stepped, told
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices
from motcua.payments import queries as payments


def charge(dossier_id, by, *, amount_vnd=50_000, reason="Lệ phí theo kết quả thẩm định", at=on(9, 9), key="charge"):
    return casework.charge(dossier_id=dossier_id, amount_vnd=amount_vnd, reason=reason, by=by, at=at, key=key)


def test_it_asks_for_the_money_and_the_clock_stands_still(taken, minh):
    before = payments.account(taken).due_vnd
    done = charge(taken, minh)

    dossier = dossiers.one(minh, taken)
    assert (done.state, dossier.state, dossier.due_at, dossier.paused_at) == (
        State.OBLIGATION,
        State.OBLIGATION,
        None,
        on(9, 9),
    )
    assert payments.account(taken).due_vnd == before + 50_000
    assert stepped(taken).note == "Lệ phí theo kết quả thẩm định"


def test_it_owes_the_news_with_the_amount_in_it(taken, minh, lan):
    from motcua.notices.models import Notice

    charge(taken, minh)

    assert owed(taken)[-1] == "charged"
    assert "50.000 đ" in Notice.objects.get(dossier_id=taken, kind="charged").body
    assert told(taken)[-2:] == ["dossier.charge", "payments.charge"]


@pytest.mark.parametrize("amount", [0, -1])
def test_it_is_more_than_nothing(taken, minh, amount):
    with refused(Invalid, taken) as found:
        charge(taken, minh, amount_vnd=amount)
    assert list(found.value.fields) == ["amount_vnd"]


def test_without_a_reason_it_is_refused(taken, minh):
    with refused(Invalid, taken) as found:
        charge(taken, minh, reason="")
    assert list(found.value.fields) == ["reason"]


def test_for_a_stranger_it_is_not_there(taken, cast):
    for name in STRANGERS:
        with refused(NotThere, taken):
            charge(taken, getattr(cast, name))


def test_only_a_specialist_charges(taken, cast):
    for name in ("lan", "hoa", "yen", "hung", "quang"):
        with refused(NotAllowed, taken):
            charge(taken, getattr(cast, name))


@pytest.mark.parametrize("state", ["submitted", "received", "asked", "sealed"])
def test_only_in_processing(request, cast, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        charge(dossier_id, cast.minh, at=on(10, 9))


def test_the_same_form_twice_charges_once(taken, minh):
    first = charge(taken, minh)
    before = kept(taken)

    assert charge(taken, minh) == first
    assert kept(taken) == before


def test_nothing_is_left_when_the_last_step_fails(taken, minh, monkeypatch):
    with broken(monkeypatch, notices, "owe", taken):
        charge(taken, minh)

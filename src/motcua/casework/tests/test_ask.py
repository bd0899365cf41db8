import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, given, kept, owed, refused, stepped, told
from motcua.casework.tests.test_guide import ITEMS
from motcua.casework.tests.test_supplement import supplement
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices
from motcua.results import queries as results


def ask(dossier_id, by, *, items=ITEMS, reason="Cần bản chụp rõ hơn.", at=on(9, 9), key="ask"):
    return casework.ask(dossier_id=dossier_id, items=items, reason=reason, by=by, at=at, key=key)


def test_it_stops_the_clock_and_counts_as_a_request(taken, minh):
    ask(taken, minh)

    dossier = dossiers.one(minh, taken)
    (request,) = dossiers.requests(taken)
    assert (dossier.state, dossier.due_at, dossier.paused_at, dossier.requests) == (State.SUPPLEMENT, None, on(9, 9), 1)
    assert (request.items, request.before_reception) == (ITEMS, False)
    assert stepped(taken).note == "Cần bản chụp rõ hơn."


def test_it_gives_form_two_and_owes_the_news(taken, minh):
    ask(taken, minh)

    assert given(taken) == ["receipt", "supplement"]
    assert owed(taken)[-1] == "asked"
    assert told(taken)[-2:] == ["dossier.ask", "notices.letter"]


@pytest.mark.parametrize("state", ["proposed", "approved"])
def test_a_draft_on_its_way_no_longer_holds(request, cast, state):
    dossier_id = request.getfixturevalue(state)
    ask(dossier_id, cast.minh)

    assert [r.state for r in results.all_of(dossier_id)] == ["sent_back"]
    assert results.steps(dossier_id)[-1].act == "set_aside"
    assert "results.set_aside" in told(dossier_id)


def test_once_it_is_signed_nothing_more_is_asked(signed, cast):
    with refused(OutOfOrder, signed):
        ask(signed, cast.minh)


def test_a_second_request_is_refused(asked, cast):
    supplement(asked, cast.lan)

    with refused(OutOfOrder, asked) as found:
        ask(asked, cast.minh, at=on(11, 9), key="k2")
    assert "11.2c" in str(found.value.said)


def test_one_request_before_reception_and_one_after_are_two_different_things(submitted, cast):
    from motcua.casework.tests.test_guide import guide

    guide(submitted, cast.hoa)
    supplement(submitted, cast.lan, at=on(8, 11))
    casework.receive(dossier_id=submitted, by=cast.hoa, at=on(8, 13), key="r")
    casework.take(dossier_id=submitted, by=cast.minh, at=on(8, 14), key="t")
    ask(submitted, cast.minh)

    assert [r.before_reception for r in dossiers.requests(submitted)] == [True, False]
    assert dossiers.one(cast.hoa, submitted).requests == 1


@pytest.mark.parametrize(
    ("items", "reason", "field"),
    [([], "Thiếu", "items"), ([{"paper": "identity_paper", "reason": ""}], "Thiếu", "items"), (ITEMS, "", "reason")],
    ids=["nothing asked", "an item without a reason", "no reason"],
)
def test_without_items_and_reasons_it_is_refused(taken, minh, items, reason, field):
    with refused(Invalid, taken) as found:
        ask(taken, minh, items=items, reason=reason)
    assert list(found.value.fields) == [field]


def test_for_a_stranger_it_is_not_there(taken, cast):
    for name in STRANGERS:
        with refused(NotThere, taken):
            ask(taken, getattr(cast, name))


def test_only_a_specialist_asks(taken, cast):
    for name in ("lan", "hoa", "hung", "quang"):
        with refused(NotAllowed, taken):
            ask(taken, getattr(cast, name))


def test_a_colleague_does_not_ask_in_somebody_elses_case(taken, cast):
    from dataclasses import replace

    with refused(NotAllowed, taken):
        ask(taken, replace(cast.minh, user_id=cast.linh.user_id))


@pytest.mark.parametrize("state", ["submitted", "received", "sealed", "returned"])
def test_only_what_is_being_processed_is_asked_about(request, cast, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        ask(dossier_id, cast.minh, at=on(10, 9))


def test_the_same_form_twice_gets_the_first_answer(taken, minh):
    first = ask(taken, minh)
    before = kept(taken)

    assert ask(taken, minh) == first
    assert kept(taken) == before


def test_nothing_is_left_when_the_last_step_fails(taken, minh, monkeypatch):
    with broken(monkeypatch, notices, "owe", taken):
        ask(taken, minh)

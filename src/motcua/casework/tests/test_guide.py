import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, given, kept, owed, refused, stepped, told
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices
from tests.at_once import at_once

ITEMS = [{"paper": "identity_paper", "reason": "Ảnh mờ, không đọc được số."}]


def guide(dossier_id, by, *, items=ITEMS, reason="Cần bản chụp rõ hơn.", at=on(8, 10), key="guide"):
    return casework.guide(dossier_id=dossier_id, items=items, reason=reason, by=by, at=at, key=key)


def test_it_tells_everything_that_is_missing_before_any_clock_runs(submitted, hoa):
    done = guide(submitted, hoa)

    dossier = dossiers.one(hoa, submitted)
    (request,) = dossiers.requests(submitted)
    assert (done.state, dossier.state, dossier.due_at, dossier.requests) == (
        State.SUPPLEMENT,
        State.SUPPLEMENT,
        None,
        0,
    )
    assert (request.items, request.before_reception, request.by_id) == (ITEMS, True, hoa.user_id)
    assert (stepped(submitted).act, stepped(submitted).note) == ("guide", "Cần bản chụp rõ hơn.")


def test_it_gives_form_two_and_owes_the_news(submitted, hoa):
    guide(submitted, hoa)

    assert given(submitted) == ["supplement"]
    assert owed(submitted) == ["submitted", "guided"]
    assert told(submitted)[-2:] == ["dossier.guide", "notices.letter"]


@pytest.mark.parametrize(
    ("items", "reason", "field"),
    [([], "Thiếu", "items"), ([{"paper": "identity_paper", "reason": " "}], "Thiếu", "items"), (ITEMS, " ", "reason")],
    ids=["nothing asked", "an item without a reason", "no reason"],
)
def test_without_items_and_reasons_it_is_refused(submitted, hoa, items, reason, field):
    with refused(Invalid, submitted) as found:
        guide(submitted, hoa, items=items, reason=reason)
    assert list(found.value.fields) == [field]


def test_it_is_done_once_and_in_full(submitted, cast):
    from motcua.casework.tests.test_supplement import supplement

    guide(submitted, cast.hoa)
    supplement(submitted, cast.lan, at=on(8, 11))

    with refused(OutOfOrder, submitted):
        guide(submitted, cast.hoa, at=on(8, 12), key="k2")


def test_for_a_stranger_it_is_not_there(submitted, cast):
    for name in STRANGERS:
        with refused(NotThere, submitted):
            guide(submitted, getattr(cast, name))


def test_only_the_counter_guides(submitted, cast):
    for name in ("lan", "minh", "hung", "quang"):
        with refused(NotAllowed, submitted):
            guide(submitted, getattr(cast, name))


def test_after_reception_it_is_too_late(received, hoa):
    with refused(OutOfOrder, received):
        guide(received, hoa)


def test_the_same_form_twice_gets_the_first_answer(submitted, hoa):
    first = guide(submitted, hoa)
    before = kept(submitted)

    assert guide(submitted, hoa) == first
    assert kept(submitted) == before


def test_nothing_is_left_when_the_last_step_fails(submitted, hoa, monkeypatch):
    with broken(monkeypatch, notices, "owe", submitted):
        guide(submitted, hoa)


def test_guided_or_received_but_not_both(committed, submitted, hoa):
    answers = at_once(
        lambda: guide(submitted, hoa, key="g"),
        lambda: casework.receive(dossier_id=submitted, by=hoa, at=on(8, 10), key="r"),
    )

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert sum(isinstance(a, OutOfOrder) for a in answers) == 1

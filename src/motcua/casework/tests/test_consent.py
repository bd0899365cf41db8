import pytest

from conftest import attach, on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, kept, refused, told
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State

ITEMS = [{"paper": "identity_paper", "reason": "Vẫn mờ."}]


@pytest.fixture
def supplied(asked, cast):
    document = attach(asked, paper="identity_paper", by=cast.lan, at=on(10, 8, 30))
    casework.supplement(
        dossier_id=asked, answers={}, papers={"identity_paper": [document]}, by=cast.lan, at=on(10, 9), key="s"
    )
    return asked


def consent(dossier_id, by, *, clause="Luật Hộ tịch điều 16", reason="Giấy tờ giả mạo.", at=on(10, 10), key="consent"):
    return casework.consent(dossier_id=dossier_id, clause=clause, reason=reason, by=by, at=at, key=key)


def ask(dossier_id, by, *, at=on(10, 11), key="ask2", days=0):
    return casework.ask(dossier_id=dossier_id, items=ITEMS, reason="Chụp lại.", by=by, at=at, key=key, days=days)


def test_a_second_request_needs_a_leader_who_cites_the_clause_and_is_counted(supplied, cast):
    with refused(OutOfOrder, supplied):
        ask(supplied, cast.minh)
    consent(supplied, cast.hung)
    ask(supplied, cast.minh)
    dossier = dossiers.one(cast.minh, supplied)
    assert (dossier.state, dossier.requests) == (State.SUPPLEMENT, 2)
    assert "dossier.consent" in told(supplied)


def test_one_consent_is_one_request(supplied, cast):
    consent(supplied, cast.hung)
    with refused(Invalid, supplied):
        consent(supplied, cast.hung, key="again")
    ask(supplied, cast.minh)
    document = attach(supplied, paper="identity_paper", by=cast.lan, at=on(11, 8))
    casework.supplement(
        dossier_id=supplied, answers={}, papers={"identity_paper": [document]}, by=cast.lan, at=on(11, 9), key="s2"
    )
    with refused(OutOfOrder, supplied):
        ask(supplied, cast.minh, at=on(11, 10), key="ask3")


def test_no_consent_before_anything_was_asked_nor_without_a_clause(taken, cast):
    with refused(Invalid, taken):
        consent(taken, cast.hung)
    with refused(Invalid, taken) as found:
        consent(taken, cast.hung, clause=" ")
    assert list(found.value.fields) == ["clause"]


def test_only_a_leader_of_this_unit_consents(supplied, cast):
    for name in ("lan", "hoa", "minh", "thu", "quang"):
        with refused(NotAllowed, supplied):
            consent(supplied, getattr(cast, name))
    for name in STRANGERS:
        with refused(NotThere, supplied):
            consent(supplied, getattr(cast, name))


def test_the_same_form_twice_gets_the_first_answer(supplied, cast):
    first = consent(supplied, cast.hung)
    before = kept(supplied)
    assert consent(supplied, cast.hung) == first
    assert kept(supplied) == before


def test_within_the_applicants_term_nobody_stops_it_and_after_it_somebody_may(taken, cast):
    ask(taken, cast.minh, at=on(9, 9), days=5)
    with refused(OutOfOrder, taken):
        casework.stop(dossier_id=taken, reason="Không bổ sung", by=cast.hung, at=on(14, 23, 58), key="stop")
    casework.stop(dossier_id=taken, reason="Không bổ sung", by=cast.hung, at=on(15, 9), key="stop")
    assert dossiers.one(cast.hung, taken).state == State.STOPPED


def test_a_supplement_that_arrives_after_the_stop_is_refused_and_changes_nothing(asked, cast):
    document = attach(asked, paper="identity_paper", by=cast.lan, at=on(10, 8))
    casework.stop(dossier_id=asked, reason="Không bổ sung", by=cast.hung, at=on(10, 9), key="stop")
    with refused(OutOfOrder, asked) as found:
        casework.supplement(
            dossier_id=asked, answers={}, papers={"identity_paper": [document]}, by=cast.lan, at=on(10, 10), key="s"
        )
    assert "Dừng xử lý" in str(found.value.said)


@pytest.mark.parametrize("days", [-1, 366])
def test_a_term_that_is_none_is_refused(taken, cast, days):
    with refused(Invalid, taken) as found:
        ask(taken, cast.minh, at=on(9, 9), days=days)
    assert list(found.value.fields) == ["days"]

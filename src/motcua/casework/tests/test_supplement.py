import pytest

from conftest import attach, on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, owed, refused, stepped, told
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices
from tests.at_once import at_once


def supplement(dossier_id, by, *, paper="", at=on(10, 9), key="supplement"):
    papers = {"identity_paper": [paper or attach(dossier_id, paper="identity_paper", by=by, at=at)]}
    return casework.supplement(dossier_id=dossier_id, answers={}, papers=papers, by=by, at=at, key=key)


def test_it_goes_back_to_whoever_had_it_with_a_new_clock(asked, cast):
    done = supplement(asked, cast.lan)

    dossier = dossiers.one(cast.lan, asked)
    assert (done.state, dossier.state, dossier.holder_id) == (State.PROCESSING, State.PROCESSING, cast.minh.user_id)
    assert dossier.paused_at is None and dossier.due_at == on(15, 9)
    assert (stepped(asked).act, stepped(asked).role) == ("supplement", "applicant")


def test_before_reception_it_goes_back_to_the_counter_and_no_clock_runs(submitted, cast):
    from motcua.casework.tests.test_guide import guide

    guide(submitted, cast.hoa)
    done = supplement(submitted, cast.lan)

    assert (done.state, stepped(submitted).act) == (State.SUBMITTED, "resubmit")
    assert dossiers.one(cast.lan, submitted).due_at is None
    assert owed(submitted) == ["submitted", "guided", "submitted"]


def test_it_is_in_the_journal_with_the_digests_of_what_came(asked, lan):
    supplement(asked, lan)

    assert told(asked)[-2:] == ["dossier.supplement", "dossier.papers"]
    assert owed(asked)[-1] == "supplemented"


def test_what_was_asked_for_must_be_there(asked, lan):
    with refused(Invalid, asked) as found:
        casework.supplement(dossier_id=asked, answers={}, papers={}, by=lan, at=on(10, 9), key="k")
    assert list(found.value.fields) == ["paper.identity_paper"]


def test_an_answer_that_was_asked_for_is_taken_and_the_others_stay(taken, cast):
    before = dossiers.last_answers(taken)
    name = next(name for name, value in before.items() if isinstance(value, dict))
    casework.ask(
        dossier_id=taken, items=[{"question": name, "reason": "Ghi rõ hơn"}], reason="Chưa rõ", by=cast.minh,
        at=on(9, 9), key="ask",
    )  # fmt: skip
    casework.supplement(dossier_id=taken, answers={name: before[name]}, papers={}, by=cast.lan, at=on(10, 9), key="k")

    assert dossiers.last_answers(taken) == before
    assert len(dossiers.answers(taken)) == 2


def test_a_wrong_answer_is_refused_and_says_which(taken, cast):
    name = next(name for name, value in dossiers.last_answers(taken).items() if isinstance(value, dict))
    casework.ask(
        dossier_id=taken, items=[{"question": name, "reason": "Ghi rõ hơn"}], reason="Chưa rõ", by=cast.minh,
        at=on(9, 9), key="ask",
    )  # fmt: skip

    with refused(Invalid, taken) as found:
        casework.supplement(dossier_id=taken, answers={name: {}}, papers={}, by=cast.lan, at=on(10, 9), key="k")
    assert any(field.startswith(name) for field in found.value.fields)


def test_for_a_stranger_it_is_not_there(asked, cast):
    paper = attach(asked, paper="identity_paper", by=cast.lan, at=on(10, 9))
    for name in STRANGERS:
        with refused(NotThere, asked):
            supplement(asked, getattr(cast, name), paper=paper)


def test_only_the_applicant_supplements(asked, cast):
    paper = attach(asked, paper="identity_paper", by=cast.lan, at=on(10, 9))
    for name in ("hoa", "minh", "hung", "quang"):
        with refused(NotAllowed, asked):
            supplement(asked, getattr(cast, name), paper=paper)


@pytest.mark.parametrize("state", ["submitted", "received", "taken", "returned"])
def test_what_nobody_asked_for_is_refused(request, cast, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        casework.supplement(dossier_id=dossier_id, answers={}, papers={}, by=cast.lan, at=on(10, 9), key="k")


def test_the_same_form_twice_gets_the_first_answer(asked, lan):
    paper = attach(asked, paper="identity_paper", by=lan, at=on(10, 9))
    first = supplement(asked, lan, paper=paper)
    before = kept(asked)

    assert supplement(asked, lan, paper=paper) == first
    assert kept(asked) == before


def test_nothing_is_left_when_the_last_step_fails(asked, lan, monkeypatch):
    paper = attach(asked, paper="identity_paper", by=lan, at=on(10, 9))

    with broken(monkeypatch, notices, "owe", asked):
        supplement(asked, lan, paper=paper)


def test_supplied_or_stopped_but_not_both(committed, asked, cast):
    paper = attach(asked, paper="identity_paper", by=cast.lan, at=on(10, 9))
    answers = at_once(
        *[lambda key=f"k{n}": supplement(asked, cast.lan, paper=paper, key=key) for n in range(4)],
        lambda: casework.stop(dossier_id=asked, reason="Quá hạn bổ sung", by=cast.hung, at=on(10, 9), key="stop"),
    )

    # A leader may stop it before or after it was supplied; it is supplied at most once.
    assert told(asked).count("dossier.supplement") <= 1
    assert sum(isinstance(a, Done) for a in answers[:4]) <= 1
    assert isinstance(answers[4], Done)
    assert dossiers.one(cast.lan, asked).state == State.STOPPED

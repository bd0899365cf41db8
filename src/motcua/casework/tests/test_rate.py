import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.models import JournalLine
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, owed, refused, told
from motcua.feedback import commands
from motcua.feedback.models import Rating
from tests.at_once import at_once


def rate(dossier_id, by, *, overall=3, comment="Nhanh", at=on(9, 10), key="rate", **details):
    return casework.rate(
        dossier_id=dossier_id, scores={"overall": overall, **details}, comment=comment, by=by, at=at, key=key
    )


def test_it_keeps_what_the_applicant_says(returned, lan):
    rate(returned, lan, ease=2, attitude=1)

    kept = Rating.objects.get(dossier_id=returned)
    assert (kept.overall, kept.ease, kept.punctuality, kept.attitude, kept.comment) == (3, 2, None, 1, "Nhanh")


def test_the_journal_learns_neither_which_nor_by_whom(returned, lan):
    before = owed(returned)
    rate(returned, lan)

    line = JournalLine.objects.get(subject=returned, kind="feedback.rate")
    assert (line.actor, line.data) == ("applicant", {})
    assert owed(returned) == before


@pytest.mark.parametrize("state", ["submitted", "taken", "sealed"])
def test_only_what_has_ended_is_rated(request, lan, state):
    dossier_id = request.getfixturevalue(state)

    with refused(OutOfOrder, dossier_id):
        rate(dossier_id, lan)


def test_what_was_stopped_can_be_rated_too(taken, cast):
    casework.stop(dossier_id=taken, reason="x", by=cast.hung, at=on(9, 9), key="stop")

    assert rate(taken, cast.lan, overall=1)


def test_once_only(returned, lan):
    rate(returned, lan)

    with refused(OutOfOrder, returned):
        rate(returned, lan, overall=1, key="k2")


def test_no_officer_can_rate(returned, cast):
    for name in ("hoa", "minh", "hung", "thu", "quang"):
        with refused(NotAllowed, returned):
            rate(returned, getattr(cast, name))


def test_for_a_stranger_it_is_not_there(returned, cast):
    for name in STRANGERS:
        with refused(NotThere, returned):
            rate(returned, getattr(cast, name))


@pytest.mark.parametrize(
    "scores", [{"overall": 0}, {"overall": 4}, {"overall": None}, {"overall": "3"}, {"overall": 3, "ease": 9}]
)
def test_a_score_is_one_of_three(returned, lan, scores):
    with refused(Invalid, returned) as found:
        rate(returned, lan, **scores)
    assert list(found.value.fields) == [list(scores)[-1]]


def test_the_same_form_twice_gets_the_first_answer(returned, lan):
    first = rate(returned, lan)
    before = kept(returned)

    assert rate(returned, lan) == first
    assert kept(returned) == before


def test_nothing_is_left_when_the_last_step_fails(returned, lan, monkeypatch):
    with broken(monkeypatch, commands, "rate", returned):
        rate(returned, lan)


def test_of_four_at_once_one_counts(committed, returned, lan):
    answers = at_once(*[lambda key=f"k{n}": rate(returned, lan, key=key) for n in range(4)])

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert told(returned).count("feedback.rate") == 1

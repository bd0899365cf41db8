import pytest

from conftest import on
from motcua import casework
from motcua.base.models import JournalLine
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, kept, refused
from motcua.feedback import queries
from motcua.feedback.models import TabletRating


def tap(dossier_id, by, *, overall=3, key="tap"):
    return casework.rate_on_tablet(dossier_id=dossier_id, scores={"overall": overall}, by=by, at=on(9, 9, 5), key=key)


def test_what_is_tapped_beside_an_officer_is_kept_apart_and_prevents_nothing(returned, cast):
    tap(returned, cast.hoa)

    assert TabletRating.objects.get(dossier_id=returned).overall == 3
    assert not queries.is_rated(returned), "the applicant's own word is still to come"
    casework.rate(dossier_id=returned, scores={"overall": 1}, comment="", by=cast.lan, at=on(9, 12), key="own")


def test_the_journal_does_not_learn_what_was_tapped(returned, cast):
    tap(returned, cast.hoa)

    line = JournalLine.objects.get(subject=returned, kind="feedback.rate_on_tablet")
    assert (line.actor, line.data) == ("applicant", {})


def test_once_only(returned, cast):
    tap(returned, cast.hoa)

    with refused(OutOfOrder, returned):
        tap(returned, cast.hoa, key="again")


def test_a_score_is_one_of_three(returned, cast):
    with refused(Invalid, returned):
        tap(returned, cast.hoa, overall=0)


def test_before_the_end_there_is_nothing_to_rate(taken, cast):
    with refused(OutOfOrder, taken):
        tap(taken, cast.hoa)


def test_only_the_counter_has_the_tablet(returned, cast):
    for name in ("lan", "minh", "hung", "quang"):
        with refused(NotAllowed, returned):
            tap(returned, getattr(cast, name))
    for name in STRANGERS:
        with refused(NotThere, returned):
            tap(returned, getattr(cast, name))


@pytest.mark.parametrize("overall", [1, 2, 3])
def test_the_same_tap_twice_gets_the_first_answer(returned, cast, overall):
    first = tap(returned, cast.hoa, overall=overall)
    before = kept(returned)

    assert tap(returned, cast.hoa, overall=overall) == first
    assert kept(returned) == before

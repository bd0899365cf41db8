import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import Invalid, NotAllowed
from motcua.casework.tests.keeping import broken, given, kept, owed, refused, stepped, told
from motcua.casework.tests.walking_in import brought
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices
from motcua.payments import queries as payments
from motcua.people import queries as people
from tests.at_once import at_once

WHY = "Việc này thuộc thẩm quyền của quận."


@pytest.fixture
def form(cast, ward):
    return brought(ward)


def turn_away(form, by, *, reason=WHY, key="away", **other):
    return casework.turn_away(**{**form, "reason": reason, "by": by, "key": key, **other})


def test_a_refusal_at_the_counter_is_on_paper_and_in_the_books(form, hoa):
    done = turn_away(form, hoa)

    dossier = dossiers.one(hoa, done.subject)
    assert (dossier.state, dossier.channel_name, dossier.received_at) == (State.DECLINED, "counter", None)
    assert (dossier.closed_at, dossier.due_at, dossier.assisted_by_id) == (on(8, 10), None, hoa.user_id)
    assert (stepped(done.subject).act, stepped(done.subject).note, stepped(done.subject).seq) == ("decline", WHY, 2)
    assert payments.account(done.subject).due_vnd == 0 and dossiers.papers(done.subject) == []
    assert given(done.subject) == ["refusal"]
    assert owed(done.subject) == ["declined"]
    assert told(done.subject) == ["dossier.note_in", "dossier.decline", "notices.letter"]


def test_what_is_half_filled_in_is_turned_away_too(form, hoa):
    assert turn_away(form, hoa, answers={}).state == State.DECLINED


def test_without_a_reason_it_is_refused(form, hoa):
    with refused(Invalid, form["dossier_id"]) as found:
        turn_away(form, hoa, reason=" ")
    assert list(found.value.fields) == ["reason"]


def test_nobody_does_it_at_a_unit_that_is_not_theirs(form, cast):
    for name in ("khanh", "minh", "hung", "yen", "quang", "son", "lan"):
        with refused(NotAllowed, form["dossier_id"]):
            turn_away(form, getattr(cast, name))


def test_the_same_form_twice_makes_one_dossier(form, hoa):
    first = turn_away(form, hoa)
    before = kept(first.subject)

    assert turn_away(form, hoa) == first
    assert kept(first.subject) == before


def test_nothing_is_left_when_the_last_step_fails(form, hoa, monkeypatch):
    with broken(monkeypatch, notices, "owe", form["dossier_id"]):
        turn_away(form, hoa)
    assert people.person_by_number("001160000055") is None


def test_four_times_at_once_makes_one_dossier(committed, form, hoa):
    answers = at_once(*[lambda: turn_away(form, hoa)] * 4)

    assert len({repr(a) for a in answers}) == 1 and isinstance(answers[0], Done), answers

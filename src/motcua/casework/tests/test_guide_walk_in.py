import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import Invalid, NotAllowed
from motcua.casework.tests.keeping import broken, given, kept, owed, refused, stepped, told
from motcua.casework.tests.walking_in import brought, papers_of
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.notices import commands as notices
from tests.at_once import at_once


@pytest.fixture
def form(cast, ward):
    return brought(ward)


def guide(form, by, *, items=None, reason="Về lấy thêm giấy tờ.", key="guide", **other):
    if items is None:
        items = [{"paper": papers_of(form)[0]["code"], "reason": "Chưa mang theo."}]
    return casework.guide_walk_in(**{**form, "items": items, "reason": reason, "by": by, "key": key, **other})


def test_what_is_missing_is_told_once_on_paper_and_no_clock_runs(form, hoa):
    done = guide(form, hoa)

    dossier = dossiers.one(hoa, done.subject)
    (request,) = dossiers.requests(done.subject)
    assert (dossier.state, dossier.due_at, dossier.requests) == (State.SUPPLEMENT, None, 0)
    assert (request.before_reception, dossier.channel_name) == (True, "counter")
    assert (stepped(done.subject).act, stepped(done.subject).seq) == ("guide", 2)
    assert given(done.subject) == ["supplement"]
    assert owed(done.subject) == ["guided"]
    assert told(done.subject) == ["dossier.note_in", "dossier.guide", "notices.letter"]
    assert [s.act for s in dossiers.open_acts(hoa, dossier)] == ["complete", "decline"]


def test_without_items_and_reasons_it_is_refused(form, hoa):
    for wrong in ({"items": []}, {"reason": " "}):
        with refused(Invalid, form["dossier_id"]):
            guide(form, hoa, **wrong)


def test_nobody_does_it_at_a_unit_that_is_not_theirs(form, cast):
    for name in ("khanh", "minh", "hung", "yen", "quang", "son", "lan"):
        with refused(NotAllowed, form["dossier_id"]):
            guide(form, getattr(cast, name))


def test_the_same_form_twice_makes_one_dossier(form, hoa):
    first = guide(form, hoa)
    before = kept(first.subject)

    assert guide(form, hoa) == first
    assert kept(first.subject) == before


def test_nothing_is_left_when_the_last_step_fails(form, hoa, monkeypatch):
    with broken(monkeypatch, notices, "owe", form["dossier_id"]):
        guide(form, hoa)


def test_four_times_at_once_makes_one_dossier(committed, form, hoa):
    answers = at_once(*[lambda: guide(form, hoa)] * 4)

    assert len({repr(a) for a in answers}) == 1 and isinstance(answers[0], Done), answers


def test_who_does_not_come_back_with_what_is_needed_can_be_declined(form, hoa):
    done = guide(form, hoa)

    declined = casework.decline(dossier_id=done.subject, reason="Không đủ.", by=hoa, at=on(9, 10), key="d")
    assert declined.state == State.DECLINED

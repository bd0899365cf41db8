"""Drafts that nobody touches: told of, thrown away, and their files with them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua import casework
from motcua.documents import leaving
from motcua.documents import queries as documents
from motcua.dossiers import queries as dossiers
from motcua.dossiers.jobs import expire_drafts, sweep_drafts_files
from motcua.dossiers.models import Draft
from motcua.notices.jobs import warn_of_expiry
from motcua.notices.models import Message


def aged(draft_id, *, days, warned=None):
    """As if nobody had touched it for so many days, and its writer had been told `warned` days ago."""
    now = timezone.now()
    told = None if warned is None else now - timedelta(days=warned)
    Draft.objects.filter(pk=draft_id).update(updated_at=now - timedelta(days=days), warned_at=told)


def there(lan):
    return [draft.pk for draft in dossiers.drafts(lan)]


def test_its_writer_is_told_a_week_before_and_once(apply, lan):
    draft_id = apply()
    aged(draft_id, days=84)
    assert [warn_of_expiry(timestamp=0) for _ in range(2)] == [1, 0]
    message = Message.objects.get(kind="draft_expires")
    assert message.person_id == lan.person_id and "90" in message.body


def test_a_draft_that_is_younger_is_left_alone(apply, lan):
    aged(apply(), days=82)
    assert warn_of_expiry(timestamp=0) == 0


def test_it_goes_when_its_day_has_come_and_its_writer_was_told(apply, lan):
    draft_id = apply()
    aged(draft_id, days=91, warned=7)
    assert expire_drafts(timestamp=0) == 1 and there(lan) == []


@pytest.mark.parametrize(("days", "warned"), [(91, None), (91, 1), (89, 7), (91, 95)])
def test_it_stays_while_its_writer_was_not_told_in_time(apply, lan, days, warned):
    draft_id = apply()
    aged(draft_id, days=days, warned=warned)
    assert expire_drafts(timestamp=0) == 0 and there(lan) == [draft_id]


def test_saving_it_moves_its_day_on(apply, lan):
    draft_id = apply()
    aged(draft_id, days=91, warned=7)
    casework.save(dossier_id=draft_id, changes={}, saves=None, by=lan, at=timezone.now())
    assert expire_drafts(timestamp=0) == 0 and there(lan) == [draft_id]


@pytest.fixture
def rested(monkeypatch):
    monkeypatch.setattr(leaving, "REST", timedelta(days=-1))


def as_of_now(dossier_id):
    from motcua.documents.models import Document

    # The clock of the fixtures stands in 2020, that of the job does not.
    return Document.objects.filter(dossier_id=dossier_id)


def test_its_files_go_with_it_but_not_what_a_dossier_has_too(submitted, apply, lan, rested, settings):
    settings.DRAFT_DAYS = 10_000
    draft_id = apply()
    shared = next(p.digest for p in dossiers.papers(submitted) if p.code == "identity_paper")
    casework.reuse(dossier_id=draft_id, paper="identity_paper", digest=shared, by=lan, at=timezone.now())
    own = {d.digest for d in as_of_now(draft_id)} - {shared}
    assert sweep_drafts_files(timestamp=0) == 0
    casework.discard(dossier_id=draft_id, by=lan, at=timezone.now())
    assert sweep_drafts_files(timestamp=0) == len(own)

    assert all(not documents.store().exists(digest) for digest in own)
    assert documents.store().exists(shared)
    assert sweep_drafts_files(timestamp=0) == 0


def test_a_file_that_came_a_moment_ago_stays(apply, lan, settings):
    settings.DRAFT_DAYS = 10_000
    draft_id = apply()
    digests = {d.digest for d in as_of_now(draft_id)}
    casework.discard(dossier_id=draft_id, by=lan, at=timezone.now())
    assert sweep_drafts_files(timestamp=0) == 0
    assert all(documents.store().exists(digest) for digest in digests)

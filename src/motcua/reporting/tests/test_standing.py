"""How things stand: counted right, and from indexes alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from motcua.notices.models import Notice
from motcua.reporting import standing

AT = datetime(2020, 6, 8, 10, 0, tzinfo=UTC)


def test_a_dossier_is_open_and_then_late(received):
    assert standing.standing(at=AT).dossiers == {2: (1, 0)}
    assert standing.standing(at=AT + timedelta(days=9)).dossiers == {2: (1, 1)}


def test_what_is_done_is_not_late_and_what_was_handed_back_is_not_open(sealed):
    assert standing.standing(at=AT + timedelta(days=9)).dossiers == {9: (1, 0)}


def test_what_was_handed_back_is_not_open(returned):
    assert standing.standing(at=AT).dossiers == {}


def test_a_notice_is_owed_and_after_three_failures_stuck(received):
    owed = Notice.objects.filter(sent_at=None, next_try_at__isnull=False)
    first = standing.standing(at=AT)
    assert (first.notices_owed, first.notices_stuck) == (owed.count(), 0)
    one = owed[0]
    one.attempts = standing.STUCK_ATTEMPTS
    one.save(update_fields=["attempts"])
    assert standing.standing(at=AT).notices_stuck == 1


def test_a_workers_age_is_that_of_the_one_heard_of_last(db):
    assert standing.standing(at=timezone.now()).worker_age is standing.worker_age() is None
    with connection.cursor() as cursor:
        for seconds in (500, 20):
            question = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 second')"
            cursor.execute(question, [seconds])
    assert standing.standing(at=timezone.now()).worker_age == pytest.approx(20, abs=1)
    assert standing.worker_age() == pytest.approx(20, abs=1)


def test_a_database_of_this_version_lacks_no_migration(db):
    assert standing.migrations_missing() == 0


def test_no_question_reads_through_a_table(received):
    """With millions of dossiers that have ended, only the open ones are looked at."""
    explained = []

    def explain(execute, sql, params, many, context):
        execute("SET LOCAL enable_seqscan = off", None, False, context)
        execute("EXPLAIN " + sql, params, many, context)
        explained.extend(row[0] for row in context["cursor"].fetchall())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        standing.standing(at=AT)
    plan = "\n".join(explained)
    for index in (
        "dossier_waiting_reception", "dossier_waiting_return", "dossier_waiting_release", "dossier_in_settlement",
        "notice_still_owed",
    ):  # fmt: skip
        assert index in plan, plan
    assert "Seq Scan" not in plan, plan

"""Seen from outside: alive, ready, counted; and nothing personal in any of it."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection

from motcua import casework
from motcua.base.refusals import OutOfOrder
from motcua.doors.lobby import watching

AT = datetime(2020, 6, 8, 4, 0, tzinfo=UTC)


def beat(seconds_ago: int) -> None:
    with connection.cursor() as cursor:
        question = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 second')"
        cursor.execute(question, [seconds_ago])


def told(client, **headers) -> dict[str, float]:
    """The samples of /metrics by name."""
    answer = client.get("/metrics", **headers)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = [line for line in answer.content.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _space, value in (line.rpartition(" ") for line in lines)}


def test_alive_is_said_without_asking_the_database(client):
    """Without the fixture `db` a question to it would be an error."""
    assert client.get("/healthz").content == b"ok\n"


def test_ready_with_a_worker_that_was_heard_of(client, db):
    beat(5)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "database": "ok", "migrations": "ok", "worker": "ok"}


@pytest.mark.parametrize("beats", [[], [90]], ids=["never", "too long ago"])
def test_not_ready_while_no_worker_is_heard_of(client, db, beats):
    for seconds in beats:
        beat(seconds)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["worker"]) == (503, "silent")


def test_a_balancer_need_not_care_for_the_worker(client, db, settings):
    settings.WORKER_PATIENCE = 0
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["worker"]) == (200, "not asked")


def test_not_ready_while_a_migration_is_missing(client, db, monkeypatch):
    beat(1)
    known = watching.standing._of_this_version()
    monkeypatch.setattr(watching.standing, "_of_this_version", lambda: known | {("dossiers", "0999_next")})
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, "missing")


def test_not_ready_without_a_database_and_alive_all_the_same(client, committed, no_connection):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, "no answer")
    assert client.get("/healthz").status_code == 200
    assert told(client)["motcua_database_up"] == 0


def test_acts_are_counted_by_how_they_ended(client, received, cast):
    for key in ("take", "take"):
        casework.take(dossier_id=received, by=cast.minh, at=AT, key=key)
    with pytest.raises(OutOfOrder):
        casework.take(dossier_id=received, by=cast.minh, at=AT, key="again")
    samples = told(client)
    assert samples['motcua_acts_total{act="take",outcome="done"}'] == 1
    assert samples['motcua_acts_total{act="take",outcome="repeated"}'] == 1
    assert samples['motcua_acts_total{act="take",outcome="out-of-order"}'] == 1
    assert samples['motcua_act_seconds_total{act="take"}'] > 0


def test_an_act_that_breaks_is_counted_as_failed(client, cast):
    with pytest.raises(TypeError):
        casework.take(dossier_id=None, by=cast.minh, at=AT, key="k")
    assert told(client)['motcua_acts_total{act="take",outcome="failed"}'] == 1


def test_requests_and_refusals_are_counted_by_door(client, db):
    assert client.get("/dossiers/01a20947-cc04-7233-8459-99208f99ae3b/").status_code == 302  # log in first
    client.get("/no/such/page")
    samples = told(client)
    assert samples['motcua_refusals_total{kind="log-in-first"}'] == 1
    assert samples['motcua_requests_total{door="portal",status="302"}'] == 1
    assert samples['motcua_request_seconds_count{door="portal"}'] == 1
    assert samples['motcua_request_seconds_bucket{door="portal",le="+Inf"}'] == 1
    assert samples['motcua_requests_total{door="none",status="404"}'] == 1


def test_buckets_stand_in_their_order_and_never_fall(client, db):
    client.get("/")
    bounds = [(n, v) for n, v in told(client).items() if n.startswith('motcua_request_seconds_bucket{door="portal"')]
    values = [v for _name, v in bounds]
    assert values == sorted(values)
    assert len(bounds) == len(watching.BUCKETS) + 1


def test_queues_and_lateness_come_from_one_question(client, received, django_assert_num_queries):
    with django_assert_num_queries(1):
        samples = told(client)
    assert samples['motcua_dossiers_open{state="2"}'] == samples['motcua_dossiers_late{state="2"}'] == 1
    assert samples['motcua_dossiers_open{state="1"}'] == 0
    assert samples["motcua_notices_owed"] >= 1
    assert samples["motcua_notices_stuck"] == 0
    assert samples['motcua_jobs{status="todo"}'] >= 0
    assert samples["motcua_database_up"] == 1


def test_every_line_is_prometheus_text(client, received):
    line = re.compile(r'[a-z_]+(\{[a-z]+="[^"\n]*"(,[a-z]+="[^"\n]*")*\})? [0-9.e+-]+')
    for said in client.get("/metrics").content.decode().splitlines():
        assert said.startswith(("# HELP motcua_", "# TYPE motcua_")) or line.fullmatch(said), said


def test_metrics_are_for_this_machine_only(client, db):
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 404
    assert client.get("/metrics").status_code == 200


def test_with_a_token_only_the_token_counts(client, db, settings):
    settings.METRICS_TOKEN = "đúng-mã"
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer sai"}).status_code == 404
    token = "Bearer đúng-mã".encode().decode("latin-1")  # as WSGI hands bytes over
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7", HTTP_AUTHORIZATION=token).status_code == 200


def facts(caplog) -> list[dict]:
    return [record.facts for record in caplog.records if record.name == "motcua.slow"]


def test_a_slow_request_is_one_line_without_what_was_asked(client, db, settings, caplog):
    settings.SLOW_MS = 0
    client.get("/track/?code=000.09.32.H26-200608-0001&secret=mật-mã")
    (said,) = [f for f in facts(caplog) if "route" in f]
    assert (said["method"], said["status"]) == ("GET", 200)
    assert said["ms"] >= said["database_ms"] >= 0
    assert "mật-mã" not in str(facts(caplog))
    assert "200608-0001" not in str(facts(caplog))


def test_a_slow_statement_is_told_without_its_values(client, received, settings, caplog, browse, lan):
    settings.SLOW_MS = 0
    browse(lan).get(f"/dossiers/{received}/")
    statements = [f["sql"] for f in facts(caplog) if "sql" in f]
    assert any("dossiers_dossier" in sql for sql in statements)
    assert str(received) not in " ".join(statements)


def test_what_is_fast_enough_is_not_logged(client, db, settings, caplog):
    settings.SLOW_MS = 60_000
    client.get("/healthz")
    assert facts(caplog) == []

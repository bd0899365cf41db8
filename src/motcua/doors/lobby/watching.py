"""The house seen from outside: is it alive, is it ready, how much does it do, what takes long.

`/metrics` is Prometheus' text format (version 0.0.4); it names acts, doors and states, never a person or a dossier.
"""

import logging
from collections.abc import Callable, Iterator
from functools import cache
from hmac import compare_digest
from math import inf
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from psycopg_pool import PoolTimeout

from motcua.base.refusals import NotThere
from motcua.doors.lobby.counting import Counters
from motcua.dossiers.lifecycle import State
from motcua.reporting import standing

Next = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("motcua.slow")

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
# name: (type, what it says)
FAMILIES = {
    "motcua_acts_total": ("counter", "Acts by name and by how they ended."),
    "motcua_act_seconds_total": ("counter", "Time that acts took, refused ones included."),
    "motcua_refusals_total": ("counter", "Requests that were refused, by kind."),
    "motcua_requests_total": ("counter", "Requests by door and status."),
    "motcua_request_seconds": ("histogram", "Time to answer a request, by door."),
    "motcua_slow_requests_total": ("counter", "Requests that took longer than MOTCUA_SLOW_MS, by door."),
    "motcua_pool_connections": ("gauge", "Database connections of the servers' pools, by use."),
    "motcua_pool_waiting": ("gauge", "Requests that wait for a database connection."),
    "motcua_dossiers_open": ("gauge", "Dossiers that have not ended, by the national code of their state."),
    "motcua_dossiers_late": ("gauge", "Open dossiers whose due moment has passed, by state."),
    "motcua_notices_owed": ("gauge", "Notices that are still to be sent."),
    "motcua_notices_stuck": ("gauge", "Notices owed that could not be sent three times or more."),
    "motcua_jobs": ("gauge", "Jobs in the queue, by status."),
    "motcua_worker_heartbeat_age_seconds": ("gauge", "Time since any worker was heard of."),
    "motcua_database_up": ("gauge", "1 when the database answered this very question."),
}
LONGEST_STATEMENT = 2000
# The addresses of this machine. Behind a proxy on it everybody comes from there: then set MOTCUA_METRICS_TOKEN.
LOOPBACK = ("127.0.0.1", "::1")


@cache
def counters(folder: Path) -> Counters:
    return Counters(folder)


def _counters() -> Counters:
    return counters(settings.HOME / "metrics")


def act_ended(act: str, outcome: str, seconds: float) -> None:
    """Told by `base.watch` of every act."""
    _counters().add(_sample("motcua_acts_total", act=act, outcome=outcome))
    _counters().add(_sample("motcua_act_seconds_total", act=act), amount=seconds)


def count_refusal(kind: str) -> None:
    """A request was answered with this refusal."""
    _counters().add(_sample("motcua_refusals_total", kind=kind))


class Statements:
    """Counts the statements of one request, and logs each that takes long, without the values in it."""

    def __init__(self) -> None:
        self.count, self.seconds = 0, 0.0

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        began = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = perf_counter() - began
            self.count += 1
            self.seconds += took
            if took * 1000 >= settings.SLOW_MS:
                facts = {"sql": str(sql)[:LONGEST_STATEMENT], "ms": round(took * 1000)}
                log.warning("slow statement", extra={"facts": facts})


def measured(then: Next) -> Next:
    """Count and time every request; one line in the log for each that took longer than MOTCUA_SLOW_MS."""

    def middleware(request: HttpRequest) -> HttpResponse:
        statements, began = Statements(), perf_counter()
        _note_pool()
        with connection.execute_wrapper(statements):
            response = then(request)
        seconds, door = perf_counter() - began, _door(request)
        _counters().add(
            _sample("motcua_requests_total", door=door, status=str(response.status_code)),
            _sample("motcua_request_seconds_count", door=door),
            *(name for bound, name in _buckets(door).items() if seconds <= bound),
        )
        _counters().add(_sample("motcua_request_seconds_sum", door=door), amount=seconds)
        if seconds * 1000 >= settings.SLOW_MS:
            _counters().add(_sample("motcua_slow_requests_total", door=door))
            facts = {
                "method": request.method, "route": _route(request), "status": response.status_code,
                "ms": round(seconds * 1000), "statements": statements.count,
                "database_ms": round(statements.seconds * 1000),
            }  # fmt: skip
            log.warning("slow request", extra={"facts": facts})
        return response

    return middleware


def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers. Asks nobody else: a database that is away is no reason to restart the server."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """Whether to send requests here: 200, or 503 with what is missing. MOTCUA_WORKER_PATIENCE=0 leaves the worker
    out, for a balancer that must not turn the portal away because letters wait."""
    said = {"database": "ok", "migrations": "ok", "worker": "ok" if settings.WORKER_PATIENCE else "not asked"}
    try:
        if standing.migrations_missing():
            said["migrations"] = "missing"
        if settings.WORKER_PATIENCE:
            age = standing.worker_age()
            if age is None or age > settings.WORKER_PATIENCE:
                said["worker"] = "silent"
    except (DatabaseError, PoolTimeout):
        said = {"database": "no answer", "migrations": "unknown", "worker": "unknown"}
    ready = all(word in {"ok", "not asked"} for word in said.values())
    return JsonResponse({"ready": ready, **said}, status=200 if ready else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    """For this machine, or for whoever has the token; nobody else learns that it is there."""
    if not _may_look(request):
        raise NotThere()
    lines = []
    samples = _counters().totals() | dict(_asked_now())
    for family, (kind, says) in FAMILIES.items():
        names = _histogram(samples) if kind == "histogram" else [n for n in samples if n.partition("{")[0] == family]
        if names:
            lines += [f"# HELP {family} {says}", f"# TYPE {family} {kind}"]
            lines += [f"{name} {samples.get(name, 0.0):.12g}" for name in names]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")


def _may_look(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return compare_digest(given.encode("latin-1", "replace"), settings.METRICS_TOKEN.encode())
    forwarded = any(name in request.headers for name in ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"))
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not forwarded


def _asked_now() -> Iterator[tuple[str, float]]:
    """What the database says; without it the counters alone are told."""
    try:
        now = standing.standing(at=timezone.now())
    except (DatabaseError, PoolTimeout):
        yield _sample("motcua_database_up"), 0
        return
    yield _sample("motcua_database_up"), 1
    for state in State:
        held, late = now.dossiers.get(state.value, (0, 0))
        if held or state in standing.OPEN:
            yield _sample("motcua_dossiers_open", state=str(state.value)), held
            yield _sample("motcua_dossiers_late", state=str(state.value)), late
    yield _sample("motcua_notices_owed"), now.notices_owed
    yield _sample("motcua_notices_stuck"), now.notices_stuck
    for status, count in now.jobs.items():
        yield _sample("motcua_jobs", status=status), count
    if now.worker_age is not None:
        yield _sample("motcua_worker_heartbeat_age_seconds"), now.worker_age


def _note_pool() -> None:
    """How the pool of this process stands now; a process that gets no requests says what it said last."""
    pool = getattr(connection, "pool", None)
    if pool is None:
        return
    stats = pool.get_stats()
    size, free = stats.get("pool_size", 0), stats.get("pool_available", 0)
    _counters().put(_sample("motcua_pool_connections", use="busy"), size - free)
    _counters().put(_sample("motcua_pool_connections", use="free"), free)
    _counters().put(_sample("motcua_pool_waiting"), stats.get("requests_waiting", 0))


def _door(request: HttpRequest) -> str:
    if request.resolver_match is not None:
        return request.resolver_match.app_name or "other"
    return "static" if request.path.startswith(settings.STATIC_URL) else "none"


def _route(request: HttpRequest) -> str:
    """The pattern of the address: the address itself may hold a dossier's code or secret."""
    return request.resolver_match.route if request.resolver_match is not None else ""


@cache
def _buckets(door: str) -> dict[float, str]:
    name = "motcua_request_seconds_bucket"
    return {b: _sample(name, door=door, le=f"{b:g}") for b in BUCKETS} | {inf: _sample(name, door=door, le="+Inf")}


def _histogram(samples: dict[str, float]) -> list[str]:
    """The names of the request histogram: for each door all buckets in their order, then sum and count."""
    count = _sample("motcua_request_seconds_count", door="|").split("|")
    doors = sorted(n.removeprefix(count[0]).removesuffix(count[1]) for n in samples if n.startswith(count[0]))
    return [
        name
        for door in doors
        for name in (*_buckets(door).values(), f"motcua_request_seconds_sum{{door=\"{door}\"}}", door.join(count))
    ]


@cache
def _sample(name: str, **labels: str) -> str:
    """`name{label="value",…}`. The values are names from the code, never what somebody typed."""
    return name + ("{" + ",".join(f'{k}="{v}"' for k, v in labels.items()) + "}" if labels else "")

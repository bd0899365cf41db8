"""Paying online: order, callback, the same callback again, a forged one, and a day reconciled."""

import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from bench.lifecycle import _commit, _settled
from bench.limit import cores
from motcua import casework
from motcua.adapters.payment.twin import Twin
from motcua.base.ids import new_id
from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.catalogue.examples import example
from motcua.doors.lobby import paying
from motcua.organisation import queries as organisation
from motcua.payments import queries as payments
from motcua.payments import reconciling
from motcua.people import queries as people
from motcua.people.who import Who

WARD, PROCEDURE = "000.09.32.H26", "2.000635"
Say = Callable[[str], Any]


def run(*, seconds: float, clients: int, port: int, report: str, say: Say) -> None:
    """Measure and report, in milliseconds, one after the other in one process; `clients` and `port` are not used."""
    _settled()
    with tempfile.TemporaryDirectory() as home:
        took = _measured(Path(home), until=time.monotonic() + seconds)
    figures = {
        "at": timezone.now().isoformat(timespec="seconds"), "machine": f"{cores()} cores", "commit": _commit(),
        "orders": len(took["order"]), "steps": {name: _spread(times) for name, times in took.items()},
    }  # fmt: skip
    say(f"\n{figures['machine']}, commit {figures['commit']}, {figures['orders']} orders")
    say(f"{'':34}{'p50 ms':>9}{'p95 ms':>9}{'a second':>10}")
    for name, row in figures["steps"].items():
        say(f"{name:34}{row['p50_ms']:>9}{row['p95_ms']:>9}{row['a_second']:>10}")
    if report:
        Path(report).write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")


def _measured(home: Path, *, until: float) -> dict[str, list[float]]:
    settings.HOME = home  # the other side keeps its orders there
    if not settings.GATEWAYS["vnpay"]["secret"]:
        settings.GATEWAYS["vnpay"] |= {"secret": "bench", "partner": "BENCH", "url": "http://bench/"}
    twin, clerk, lan = Twin(), _who("hoa"), _who("lan")
    took: dict[str, list[float]] = {name: [] for name in ("order", "callback", "callback again", "forged callback")}
    while time.monotonic() < until or len(took["order"]) < 2:
        dossier_id = _walk_in(clerk)
        with _timed(took["order"]):
            casework.begin_payment(
                dossier_id=dossier_id, way="vnpay", token="", by=lan, at=timezone.now(), key=""
            )
        order = payments.orders(dossier_id)[0]
        address = payments.gateway("vnpay").address(paying.asked_of(order))
        twin.enter("vnpay", dict(parse_qsl(address.partition("?")[2])))
        message = dict(parse_qsl(twin.decide("vnpay", reference=order.reference, paid=True, at=timezone.now())))
        for name, sent in (
            ("callback", message), ("callback again", message), ("forged callback", {**message, "vnp_Amount": "100"}),
        ):  # fmt: skip
            with _timed(took[name]):
                paying.hear("vnpay", sent, at=timezone.now())
    took["a day reconciled"] = []
    with _timed(took["a day reconciled"]):
        reconciling.reconciled(timezone.localdate())
    return took


class _timed:
    def __init__(self, times: list[float]) -> None:
        self.times = times

    def __enter__(self) -> None:
        self.began = time.perf_counter()

    def __exit__(self, *_fault: object) -> None:
        self.times.append((time.perf_counter() - self.began) * 1000)


def _spread(times: list[float]) -> dict[str, float]:
    cuts = quantiles(times, n=100) if len(times) > 1 else times * 99
    return {
        "p50_ms": round(cuts[49], 2), "p95_ms": round(cuts[94], 2),
        "a_second": round(1000 * len(times) / (sum(times) or 1), 1),
    }  # fmt: skip


def _who(username: str) -> Who:
    account = people.account(username)
    assert account is not None
    return people.who_is(account.pk)


def _walk_in(clerk: Who) -> UUID:
    """An application with a fee, taken in for Lan at the counter."""
    version = catalogue.current(PROCEDURE).version
    form, at = catalogue.form(version.pk), timezone.now()
    where = application.situation(channel="counter", at=at)
    answers = example(form, situation=where)
    papers = [
        {"code": d.id, "originals": max(1, d.original), "certified": d.certified, "copies": d.copies}
        for d in form.papers(answers, situation=where)
    ]
    lan = people.person(_who("lan").person_id or new_id())
    dossier_id = new_id()
    casework.register(
        dossier_id=dossier_id, version_id=version.pk, unit_id=organisation.by_code(WARD).pk,
        person={"full_name": lan.full_name, "personal_number": lan.personal_number, "phone": lan.phone},
        answers=answers, papers=papers, return_by="counter", address="", by=clerk, at=at, key="",
    )  # fmt: skip
    return dossier_id

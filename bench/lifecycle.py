"""Whole lifecycles through HTTP, and the database's own limit, in one run."""

import json
import os
import platform
import statistics
import subprocess
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone
from psycopg.conninfo import make_conninfo

from bench.drive import Story, Tally, drive
from bench.limit import Recorder, cores, created, replayed
from motcua import casework
from motcua.base.ids import new_id
from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.catalogue.examples import example
from motcua.catalogue.models import LetterVersion, ProcedureVersion
from motcua.documents.models import Document
from motcua.dossiers.models import Draft
from motcua.launch.cast import settle
from motcua.launch.commands import demo, serve, worker
from motcua.launch.processes import children
from motcua.organisation import queries as organisation
from motcua.organisation.models import CalendarVersion, Unit
from motcua.people import queries as people
from motcua.people.models import Person, User

PROCEDURE, WARD = "1.004837", "000.09.32.H26"  # guardianship: three working days, no fee
CAST = ("lan", "hoa", "minh", "hung", "thu")
ACTS = ("submit", "receive", "take", "propose", "approve", "sign", "seal", "return", "worklist", "track")
Say = Callable[[str], Any]


def run(*, seconds: float, clients: int, port: int, report: str, say: Say) -> None:
    """Measure and report. Needs a migrated database with the pack; makes the cast if it is missing."""
    _settled()
    serve.check_port(host=serve.HOST, port=port)
    os.environ["MOTCUA_DEMO"] = "1"
    cookies = {name: _session(name) for name in CAST}
    acts, trips = _one_life_recorded()
    with children() as family:
        family.start("server", command=serve.command(port=port))
        demo.await_answer(family, port=port)
        family.start("worker", command=worker.command())
        drive(
            _stories(clients * 6), cookies=cookies, port=port, clients=clients, seconds=60
        )  # warm: caches, plans, keys
        tally, took = drive(_stories(int(seconds * 120)), cookies=cookies, port=port, clients=clients, seconds=seconds)
    limit = replayed(acts, made=created(acts, known=_known()), dsn=_dsn(), processes=8, seconds=min(10.0, seconds))
    figures = _figures(tally, took=took, trips=trips, limit=limit, clients=clients)
    _print(figures, say=say)
    if report:
        Path(report).write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")


def _settled() -> None:
    if people.account("hoa") is None:
        from motcua.catalogue.packs import cast_of

        settle(cast_of(settings.PACKS / "hanoi-2020"), password="", since=timezone.localdate() - timedelta(days=400), at=timezone.now())


def _session(username: str) -> str:
    from motcua.doors.lobby.middleware import SESSION_KEY

    store = import_module(settings.SESSION_ENGINE).SessionStore()
    account = people.account(username)
    assert account is not None
    store[SESSION_KEY] = str(account.pk)
    store.create()
    return str(store.session_key)


def _stories(number: int) -> list[Story]:
    """Drafts that are ready to be sent, made by the set: writing them is not what is measured."""
    version, now = catalogue.current(PROCEDURE).version, timezone.now()
    form, where = catalogue.form(version.pk), application.situation(channel="online", at=now)
    answers = example(form, situation=where)
    papers = [d.id for d in form.papers(answers, situation=where) if d.required]
    ward, lan = organisation.by_code(WARD), people.account("lan")
    assert lan is not None
    drafts, documents = [], []
    for _ in range(number):
        draft = Draft(id=new_id(), person_id=lan.person_id, version=version, unit=ward, answers=answers, updated_at=now)
        for paper in papers:
            document = Document(
                dossier_id=draft.pk, digest="0" * 64, original_digest="0" * 64, name=f"{paper}.pdf", kind="pdf",
                size=1, pages=1, at=now, actor="bench",
            )  # fmt: skip
            documents.append(document)
            draft.papers[paper] = [str(document.id)]
        drafts.append(draft)
    Draft.objects.bulk_create(drafts, batch_size=500)
    Document.objects.bulk_create(documents, batch_size=500)
    return [Story(dossier_id=str(draft.pk), unit_id=str(ward.pk)) for draft in drafts]


def _one_life_recorded() -> tuple[dict[str, Any], dict[str, int]]:
    """What each act sends, and how often it waits for the database, by calling the acts in this process."""
    recorder, ward = Recorder(), organisation.by_code(WARD)
    who = {name: people.who_is(account.pk) for name in CAST if (account := people.account(name))}
    for warm in (True, False):  # the first life fills the caches that a server has filled
        dossier_id, at = Draft.objects.get(pk=_stories(1)[0].dossier_id).pk, timezone.now()
        calls: list[tuple[str, Any, dict[str, Any]]] = [
            ("submit", casework.submit, {"unit_id": ward.pk, "address": "", "by": who["lan"]}),
            ("receive", casework.receive, {"by": who["hoa"]}),
            ("take", casework.take, {"by": who["minh"]}),
            ("propose", casework.propose, {"outcome": "granted", "content": "", "by": who["minh"]}),
            ("approve", casework.approve, {"by": who["hung"]}),
            ("sign", casework.sign, {"by": who["hung"]}),
            ("seal", casework.seal, {"by": who["thu"]}),
            ("return", casework.hand_back, {"to_name": "Nguyễn Thị Lan", "identity": "CCCD", "by": who["hoa"]}),
        ]
        for name, act, words in calls:
            with recorder.act(name):
                act(dossier_id=dossier_id, at=at, key=f"{name}-{warm}", **words)
    return recorder.acts, recorder.trips


def _known() -> set[str]:
    tables: list[Any] = [Unit, Person, User, ProcedureVersion, LetterVersion, CalendarVersion]
    return {str(pk) for table in tables for pk in table.objects.values_list("pk", flat=True)}


def _dsn() -> str:
    parts = connection.settings_dict
    rest = {k: v for k, v in parts["OPTIONS"].items() if k == "options"}
    named = {
        "dbname": parts["NAME"],
        "user": parts["USER"],
        "password": parts["PASSWORD"],
        "host": parts["HOST"],
        "port": parts["PORT"],
    }
    return make_conninfo(**{k: str(v) for k, v in {**named, **rest}.items() if v})


def _figures(tally: Tally, *, took: float, trips: dict[str, int], limit: float, clients: int) -> dict[str, Any]:
    rate = tally.finished / took
    return {
        "at": timezone.now().isoformat(timespec="seconds"),
        "machine": f"{cores()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "commit": _commit(),
        "clients": clients,
        "seconds": round(took, 1),
        "finished": tally.finished,
        "lifecycles_per_second": round(rate, 1),
        "limit_per_second": round(limit, 1),
        "share_of_limit": round(rate / limit, 3) if limit else None,
        "faults": dict(tally.faults),
        "acts": {name: {**_spread(tally.took[name]), "round_trips": trips.get(name)} for name in ACTS},
    }


def _spread(seconds: list[float]) -> dict[str, float]:
    if len(seconds) < 2:
        return {}
    cuts = statistics.quantiles(seconds, n=100)
    return {f"p{p}_ms": round(cuts[p - 1] * 1000, 1) for p in (50, 95, 99)}


def _commit() -> str:
    try:
        return subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True, cwd=settings.ROOT
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _print(figures: dict[str, Any], *, say: Say) -> None:
    say(
        f"\n{figures['machine']}, commit {figures['commit']}, {figures['clients']} people at once, {figures['seconds']} s"
    )
    say(f"{'act':10}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'round trips':>13}")
    for name, row in figures["acts"].items():
        cells = "".join(f"{row.get(f'p{p}_ms', ''):>9}" for p in (50, 95, 99))
        say(f"{name:10}{cells}{row['round_trips'] if row['round_trips'] is not None else '':>13}")
    say(
        f"lifecycles/s      {figures['lifecycles_per_second']} ({figures['finished']} finished, faults: {figures['faults'] or 'none'})\n"
        f"the database's own limit, same statements by bare psycopg in 8 processes: {figures['limit_per_second']}/s\n"
        f"share of that limit: {figures['share_of_limit']}"
    )

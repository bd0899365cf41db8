"""A calendar that changes under a hundred thousand open dossiers, on a server of its own that is thrown away."""

import json
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from bench.lifecycle import _commit
from bench.limit import cores
from bench.search import scratch
from motcua import casework
from motcua.base import journal
from motcua.base.checks import Scope
from motcua.base.ids import new_id, new_secret
from motcua.catalogue import queries as catalogue
from motcua.catalogue.packs import cast_of, read_pack
from motcua.dossiers import calendars, clock
from motcua.dossiers.models import ClockEvent
from motcua.launch.cast import settle
from motcua.organisation import queries as organisation
from motcua.people import queries as people
from motcua.people.models import Person
from motcua.people.who import SYSTEM
from motcua.reporting import fsck

NUMBER, AIM_S = 100_000, 10.0
AT = datetime(2020, 6, 10, 12, 0, tzinfo=clock.TZ)
PAUSED_EVERY = 10
Say = Callable[[str], Any]


def run(*, seconds: float, clients: int, port: int, report: str, say: Say) -> None:
    """Fill, preview, change once, check a sample with fsck, and report. `clients` and `port` are not used."""
    with scratch():
        _settled()
        _filled(NUMBER)
        city = organisation.by_code("000.00.00.H26")
        thao = people.who_is(people.account("thao").pk)  # type: ignore[union-attr]
        hours = organisation.hours(organisation.calendar_of(city.pk, on=AT.date()).pk).to_dict()
        hours["off"] = {**hours["off"], "2020-06-11": "Nghỉ bù"}
        hours["working"] = {**hours["working"], "2020-06-13": [["08:00", "12:00"], ["13:00", "17:00"]]}
        from motcua import worktime

        began = time.perf_counter()
        tally = calendars.preview(
            units=calendars.inheritors(city.pk, at=AT), hours=worktime.Calendar.from_dict(hours), at=AT
        )
        previewed = time.perf_counter() - began
        began = time.perf_counter()
        done = casework.change_calendar(
            subject_id=new_id(),
            unit_id=city.pk,
            hours=hours,
            reason="Hoán đổi ngày làm việc",
            by=thao,
            at=AT,
            key="bench",
        )
        took = time.perf_counter() - began
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM dossiers_dossier ORDER BY code LIMIT 300")
            sample = tuple(row[0] for row in cursor.fetchall())
        faults = [
            f
            for f in fsck.run(Scope(subjects=sample)).faults
            if f.what in {"due_at", "indicator_due_at", "end of the journal"}
        ]
    figures = {
        "at": timezone.now().isoformat(timespec="seconds"), "machine": f"{cores()} cores", "commit": _commit(),
        "open": done.said["open"], "moved": done.said["moved"], "preview_moved": tally.moved,
        "preview_s": round(previewed, 2), "change_s": round(took, 2), "aim_s": AIM_S, "faults_in_300": len(faults),
    }  # fmt: skip
    for name, value in figures.items():
        say(f"{name:>14}  {value}")
    if report:
        Path(report).write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")


def _settled() -> None:
    folder = settings.PACKS / "hanoi-2020"
    casework.load_pack(subject_id=new_id(), pack=read_pack(folder), by=SYSTEM, at=timezone.now(), key="")
    organisation.forget()
    settle(cast_of(folder), password="", since=AT.date() - timedelta(days=400), at=timezone.now())
    organisation.forget()


def _filled(number: int) -> None:
    """So many dossiers of all communes, received in the minutes of two days; every tenth was paused for a day."""
    version = catalogue.current("1.004837").version
    wards = organisation.of_level("commune")
    person = Person.objects.filter(kind="citizen").first()
    assert person is not None
    dossiers, events, lines = [], [], []
    for n in range(number):
        ward, dossier_id = wards[n % len(wards)], new_id()
        received = AT - timedelta(days=2, hours=4) + timedelta(minutes=n % 540)
        own = _events(ward, received, paused=n % PAUSED_EVERY == 0)
        due = clock.columns(clock.derive(own))
        data = {"code": f"bench-{n:06d}"}
        digest = journal.digest(
            subject=dossier_id,
            seq=1,
            kind="dossier.submit",
            actor="system",
            at=received,
            request="",
            data=data,
            before=b"",
        )
        dossiers.append(
            (
                dossier_id, f"bench-{n:06d}", new_secret(), 2, "counter", "", "Đăng ký giám hộ", 4, received, received,
                due["due_at"], due["indicator_due_at"], due["paused_at"], received, 0, 3, 1, digest, version.pk, ward.pk,  # noqa: E501
                ward.pk, person.pk, person.pk, "",
            )
        )  # fmt: skip
        events += [(dossier_id, e.seq, e.kind, e.at, json.dumps(e.data)) for e in own]
        lines.append((dossier_id, 1, "dossier.submit", "system", received, "", json.dumps(data), digest))
    _poured(
        "dossiers_dossier",
        "id code secret channel return_by case about state submitted_at received_at due_at indicator_due_at paused_at "
        "last_at requests moves journal_seq journal_digest version_id receiving_unit_id settling_unit_id submitter_id "
        "owner_id member", dossiers,
    )  # fmt: skip
    _poured("dossiers_clockevent", "dossier_id seq kind at data", events)
    _poured("base_journalline", "subject seq kind actor at request data digest", lines)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _events(ward: Any, received: datetime, *, paused: bool) -> list[ClockEvent]:
    calendar = str(organisation.calendar_at(ward.pk, received.date()))
    data = {"limit": {"working_days": 3}, "cutoff": None, "calendar": calendar}
    found = [ClockEvent(seq=1, kind="start", at=received, data=data)]
    if paused:
        found.append(ClockEvent(seq=2, kind="pause", at=received + timedelta(hours=3), data={"cause": "supplement"}))
        found.append(ClockEvent(seq=3, kind="resume", at=received + timedelta(hours=20), data={}))
    return found


def _poured(table: str, columns: str, rows: list[tuple[Any, ...]]) -> None:
    names = ", ".join(f'"{name}"' for name in columns.split())
    connection.ensure_connection()
    with connection.connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)

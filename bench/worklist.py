"""What a worklist page costs at the server, with many dossiers in the database: p50 and p95 of whole requests.

The database is a server of its own that is thrown away. Its dossiers are made by statements over sets: 40 wards of
equal weight, late, due, paused, waiting and returned in a fixed mixture. A page is a whole request through all
middleware and templates, in one thread, without the network.
"""

import json
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from bench.lifecycle import PROCEDURE, WARD, _commit, _session, _settled, _spread
from bench.limit import cores
from bench.search import scratch
from motcua.catalogue import queries as catalogue
from motcua.organisation import queries as organisation
from motcua.people import queries as people

Say = Callable[[str], Any]
NUMBER, UNITS, ROUNDS, AIM_MS = 100_000, 40, 40, 50.0
LISTS = (
    ("minh", "/desk/?list=mine"), ("minh", "/desk/?list=unit"), ("minh", "/desk/?list=unit&page=15"),
    ("minh", "/desk/?list=unit&procedure=dang-ky-giam-ho"), ("minh", "/desk/?list=unit&q=nguyen+van+500"),
    ("hung", "/desk/?list=unit"), ("hung", "/desk/?list=approve"), ("hoa", "/counter/?list=incoming"),
    ("hoa", "/counter/?list=return"),
)  # fmt: skip
OTHERS = (("hung", "/control/"), ("quang", "/control/"), ("hoa", "/control/book/"))
# Of 100 dossiers: 4 wait, 3 received, 14 in hand, 2 and 1 stand still, 6 done, 70 returned.
_PEOPLE = """
INSERT INTO people_person (id, kind, full_name, personal_number, tax_code, phone, email, address)
SELECT gen_random_uuid(), 'citizen', 'Nguyễn Văn ' || n, '', '', '', '', 'Số ' || n || ' phố Hàng Bạc'
FROM generate_series(1, 5000) n
"""
_DOSSIERS = """
WITH people AS (SELECT id, row_number() OVER () - 1 AS n FROM people_person WHERE full_name LIKE 'Nguyễn Văn %%'),
shaped AS (
    SELECT *, CASE WHEN part < 4 THEN 1 WHEN part < 7 THEN 2 WHEN part < 21 THEN 4 WHEN part < 23 THEN 5
        WHEN part < 24 THEN 6 WHEN part < 30 THEN 9 ELSE 10 END AS state FROM (
        SELECT n, (n / %(many)s) %% 100 AS part, (%(units)s::uuid[])[1 + n %% %(many)s] AS unit,
            %(now)s::timestamptz - make_interval(mins => (n * 7919) %% 40000) AS sent
        FROM generate_series(1, %(number)s) n) numbered
)
INSERT INTO dossiers_dossier (id, code, secret, version_id, receiving_unit_id, settling_unit_id, submitter_id, owner_id,
    assisted_by_id, holder_id, channel, return_by, "case", about, state, submitted_at, received_at, due_at,
    indicator_due_at, paused_at, finished_at, closed_at, last_at, requests, moves, journal_seq, journal_digest)
SELECT gen_random_uuid(), 'H26-BENCH-' || s.n, substr(md5(s.n::text), 1, 20), %(version)s, s.unit, s.unit, p.id, p.id,
    NULL, CASE WHEN s.state IN (4, 5, 6) AND s.unit = %(ward)s AND s.n %% 3 = 0 THEN %(holder)s::uuid END, 2,
    'counter', '', 'Đăng ký giám hộ', s.state, s.sent,
    CASE WHEN s.state > 1 THEN s.sent + interval '1 hour' END,
    CASE WHEN s.state > 1 THEN s.sent + interval '10 days' END, NULL,
    CASE WHEN s.state IN (5, 6) THEN s.sent + interval '2 hours' END,
    CASE WHEN s.state > 8 THEN s.sent + interval '5 days' END,
    CASE WHEN s.state = 10 THEN s.sent + interval '6 days' END,
    s.sent, CASE WHEN s.part = 22 THEN 2 ELSE 0 END, 1, 0, ''
FROM shaped s JOIN people p ON p.n = s.n %% 5000
"""


def run(*, seconds: float, clients: int, port: int, report: str, say: Say, dossiers: int = NUMBER) -> None:
    """Measure and report, in milliseconds. One person after another; `seconds`, `clients`, `port` are not used."""
    call_command("collectstatic", interactive=False, verbosity=0)
    with scratch():
        call_command("load", str(settings.PACKS / "hanoi-2020"))
        organisation.forget()
        _settled()
        fill(dossiers)
        took = {f"{who} {url}": measured(who, url) for who, url in (*LISTS, *OTHERS)}
    figures = {
        "at": timezone.now().isoformat(timespec="seconds"), "machine": f"{cores()} cores", "commit": _commit(),
        "dossiers": dossiers, "aim_ms": AIM_MS, "pages": {name: _spread(group) for name, group in took.items()},
    }  # fmt: skip
    say(f"\n{figures['machine']}, commit {figures['commit']}, {dossiers} dossiers, {ROUNDS} requests of each")
    say(f"{'':52}{'p50 ms':>9}{'p95 ms':>9}")
    for name, row in figures["pages"].items():
        say(f"{name:52}{row['p50_ms']:>9}{row['p95_ms']:>9}")
    if report:
        Path(report).write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")


def fill(number: int) -> None:
    """So many dossiers, in statements over sets, and the statistics by which the planner judges."""
    ward = organisation.by_code(WARD)
    units = [ward.pk, *(u.pk for u in organisation.of_level("commune") if u.pk != ward.pk)][:UNITS]
    holder = people.account("minh")
    values = {
        "number": number, "units": units, "many": len(units), "now": timezone.now() - timedelta(hours=1),
        "ward": ward.pk, "version": catalogue.current(PROCEDURE).version_id, "holder": holder.pk if holder else None,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE)
        cursor.execute(_DOSSIERS, values)
        cursor.execute("VACUUM ANALYZE")


def measured(who: str, url: str) -> list[float]:
    """Seconds of each of so many requests, after a few that warm caches and plans."""
    browser = Client(SERVER_NAME="localhost")
    browser.cookies["sessionid"] = _session(who)
    took = []
    for number in range(ROUNDS + 5):
        began = time.perf_counter()
        answer = browser.get(url)
        if answer.status_code != 200:
            raise RuntimeError(f"{url} answered {answer.status_code}")
        if number >= 5:
            took.append(time.perf_counter() - began)
    return took

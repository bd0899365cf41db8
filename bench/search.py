"""Search over the 2,100 procedures of a city, on a server of its own that is thrown away afterwards."""

import itertools
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.paginator import Paginator
from django.db import connection
from django.utils import timezone

from bench.lifecycle import _commit, _spread
from bench.limit import cores
from motcua.base.ids import new_id
from motcua.catalogue import queries
from motcua.catalogue.commands import search_words
from motcua.catalogue.definition import canonical, digest
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.packs import read_pack
from motcua.config.settings import database
from motcua.launch.postgres import Server

NUMBER, PAGE, AIM_MS = 2_100, 20, 20.0
Say = Callable[[str], Any]

ASKED: dict[str, tuple[str, ...]] = {
    "without marks": ("dang ky ket hon", "khai sinh", "chung thuc ban sao", "giay phep xay dung", "ho kinh doanh"),
    "with marks": ("Đăng ký kết hôn", "Khai tử", "Giấy phép bưu chính", "Cấp lại giấy phép hoạt động in"),
    "typing errors": ("dang ky ket hom", "khai sihn", "chung thuk", "giay phep xay dugn", "trich luc ho tcih"),
    "people's words": ("sao y", "mở quán net", "làm giấy khai sinh cho con", "sổ đỏ", "cưới", "sửa nhà"),
    "one syllable": ("in", "con", "cap", "dat"),
    "English": ("birth certificate", "marriage", "building permit"),
    "nothing there": ("xyzzy", "phóng tàu vũ trụ", "q" * 60),
    "long": ("tôi muốn xin giấy phép để xây lại ngôi nhà cũ của bố mẹ ở quê thì cần những giấy tờ gì",),
    "no words": ("",),
}
_ACTIONS = ("", "Thủ tục", "Thẩm định", "Thu hồi", "Điều chỉnh", "Bổ sung", "Gia hạn")
_SUBJECTS = (
    "", "đối với hộ gia đình", "trong khu công nghiệp", "cho người nước ngoài", "thuộc thẩm quyền cấp tỉnh",
    "đối với tổ chức tôn giáo", "trường hợp mất hoặc hỏng",
)  # fmt: skip


def run(*, seconds: float, clients: int, port: int, report: str, say: Say) -> None:
    """Measure `catalogue.queries.search` as the page asks it (count and first page) and report; in milliseconds.

    `clients` and `port` are not used: one person asks after another, at the database, without HTTP.
    """
    with scratch():
        fill()
        took = measured(seconds=seconds)
    every = [second for group in took.values() for second in group]
    figures = {
        "at": timezone.now().isoformat(timespec="seconds"),
        "machine": f"{cores()} cores",
        "commit": _commit(),
        "procedures": NUMBER,
        "aim_p95_ms": AIM_MS,
        "all": _spread(every),
        "kinds": {name: {**_spread(group), "asked": len(group)} for name, group in took.items()},
    }
    _print(figures, say=say)
    if report:
        Path(report).write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")


@contextmanager
def scratch() -> Iterator[None]:
    """A new server with the tables of the house; Django's connection goes there until the end."""
    before = settings.DATABASES["default"]
    with tempfile.TemporaryDirectory(prefix="motcua-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)  # as root the server runs as another user, who must get through
        with Server(Path(folder), durable=False) as server:
            try:
                _point_at(database(server.dsn("motcua_owner"), as_owner=True))
                call_command("migrate", verbosity=0)
                yield
            finally:
                _point_at(before)


def _point_at(parts: dict[str, Any]) -> None:
    connection.close()
    connection.close_pool()
    settings.DATABASES["default"] = connection.settings_dict = {**connection.settings_dict, **parts}


def fill() -> None:
    """2,100 procedures out of the pack's, each with its definition: actions and subjects make the names differ."""
    pack = read_pack(settings.PACKS / "hanoi-2020")
    versions, rows = [], []
    names = itertools.product(_SUBJECTS, _ACTIONS, pack.procedures)
    for number, (subject, action, definition) in enumerate(itertools.islice(names, NUMBER)):
        words = search_words(definition, synonyms=pack.synonyms)
        version = ProcedureVersion(
            id=new_id(), code=f"{definition.id}-{number}", effective_date=definition.effective_from,
            definition=json.loads(canonical(definition)), digest=digest(definition), published_at=timezone.now(),
            published_by="bench",
        )  # fmt: skip
        versions.append(version)
        name = f"{action} {definition.name} {subject}".strip()
        words = f"{queries.plain(action)} {words} {queries.plain(subject)}".strip()
        rows.append(
            Procedure(
                code=version.code, version=version, name=name, name_en=definition.name.into("en"),
                field_code=definition.field.code, field_name=str(definition.field.name),
                level=definition.authority[0].level, words=words,
                life_events=list(definition.life_events), offered=True,
            )
        )  # fmt: skip
    ProcedureVersion.objects.bulk_create(versions, batch_size=200)
    Procedure.objects.bulk_create(rows, batch_size=200)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE catalogue_procedure, catalogue_procedureversion")


def ask(words: str) -> int:
    """What the page of results asks: how many, and the first of them."""
    page = Paginator(queries.search(words), PAGE).get_page(1)
    list(page)
    return page.paginator.count


def measured(*, seconds: float) -> dict[str, list[float]]:
    """Seconds of each question by its kind, asked in turn until the time is over."""
    took: dict[str, list[float]] = {kind: [] for kind in ASKED}
    for words in itertools.chain.from_iterable(ASKED.values()):
        ask(words)  # warm: plans, caches
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        for kind, asked in ASKED.items():
            for words in asked:
                started = time.perf_counter()
                ask(words)
                took[kind].append(time.perf_counter() - started)
    return took


def _print(figures: dict[str, Any], *, say: Say) -> None:
    say(f"\n{figures['machine']}, commit {figures['commit']}, {NUMBER:,} procedures, page of {PAGE} and count")
    say(f"{'':18}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'asked':>8}")
    for name, row in [*figures["kinds"].items(), ("all", {**figures["all"], "asked": ""})]:
        cells = "".join(f"{row.get(f'p{p}_ms', ''):>9}" for p in (50, 95, 99))
        say(f"{name:18}{cells}{row['asked']:>8}")
    within = figures["all"].get("p95_ms", AIM_MS) < AIM_MS
    say(f"aim: p95 under {AIM_MS:g} ms: {'kept' if within else 'missed'}")

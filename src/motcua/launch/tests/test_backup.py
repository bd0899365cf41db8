"""A backup is a whole city: taken while it works, opened by its passphrase alone, restored into an empty place."""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db.models import CharField
from psycopg import sql

from motcua.documents.store import Store
from motcua.launch import sealing
from motcua.launch.__main__ import main
from motcua.launch.archive import About, Packing, parts
from motcua.launch.commands import restore
from motcua.launch.commands.backup import REFERENCES
from motcua.launch.sealing import CHUNK, TAG, Damaged, Opening, Sealing
from tests.database import NAME

PASSPHRASE = "mười hai con giáp"
EMPTY = "restored_here"
SERVER = os.environ["DATABASE_OWNER_URL"]
APPLICATION = os.environ["DATABASE_URL"]


def url_of(name: str, *, owner: bool = False) -> str:
    given = SERVER if owner else APPLICATION
    return re.sub(r"(?<=/)[^/?]*(?=$|\?)", name, given, count=1)


def administer(statement: str, **names: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as raw:
        raw.execute(sql.SQL(statement).format(**{k: sql.Identifier(v) for k, v in names.items()}))


def asked(name: str, question: str) -> Any:
    with psycopg.connect(url_of(name, owner=True)) as raw:
        return raw.execute(question).fetchall()


@pytest.fixture
def empty() -> Iterator[str]:
    """A database with nothing in it."""
    administer("DROP DATABASE IF EXISTS {name}", name=EMPTY)
    administer("CREATE DATABASE {name}", name=EMPTY)
    yield EMPTY
    administer("DROP DATABASE {name} WITH (FORCE)", name=EMPTY)


@pytest.fixture
def at() -> Iterator[Callable[..., None]]:
    """Let the commands of this process work on a database and a folder of files.

    A patch of its own, undone before the fixture `committed` asks for the same variables.
    """
    with pytest.MonkeyPatch.context() as patch:

        def set_to(name: str, *, files: Path, passphrase: str = PASSPHRASE) -> None:
            patch.setenv("DATABASE_URL", url_of(name))
            patch.setenv("DATABASE_OWNER_URL", url_of(name, owner=True))
            patch.setenv("MOTCUA_BACKUP_PASSPHRASE", passphrase)
            patch.setattr("motcua.config.settings.FILES", files)

        yield set_to


@pytest.fixture
def city(committed: None, sealed: Any, files: Path, at: Callable[..., None], tmp_path: Path) -> Any:
    """A city with one dossier that came to its result, and a backup of it."""
    at(NAME, files=files)
    assert main(["backup", str(tmp_path / "city.backup")]) == 0
    return SimpleNamespace(backup=tmp_path / "city.backup", files=files, dossier=sealed)


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()} if folder.exists() else set()


def run(*line: str, name: str, home: Path) -> "subprocess.CompletedProcess[str]":
    """The command in a process of its own, as people call it."""
    set_to = {
        "DATABASE_URL": url_of(name), "DATABASE_OWNER_URL": url_of(name, owner=True), "MOTCUA_HOME": str(home),
        "MOTCUA_BACKUP_PASSPHRASE": PASSPHRASE, "MOTCUA_STATIC_FROM_SOURCE": "",
    }  # fmt: skip
    command = [sys.executable, "-P", "-m", "motcua.launch", *line]
    source = str(Path(restore.__file__).parents[3])
    return subprocess.run(
        command, check=False, capture_output=True, text=True, env=os.environ | set_to | {"PYTHONPATH": source}
    )


def test_what_is_restored_is_the_same_city_and_fsck_says_so(city: Any, empty: str, tmp_path: Path) -> None:
    done = run("restore", str(city.backup), name=empty, home=tmp_path / "new-home")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "fsck found no fault" in done.stdout
    assert names_in(tmp_path / "new-home/files") == names_in(city.files) != set()
    for table in ("base_journalline", "dossiers_dossier", "documents_document", "people_user", "organisation_unit"):
        question = f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)), count(*) FROM {table} t"
        assert asked(empty, question) == asked(NAME, question)
    with psycopg.connect(url_of(empty)) as raw, pytest.raises(psycopg.errors.InsufficientPrivilege):
        raw.execute("UPDATE base_journalline SET actor = 'x'")


def test_what_happens_during_the_backup_is_wholly_in_it_or_wholly_not(
    city: Any, at: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apply: Any
) -> None:
    """Lan attaches papers after the snapshot: neither they nor their files are in the backup."""
    from motcua.launch import dumping

    before, spied = names_in(city.files), dumping.dumped

    def with_an_act_before(*args: Any, **kwargs: Any) -> Any:
        apply()
        return spied(*args, **kwargs)

    monkeypatch.setattr(dumping, "dumped", with_an_act_before)
    at(NAME, files=city.files)
    second = tmp_path / "second.backup"
    assert main(["backup", str(second)]) == 0
    assert names_in(city.files) > before
    with second.open("rb") as source:
        held = [part.name for part in parts(Opening(source, passphrase=PASSPHRASE))]
    assert {name.removeprefix("files/") for name in held if name.startswith("files/")} == before


def test_every_column_that_names_a_file_is_followed() -> None:
    """A new column of digests has to be sorted: does it name a kept file, or is it a sum over something else?"""
    sums = {
        "organisation_calendarversion", "catalogue_procedureversion", "catalogue_letterversion", "catalogue_proposal",
        "dossiers_answers", "dossiers_representation", "dossiers_draft", "feedback_invitation", "payments_hearing",
        "payments_paylink",
    }  # fmt: skip
    copies = {("dossiers_paper", "digest"), ("documents_shelved", "digest")}  # of the document's own
    found = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, CharField) and field.column.endswith("digest") and model._meta.db_table not in sums
    }
    assert found - copies == set(REFERENCES)


def refused(capsys: pytest.CaptureFixture[str], *line: str) -> str:
    capsys.readouterr()
    assert main(line) == 1
    said = capsys.readouterr().err
    assert said.startswith("motcua: ")
    assert said.count("\n") == 1
    return said


def flip(path: Path, *, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda path: flip(path, at=30), "passphrase is not the one"),  # in the salt
        (lambda path: flip(path, at=5000), "passphrase is not the one of this backup, or the file's beginning"),
        (lambda path: flip(path, at=path.stat().st_size - 1), "damaged"),
        (lambda path: os.truncate(path, path.stat().st_size - 1), "cut short|damaged"),
        (lambda path: os.truncate(path, 20), "is not a backup"),
        (lambda path: path.write_bytes(b"%PDF-1.7 and so on" * 9), "is not a backup"),
        (lambda path: path.write_bytes(path.read_bytes() + b"more"), "damaged"),
    ],
    ids=["salt", "beginning", "end", "one byte short", "header only", "a PDF", "something behind it"],
)
def test_a_damaged_backup_is_refused_and_nothing_is_left_behind(
    city: Any, empty: str, at: Any, tmp_path: Path, capsys: Any, harm: Callable[[Path], None], said: str
) -> None:
    harm(city.backup)
    at(empty, files=tmp_path / "elsewhere/files")
    assert re.search(said, refused(capsys, "restore", str(city.backup)))
    assert not (tmp_path / "elsewhere/files").exists()
    assert not (tmp_path / "elsewhere/files.restoring").exists()
    assert asked(empty, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]


def test_another_passphrase_does_not_open_it(city: Any, at: Any, empty: str, tmp_path: Path, capsys: Any) -> None:
    at(empty, files=tmp_path / "elsewhere", passphrase=PASSPHRASE.upper())
    assert "the passphrase is not the one" in refused(capsys, "restore", str(city.backup))
    assert not (tmp_path / "elsewhere").exists()


def test_a_place_that_is_not_empty_is_left_alone(city: Any, at: Any, empty: str, tmp_path: Path, capsys: Any) -> None:
    at(NAME, files=tmp_path / "elsewhere")
    assert "the database is not empty" in refused(capsys, "restore", str(city.backup))
    at(empty, files=city.files)
    before = names_in(city.files)
    assert f"{city.files} is not empty" in refused(capsys, "restore", str(city.backup))
    assert names_in(city.files) == before


def test_a_database_that_refuses_half_way_leaves_nothing(
    city: Any, at: Any, empty: str, tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pg_restore is stopped in the middle of the dump: no table, no file."""

    def poured(opening: Any, write: Callable[[bytes], Any], *, sums: Any) -> None:
        for part in parts(opening):
            if part.name.startswith("database/"):
                write(b"".join(part.blocks())[: part.size // 2])
        raise Damaged("the disk gave up")

    monkeypatch.setattr(restore, "_pour", poured)
    at(empty, files=tmp_path / "elsewhere")
    assert "the disk gave up" in refused(capsys, "restore", str(city.backup))
    assert not (tmp_path / "elsewhere").exists()
    assert asked(empty, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]


def test_a_restore_that_was_killed_can_be_started_again(city: Any, empty: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "files").mkdir(parents=True)
    (home / "files" / restore.MARK).touch()
    (home / "files" / "rest-of-it").touch()
    (home / "files.restoring").mkdir()
    assert run("restore", str(city.backup), name=empty, home=home).returncode == 0
    assert names_in(home / "files") == names_in(city.files)


def test_a_backup_of_a_newer_version_is_refused(tmp_path: Path, at: Any, empty: str, capsys: Any) -> None:
    at(empty, files=tmp_path / "files")
    newer = tmp_path / "newer.backup"
    with newer.open("wb") as sink:
        about = About(made_at="2031-01-01", postgres=21, migrations=[["dossiers", "0099_of_the_future"]])
        Packing(Sealing(sink, passphrase=PASSPHRASE), about=about).finish()
    assert "dossiers.0099_of_the_future" in refused(capsys, "restore", str(newer))


def test_a_missing_or_altered_file_is_said_and_does_not_stop_the_backup(
    city: Any, at: Any, tmp_path: Path, capsys: Any
) -> None:
    missing, altered = sorted(names_in(city.files))[:2]
    Store(city.files).path(missing).unlink()
    Store(city.files).path(altered).write_bytes(b"something else")
    at(NAME, files=city.files)
    assert main(["backup", str(tmp_path / "second.backup")]) == 1
    assert "2 files that documents refer to" in capsys.readouterr().err
    at(NAME, files=city.files)
    assert main(["restore", "--check", str(tmp_path / "second.backup")]) == 0


def test_a_backup_never_replaces_a_file_and_a_failed_one_leaves_none(
    city: Any, at: Any, empty: str, tmp_path: Path, capsys: Any
) -> None:
    before = city.backup.read_bytes()
    at(NAME, files=city.files)
    assert "is already there" in refused(capsys, "backup", str(city.backup))
    assert city.backup.read_bytes() == before
    at(empty, files=city.files)
    assert "nothing to back up" in refused(capsys, "backup", str(tmp_path / "second.backup"))
    assert [path.name for path in tmp_path.glob("second*")] == []


def test_only_its_owner_may_read_a_backup_and_a_short_passphrase_is_refused(city: Any, at: Any, capsys: Any) -> None:
    assert city.backup.stat().st_mode & 0o777 == 0o600
    at(NAME, files=city.files, passphrase="ngắn")
    assert "at least 12 characters" in refused(capsys, "backup", str(city.backup) + "2")


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7])
def test_a_stream_comes_back_as_it_went_and_every_cut_is_seen(tmp_path: Path, size: int) -> None:
    content, path = hashlib.shake_128(b"x").digest(size), tmp_path / "sealed"
    with path.open("wb") as sink:
        stream = Sealing(sink, passphrase=PASSPHRASE, cost=4)
        for start in range(0, size, 300_001):
            stream.write(content[start : start + 300_001])
        stream.finish()
    with path.open("rb") as source:
        assert Opening(source, passphrase=PASSPHRASE).read(size + 1) == content
    whole = path.read_bytes()
    for kept in {sealing.HEADER.size + n * (CHUNK + TAG) for n in range(4)} | {len(whole) - 1}:
        if kept < len(whole):
            path.write_bytes(whole[:kept])
            with path.open("rb") as source, pytest.raises(Damaged):
                Opening(source, passphrase=PASSPHRASE).drain()


def test_two_chunks_that_changed_places_are_seen(tmp_path: Path) -> None:
    path, size = tmp_path / "sealed", CHUNK + TAG
    with path.open("wb") as sink:
        stream = Sealing(sink, passphrase=PASSPHRASE, cost=4)
        stream.write(bytes(3 * CHUNK))
        stream.finish()
    head, body = path.read_bytes()[: sealing.HEADER.size], path.read_bytes()[sealing.HEADER.size :]
    path.write_bytes(head + body[:size] + body[2 * size :] + body[size : 2 * size])
    with path.open("rb") as source, pytest.raises(Damaged, match="about 1 MiB from its beginning"):
        Opening(source, passphrase=PASSPHRASE).drain()



"""Put a backup into an empty place and check it: motcua restore FILE

Nothing is touched before the whole file was read and found to be what was sealed; what fails later is undone.
With --check it is only read.
"""

import argparse
import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from motcua.launch import database
from motcua.launch.places import LaunchError

if TYPE_CHECKING:
    from motcua.launch.archive import Part
    from motcua.launch.sealing import Opening

# Stands among the files until the database is there too: whoever finds it may throw them away and start again.
MARK = ".restoring"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="what `motcua backup` wrote")
    parser.add_argument("--check", action="store_true", help="read and verify it, and restore nothing")


def run(*, options: argparse.Namespace, rest: list[str]) -> int:
    from motcua.launch.passphrase import passphrase

    backup: Path = options.file
    if not backup.is_file():
        raise LaunchError(f"there is no file {backup}.")
    secret = passphrase(twice=False)
    if options.check:
        sums = _read(backup, secret=secret, keep=None)
        print(f"motcua: {backup} is whole: the database and {sums['files']['count']:,} files.")
        return 0
    with database.provided():
        sums = _restore(backup, secret=secret)
        _command("migrate", "--quiet", failing="the backup was restored, and bringing it up to date failed")
        print(f"motcua: the database and {sums['files']['count']:,} files are restored.", flush=True)
        if lost := sums["lost"]["count"]:
            print(f"motcua: {lost:,} files were already missing when this backup was made.", file=sys.stderr)
        _command("fsck", failing="the backup was restored, and `motcua fsck` found faults in it")
        print("motcua: fsck found no fault in what was restored.")
    return 0


def _restore(backup: Path, *, secret: str) -> dict[str, Any]:
    """Files first, under another name; then the database in one transaction; gives the backup's sums."""
    from motcua.config.settings import FILES
    from motcua.launch import dumping

    with dumping.connected(autocommit=True) as connection:
        _need_empty(connection, files=FILES)
        staged = FILES.with_name(f"{FILES.name}.restoring")
        shutil.rmtree(staged, ignore_errors=True)
        try:
            sums = _read(backup, secret=secret, keep=_Keeping(staged))
            _place(staged, files=FILES)
            with dumping.restored(connection) as stream, _opened(backup, secret=secret) as opening:
                _pour(opening, stream.write, sums=sums)
        except BaseException as error:
            shutil.rmtree(staged, ignore_errors=True)
            if (FILES / MARK).exists():
                shutil.rmtree(FILES)
            if isinstance(error, OSError):
                raise LaunchError(f"nothing was restored: {error.strerror or error}.") from error
            raise
    (FILES / MARK).unlink()
    return sums


def _need_empty(connection: Any, *, files: Path) -> None:
    found = connection.execute(
        "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' "
        "AND c.relkind IN ('r', 'p', 'v', 'm', 'S') "
        "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"
    ).fetchone()
    if found[0]:
        raise LaunchError(
            "the database is not empty; restore into an empty one (another MOTCUA_HOME, or another DATABASE_URL)."
        )
    if (files / MARK).exists():
        shutil.rmtree(files)  # an earlier restore was killed before its database was there
    if files.exists() and any(not _spare(entry) for entry in files.iterdir()):
        raise LaunchError(f"{files} is not empty; restore into an empty place (MOTCUA_FILES, or another MOTCUA_HOME).")


def _spare(entry: Path) -> bool:
    return entry.name == ".incoming" and not any(entry.iterdir())


def _place(staged: Path, *, files: Path) -> None:
    staged.mkdir(mode=0o700, parents=True, exist_ok=True)
    (staged / MARK).touch()
    os.sync()  # once, instead of once for each of millions of files
    if files.exists():
        shutil.rmtree(files)
    staged.rename(files)


class _Keeping:
    """Writes files to their places under a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(self, digest: str, blocks: Iterable[bytes]) -> None:
        folder = self.root / digest[:2] / digest[2:4]
        for level in (self.root, folder.parent, folder):
            level.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(folder / digest, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            for block in blocks:
                file.write(block)


@contextlib.contextmanager
def _opened(backup: Path, *, secret: str) -> Iterator["Opening"]:
    from motcua.launch.sealing import Opening

    with backup.open("rb") as source:
        yield Opening(source, passphrase=secret)


def _read(backup: Path, *, secret: str, keep: Callable[[str, Iterable[bytes]], None] | None) -> dict[str, Any]:
    """Read everything, compare every digest, hand the files to `keep`; gives the sums. Raises `Damaged`."""
    from motcua.launch.archive import Summed, parts
    from motcua.launch.sealing import Damaged

    database, files, began = Summed(), Summed(), False
    sums: dict[str, Any] = {}
    with _opened(backup, secret=secret) as opening:
        for part in parts(opening):
            if sums or began is not (part.name != "about.json"):
                raise Damaged("this backup is damaged: its parts are not in their order.")
            if part.name == "about.json":
                _need_known(part.note())
                began = True
            elif part.name == "sums.json":
                sums = part.note()
            elif part.name.startswith("database/"):
                if part.name != f"database/{database.count + 1:06d}" or files.count:
                    raise Damaged("this backup is damaged: its parts are not in their order.")
                database.add_all(part.blocks())
            else:
                digest = part.name.removeprefix("files/")
                _one_file(part, digest=digest, keep=keep)
                files.add(f"{digest}\n".encode(), size=part.size)
    if not sums or sums["database"] != database.told() or sums["files"] != files.told():
        raise Damaged("this backup is damaged: its parts do not have the sums that it names.")
    return sums


def _one_file(part: "Part", *, digest: str, keep: Callable[[str, Iterable[bytes]], None] | None) -> None:
    from motcua.launch.sealing import Damaged

    found = hashlib.sha256()

    def looked_at() -> Iterator[bytes]:
        for block in part.blocks():
            found.update(block)
            yield block

    if keep is None:
        for _block in looked_at():
            pass
    else:
        keep(digest, looked_at())
    if found.hexdigest() != digest:
        raise Damaged(f"this backup is damaged: the file {digest} has another digest.")


def _pour(opening: "Opening", write: Callable[[bytes], Any], *, sums: dict[str, Any]) -> None:
    """The dump alone, a second time; it may have changed on the disk since the first."""
    from motcua.launch.archive import Summed, parts
    from motcua.launch.sealing import Damaged

    database = Summed()
    for part in parts(opening):
        if part.name.startswith("database/"):
            database.add_all(part.blocks(), also=write)
        elif database.count:
            break
    if database.told() != sums["database"]:
        raise Damaged("this backup changed while it was read; nothing was restored.")


def _need_known(about: dict[str, Any]) -> None:
    """Raises LaunchError for a backup of a newer version; an older one is brought up to date after restoring."""
    import django
    from django.db.migrations.loader import MigrationLoader

    from motcua.launch.archive import FORMAT

    if about.get("format") != FORMAT:
        raise LaunchError("this backup was made by a newer motcua, in a form that this one does not know.")
    django.setup()
    loader = MigrationLoader(None)
    known = set(loader.disk_migrations) | {pair for m in loader.disk_migrations.values() for pair in m.replaces}
    unknown = [f"{app}.{name}" for app, name in about["migrations"] if (app, name) not in known]
    if unknown:
        raise LaunchError(
            f"this backup was made by a newer or other motcua (it knows {', '.join(unknown[:3])}); restore it with "
            "that version."
        )


def _command(*line: str, failing: str) -> None:
    """Another sub-command, in a process of its own (as owner or as application, never both in one)."""
    done = subprocess.run([sys.executable, "-P", "-m", "motcua.launch", *line], check=False)
    if done.returncode != 0:
        raise LaunchError(f"{failing}; what it said stands above.")

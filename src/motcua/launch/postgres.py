"""The embedded PostgreSQL: shared by every `./motcua` process of one home, stopped by the last that leaves.

There is no owner process. Whoever comes first starts the server, everybody holds a shared lock on `users`
while working with it, and whoever finds nobody else there on leaving stops it. The kernel drops the locks of
a process that was killed, so that the next start simply takes over a server left behind.

Nobody reaches it over the network: it listens on one unix socket in a folder that only its user (and root)
may enter. Therefore the roles need no passwords.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Literal
from urllib.parse import quote

import psycopg

from motcua.launch import binaries
from motcua.launch.cluster import SOCKET_NAME, Cluster, Running
from motcua.launch.places import LaunchError

Role = Literal["postgres", "motcua_owner", "motcua_app"]
DATABASE = "motcua"
OWNER: Role = "motcua_owner"
APPLICATION: Role = "motcua_app"
# The shortest limit among our systems (macOS: 104 bytes with the closing zero) for a unix socket's path.
SOCKET_BYTES = 103
# Servers that this process started and others still use: Python warns when it forgets a living child.
_LEFT_RUNNING: list[subprocess.Popen[bytes]] = []


class Server:
    """The database server under `home`; `durable=False`, for tests, does without fsync.

    `start` may be called when it already runs, also by another process; each `start` needs its `stop`.
    Raises LaunchError with a sentence for the person at the keyboard.
    """

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        self._run_as = binaries.who_runs()
        self.folder = _reachable(home.resolve() / "pg", run_as=self._run_as)
        self._durable = durable
        self._locks = contextlib.ExitStack()
        self._running: Running | None = None

    @property
    def pid(self) -> int | None:
        """The server's process number while it is started."""
        return self._running.pid if self._running else None

    @property
    def socket_folder(self) -> Path:
        """The folder of the unix socket (known once started)."""
        if self._running is None:
            raise LaunchError("The database server is not running.")
        return self._running.socket_folder

    def start(self) -> None:
        """Have a server running and ready, with its roles and its database."""
        if self._running is not None:
            return
        try:
            self._open_folder()
            with self._gate():
                users = self._locks.enter_context((self.folder / "users").open("a"))
                fcntl.flock(users, fcntl.LOCK_SH)
                self._running = self._found_or_started()
                self._prepare()
        except BaseException as error:
            self._abandon()
            if isinstance(error, OSError | psycopg.Error):
                raise LaunchError(self._cluster().explain(str(error))) from error
            raise

    def stop(self) -> None:
        """Leave; the server stops when nobody else uses it."""
        if self._running is None:
            return
        known, self._running = self._running, None
        with self._gate():
            self._locks.close()
            if not self._nobody_else():
                if known.child is not None and known.child.poll() is None:
                    _LEFT_RUNNING.append(known.child)
                return
            cluster = self._cluster()
            present = cluster.running()  # another one, when ours was killed and somebody started it anew
            if present is not None:
                cluster.stop(known if present.pid == known.pid else present)
                if present.socket_folder.parent != self.folder:
                    with contextlib.suppress(OSError):
                        present.socket_folder.rmdir()  # the temporary one, made because of a long path
            if known.child is not None:
                known.child.poll()

    def wipe(self) -> None:
        """Throw the data away for good. Raises LaunchError while somebody works with it."""
        self._open_folder()
        with self._gate():
            if not self._nobody_else():
                raise LaunchError("another motcua process uses this database; stop it first.")
            cluster = self._cluster()
            left_behind = cluster.running()
            if left_behind is not None:
                cluster.stop(left_behind)
            (self.folder / "prepared").unlink(missing_ok=True)
            if cluster.data.exists():
                doomed = self.folder / f"data-new-{os.getpid()}"  # a name that the next start sweeps away
                cluster.data.rename(doomed)
                shutil.rmtree(doomed)

    def dsn(self, role: Role = APPLICATION, *, database: str = DATABASE) -> str:
        """A connection address (`postgresql://…`) for `role`."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket_folder), safe='')}"

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _open_folder(self) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.folder.stat().st_uid != self._run_as.uid:
                self._run_as.take(self.folder)
            (self.folder / "gate").touch()
        except PermissionError as error:
            raise LaunchError(
                f"motcua may not write to {self.folder}; set MOTCUA_HOME to a folder of your own."
            ) from error

    @contextlib.contextmanager
    def _gate(self) -> Iterator[None]:
        """One at a time through starting and stopping."""
        with (self.folder / "gate").open("a") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            yield

    def _nobody_else(self) -> bool:
        with (self.folder / "users").open("a") as users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

    def _abandon(self) -> None:
        """After a failed start: give back what was taken."""
        if self._running is not None:
            self.stop()
        self._locks.close()

    def _cluster(self) -> Cluster:
        programs = binaries.find().readable(beside=self.folder)
        return Cluster(folder=self.folder, programs=programs, durable=self._durable)

    def _found_or_started(self) -> Running:
        cluster = self._cluster()
        running = cluster.running()
        if running is not None:
            if running.ready and self._answers(running):
                return running
            cluster.stop(running)  # half dead: its socket was swept away, or it is on its way out
        cluster.create()
        return cluster.start(
            socket_folder=_socket_folder(self.folder, run_as=self._run_as),
            settings=_settings(durable=self._durable),
            die_with_parent=not self._durable,
        )

    @staticmethod
    def _answers(running: Running) -> bool:
        try:
            with psycopg.connect(host=str(running.socket_folder), user="postgres", dbname="postgres"):
                return True
        except psycopg.Error:
            return False

    def _prepare(self) -> None:
        """Make the roles and the database when they are missing (a start may have been killed in between)."""
        with psycopg.connect(self.dsn("postgres", database="postgres"), autocommit=True) as connection:
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = 'motcua'").fetchone():
                return
            upper = connection.execute("SELECT upper('đ')").fetchone()
            if upper != ("Đ",):
                raise LaunchError(
                    "This machine's locale C.UTF-8 does not know Vietnamese letters; install the locale, "
                    "or set DATABASE_URL to a server that does."
                )
            for role in (APPLICATION, OWNER):
                if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                    connection.execute(f"CREATE ROLE {role} LOGIN")
            connection.execute(f"GRANT {APPLICATION} TO {OWNER}")
            if not self._durable:
                connection.execute(f"ALTER ROLE {OWNER} CREATEDB")
                connection.execute(f"ALTER ROLE {APPLICATION} CREATEDB")
            connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")


def running(home: Path, *, durable: bool = True) -> Server:
    """For `with running(home) as server:`, started on entry and left in any case."""
    return Server(home, durable=durable)


def _settings(*, durable: bool) -> dict[str, str]:
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    settings = {
        "listen_addresses": "",
        "unix_socket_permissions": "0700",
        "max_connections": "100",
        "shared_buffers": f"{max(32, min(256, memory // 8))}MB",
        "max_wal_size": "1GB",
        "wal_level": "replica",
        "synchronous_commit": "on",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "jit": "off",
        "random_page_cost": "1.1",
    }
    if not durable:
        settings |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
    return settings


def _reachable(folder: Path, *, run_as: binaries.RunAs) -> Path:
    """`folder`, or for root a system's folder when the server's user cannot reach it (as under /root)."""
    standing = next(parent for parent in folder.parents if parent.exists())
    if run_as.may_enter(standing):
        return folder
    return Path("/var/lib/motcua") / _mark(folder)


def _socket_folder(folder: Path, *, run_as: binaries.RunAs) -> Path:
    """A folder with mode 0700 for the socket: beside the data, or a temporary one if that is too long."""
    beside = folder / "socket"
    if len(os.fsencode(beside / SOCKET_NAME)) > SOCKET_BYTES:
        beside = Path(tempfile.gettempdir()) / f"motcua-{_mark(folder)}"
        if len(os.fsencode(beside / SOCKET_NAME)) > SOCKET_BYTES:
            beside = Path("/tmp") / f"motcua-{_mark(folder)}"
    with contextlib.suppress(FileExistsError):
        beside.mkdir(mode=0o700)
        run_as.take(beside)
    found = beside.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != run_as.uid:
        raise LaunchError(f"{beside} belongs to somebody else; remove it, or set TMPDIR to another folder.")
    beside.chmod(0o700)
    return beside


def _mark(folder: Path) -> str:
    """A short name that only this folder has."""
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]

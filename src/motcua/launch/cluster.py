"""One PostgreSQL data folder: made, started, found running, stopped. Knows no locks and no roles."""

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import psutil

from motcua.launch.binaries import Programs, server_environment
from motcua.launch.places import LaunchError

SOCKET_NAME = ".s.PGSQL.5432"
READY_SECONDS = 60.0
STOP_SECONDS = 30.0
LINGER_SECONDS = 15.0
# What PostgreSQL says while the remains of a server that was killed are still going away.
LINGERING = ("lock file", "pre-existing shared memory", "could not bind Unix address")


@dataclass(frozen=True)
class Running:
    """A live server as its own `postmaster.pid` describes it."""

    pid: int
    socket_folder: Path
    ready: bool
    child: subprocess.Popen[bytes] | None = None  # when this process started it


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A data folder `folder`/data with its log; `programs` are readable for the user who runs them."""

    folder: Path
    programs: Programs
    durable: bool

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "postgresql.log"

    def create(self) -> None:
        """Make the data folder when there is none, under another name first: it is whole or absent."""
        for remains in self.folder.glob("data-new-*"):
            shutil.rmtree(remains, ignore_errors=True)
        if self.data.exists():
            self._check_version()
            return
        fresh = self.folder / f"data-new-{os.getpid()}"
        options = ["-D", str(fresh), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"]
        options += ["--locale-provider=libc", "--auth-local=trust", "--auth-host=reject", "--no-instructions"]
        if not self.durable:
            options.append("--no-sync")
        elif self.programs.major >= 17 and sys.platform == "linux":
            options.append("--sync-method=syncfs")
        made = subprocess.run(
            self.programs.command("initdb", *options), check=False, capture_output=True, text=True,
            cwd=self.folder, env=server_environment(), **self.programs.run_as.popen_arguments(),
        )  # fmt: skip
        if made.returncode != 0:
            shutil.rmtree(fresh, ignore_errors=True)
            raise LaunchError(self.explain(made.stderr))
        fresh.rename(self.data)

    def running(self) -> Running | None:
        """The server that runs on this data folder, whoever started it, or None.

        A `postmaster.pid` whose number belongs to something else by now would stop every start; it is removed
        once nothing that a killed server left behind works on the folder any more.
        """
        path = self.data / "postmaster.pid"
        try:
            lines = path.read_text().splitlines()
            pid = int(lines[0])
        except (OSError, ValueError, IndexError):
            return None
        socket_folder = Path(lines[4]) if len(lines) > 4 and lines[4] else self.folder
        if not self._works_here(pid):
            if psutil.pid_exists(pid):
                self._await_remains()
                path.unlink(missing_ok=True)
                (socket_folder / f"{SOCKET_NAME}.lock").unlink(missing_ok=True)
            return None
        return Running(pid, socket_folder, ready=len(lines) > 7 and lines[7].strip() == "ready")

    def start(self, *, socket_folder: Path, settings: dict[str, str], die_with_parent: bool) -> Running:
        """Start the server and answer when it takes connections; tries again while a killed one goes away."""
        options = {"unix_socket_directories": str(socket_folder)} | settings
        arguments = ["-D", str(self.data)]
        for name, value in options.items():
            arguments += ["-c", f"{name}={value}"]
        command = self.programs.command("postgres", *arguments)
        give_up = time.monotonic() + LINGER_SECONDS
        while True:
            with self.log.open("wb") as log:
                process = subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                    cwd=self.folder, env=server_environment(),
                    preexec_fn=_die_with_parent if die_with_parent else None,
                    **self.programs.run_as.popen_arguments(),
                )  # fmt: skip
            try:
                running = self._await_ready(process)
            except BaseException:  # also Ctrl-C: leave no server behind that nobody knows of
                process.send_signal(signal.SIGQUIT)
                process.wait(STOP_SECONDS)
                raise
            if running is not None:
                return replace(running, child=process)
            said = self.log.read_text(errors="replace")
            if time.monotonic() > give_up or not any(sign in said for sign in LINGERING):
                raise LaunchError(self.explain(said))
            time.sleep(0.3)

    def stop(self, running: Running) -> None:
        """Stop the server in fast mode (open transactions are rolled back, nothing acknowledged is lost)."""
        # The second signal stops at once, and the next start then replays the log of transactions.
        for number in (signal.SIGINT, signal.SIGQUIT):
            try:
                process = running.child or psutil.Process(running.pid)
                process.send_signal(number)
                process.wait(STOP_SECONDS)
            except psutil.NoSuchProcess:
                return
            except (subprocess.TimeoutExpired, psutil.TimeoutExpired):
                continue
            return

    def explain(self, said: str) -> str:
        """One sentence about a server that did not come up, made from what PostgreSQL `said`."""
        if "No space left on device" in said:
            return (
                f"The disk that holds {self.folder} is full; free some space, or set MOTCUA_HOME to a folder "
                "on another disk, and start again."
            )
        if "ermission denied" in said:
            return (
                f"PostgreSQL may not write to {self.folder}, which belongs to another user; start motcua as "
                "that user, or set MOTCUA_HOME to a folder of your own."
            )
        if "could not create shared memory" in said or "Cannot allocate memory" in said:
            return "PostgreSQL got too little memory from this machine; close other programs and start again."
        last = " ".join(said.strip().splitlines()[-3:]) or "nothing"
        return (
            f"PostgreSQL did not start on {self.data} and said: {last} (If the folder is damaged, put a "
            "backup in its place; the demo's can be thrown away with `motcua demo --reset`.)"
        )

    def _await_ready(self, process: subprocess.Popen[bytes]) -> Running | None:
        give_up = time.monotonic() + READY_SECONDS
        while process.poll() is None:
            running = self.running()
            if running is not None and running.pid == process.pid and running.ready:
                return running
            if time.monotonic() > give_up:
                raise LaunchError(f"PostgreSQL is not ready after {READY_SECONDS:.0f} seconds; its log is {self.log}.")
            time.sleep(0.01)
        return None

    def _works_here(self, pid: int) -> bool:
        """True when the living process `pid` has the data folder as its working folder, as a server has."""
        try:
            return Path(psutil.Process(pid).cwd()) == self.data.resolve()
        except psutil.NoSuchProcess:  # gone, or a zombie
            return False
        except psutil.AccessDenied:  # another user's: not the server on a folder that only we may enter
            return False

    def _await_remains(self) -> None:
        give_up = time.monotonic() + LINGER_SECONDS
        while any(self._works_here(pid) for pid in psutil.pids()):
            if time.monotonic() > give_up:
                raise LaunchError(
                    f"the remains of a killed server still work on {self.data}; end them and start again."
                )
            time.sleep(0.1)

    def _check_version(self) -> None:
        try:
            made_by = (self.data / "PG_VERSION").read_text().strip()
        except FileNotFoundError:
            made_by = ""
        except OSError as error:
            raise LaunchError(self.explain(f"{error.strerror}")) from error
        if made_by != str(self.programs.major):
            what = f"was made by PostgreSQL {made_by}" if made_by else "is not a PostgreSQL data folder"
            raise LaunchError(
                f"{self.data} {what} and these programs are PostgreSQL {self.programs.major}; set "
                "MOTCUA_POSTGRES_BIN to programs of the same version, or throw the demo's database away with "
                "`motcua demo --reset`."
            )


def _die_with_parent() -> None:
    """Ask Linux to stop this process in fast mode when the one that started it is gone, however it went."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGINT)

"""PostgreSQL's own pg_dump and pg_restore, on the database of the commands, as its owner."""

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from motcua.launch import binaries
from motcua.launch.places import LaunchError

# No rights and no owners: `motcua migrate` grants anew, and the roles of another place have other names.
BARE = (
    "--no-owner", "--no-privileges", "--no-comments", "--no-security-labels", "--no-publications",
    "--no-subscriptions",
)  # fmt: skip


def owner_url() -> str:
    """The address as which the owner connects (within `database.provided()`)."""
    return os.environ["DATABASE_OWNER_URL"]


@contextlib.contextmanager
def connected(*, autocommit: bool = False) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    try:
        with psycopg.connect(owner_url(), autocommit=autocommit, application_name="motcua-backup") as connection:
            yield connection
    except psycopg.Error as error:
        raise LaunchError(f"the database refused: {' '.join(str(error).split())}.") from error


@contextlib.contextmanager
def dumped(connection: "psycopg.Connection[tuple[object, ...]]", *, snapshot: str) -> Iterator[IO[bytes]]:
    """The dump of this snapshot as a stream; raises LaunchError at the end when pg_dump was not content."""
    line = ["--format=custom", "--compress=3", f"--snapshot={snapshot}", *BARE]
    with _running("pg_dump", *line, beside=connection) as (process, finish):
        assert process.stdout is not None
        yield process.stdout
        finish()


@contextlib.contextmanager
def restored(connection: "psycopg.Connection[tuple[object, ...]]") -> Iterator[IO[bytes]]:
    """A stream that takes a dump. One transaction: it counts when this block ends well, and else nothing of it."""
    line = ["--format=custom", "--single-transaction", "--exit-on-error", *BARE]
    with _running("pg_restore", *line, beside=connection) as (process, finish):
        assert process.stdin is not None
        try:
            yield process.stdin
            process.stdin.close()
        except BrokenPipeError:
            finish()  # it went away, and says why
            raise
        finish()


@contextlib.contextmanager
def _running(
    name: str, *line: str, beside: "psycopg.Connection[tuple[object, ...]]"
) -> Iterator[tuple["subprocess.Popen[bytes]", "Finish"]]:
    """The program on the very server that `beside` is connected to; ended by force when the block ends badly."""
    parts = conninfo_to_dict(owner_url()) | {"host": beside.info.host, "port": beside.info.port}
    password = parts.pop("password", None)  # the command line is everybody's to read
    environment = binaries.server_environment() | ({"PGPASSWORD": str(password)} if password else {})
    command = [_program(name, server=beside.info.server_version), f"--dbname={make_conninfo('', **parts)}", *line]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, env=environment
        )
        try:
            yield process, Finish(name, process, said)
        finally:
            if process.poll() is None:
                process.kill()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with contextlib.suppress(BrokenPipeError):
                        stream.close()
            process.wait()


class Finish:
    def __init__(self, name: str, process: "subprocess.Popen[bytes]", said: IO[bytes]) -> None:
        self.name, self.process, self.said = name, process, said

    def __call__(self) -> None:
        """Wait for the program's end; raises LaunchError with what it said when that was not a good one."""
        if self.process.wait() != 0:
            self.said.seek(0)
            text = " ".join(self.said.read(4000).decode(errors="replace").split())
            raise LaunchError(f"{self.name} failed: {text or 'it said nothing'}.")


def _program(name: str, *, server: int) -> str:
    """The program beside the server's own, or in MOTCUA_POSTGRES_BIN; it may not be older than the server."""
    chosen = os.environ.get("MOTCUA_POSTGRES_BIN")
    folder = Path(chosen) if chosen else binaries.find().folder
    path = folder / name
    if not os.access(path, os.X_OK):
        raise LaunchError(f"{folder} has no {name}; set MOTCUA_POSTGRES_BIN to a folder with PostgreSQL's programs.")
    answer = subprocess.run([str(path), "--version"], check=False, capture_output=True, text=True).stdout
    major = int("".join(c if c.isdigit() else " " for c in answer).split()[0])
    if major < server // 10000:
        raise LaunchError(
            f"the server is PostgreSQL {server // 10000} and {path} is {major}; set MOTCUA_POSTGRES_BIN to the "
            f"folder of PostgreSQL {server // 10000} or newer."
        )
    return str(path)

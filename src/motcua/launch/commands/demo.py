"""Start everything on this machine with a working week of made-up dossiers, and say how to look at it."""

import argparse
import hashlib
import http.client
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from motcua.launch import database
from motcua.launch.commands import serve, worker
from motcua.launch.places import ROOT, LaunchError, home
from motcua.launch.postgres import Server
from motcua.launch.processes import Children, children

PACK = "packs/hanoi-2020"
READY_SECONDS = 60.0


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=int, default=int(os.environ.get("MOTCUA_PORT", serve.PORT)), help="default %(default)s"
    )
    parser.add_argument("--reset", action="store_true", help="first throw the demo's database and files away")
    parser.add_argument("--yes", action="store_true", help="do not ask before --reset")


def run(*, options: argparse.Namespace, rest: list[str]) -> int:
    serve.check_port(host=serve.HOST, port=options.port)
    os.environ["MOTCUA_DEMO"] = "1"
    address = f"http://{serve.HOST}:{options.port}"
    os.environ.setdefault("MOTCUA_PUBLIC_URL", address)
    if options.reset:
        reset(sure=options.yes)
    with database.provided() as embedded:
        cast = prepare(embedded)
        with children() as family:
            family.start("server", command=serve.command(port=options.port, patience=2))
            await_answer(family, port=options.port)
            family.start("worker", command=worker.command())
            print(f"\nmotcua is at {address}\n{cast}\nCtrl-C stops it.", flush=True)
            name, status = family.wait()
            raise LaunchError(f"the {name} ended by itself (status {status}); what it said stands above.")


def reset(*, sure: bool) -> None:
    """Throw away the demo's own database and files, after asking; never a database of DATABASE_URL."""
    if os.environ.get("DATABASE_URL"):
        raise LaunchError("--reset only knows the embedded database; unset DATABASE_URL, or empty yours yourself.")
    server = Server(home())
    if not sure:
        try:
            answer = input(f"Throw away the demo's database in {server.folder} and its files? [y/N] ")
        except EOFError as error:
            raise LaunchError("--reset asks first, and nobody can answer here; add --yes.") from error
        if answer.strip().lower() not in ("y", "yes", "c", "có"):
            raise LaunchError("nothing was thrown away.")
    server.wipe()
    for name in ("files", "keys"):
        shutil.rmtree(home() / name, ignore_errors=True)


def prepare(embedded: Server | None) -> str:
    """Bring database, pack and cast up to date; gives the text that says who can log in.

    On the embedded server the work is skipped when nothing has changed since the last time; the note of that
    lies beside the data folder and goes with it.
    """
    note = embedded.folder / "prepared" if embedded else None
    digest = _sources()
    if note is not None and note.exists():
        known, _, cast = note.read_text().partition("\n")
        if known == digest:
            return cast
        note.unlink()
    print("motcua: preparing the database, the pack and a week of dossiers", file=sys.stderr, flush=True)
    _step("migrate", "--quiet")
    _step("load", str(ROOT / PACK))
    _step("manage", "seed_demo")
    cast = _step("manage", "cast", answers=True)
    if note is not None:
        fresh = note.with_suffix(".new")
        fresh.write_text(f"{digest}\n{cast}")
        fresh.replace(note)
    return cast


def await_answer(family: Children, *, port: int) -> None:
    """Return when the server answers; raises LaunchError when a child ends before, or after a minute."""
    give_up = time.monotonic() + READY_SECONDS
    while time.monotonic() < give_up:
        gone = family.first_gone()
        if gone is not None:
            raise LaunchError(f"the {gone[0]} did not start (status {gone[1]}); what it said stands above.")
        connection = http.client.HTTPConnection(serve.HOST, port, timeout=READY_SECONDS)
        try:
            connection.request("GET", "/")
            connection.getresponse()
            return
        except OSError:
            time.sleep(0.03)
        finally:
            connection.close()
    raise LaunchError(f"the server does not answer after {READY_SECONDS:.0f} seconds.")


def _step(*arguments: str, answers: bool = False) -> str:
    """Run a sub-command in a process of its own (as owner or application, never both in one)."""
    command = [sys.executable, "-P", "-m", "motcua.launch", *arguments]
    done = subprocess.run(command, check=False, text=True, stdout=subprocess.PIPE if answers else None)
    if done.returncode != 0:
        raise LaunchError(f"`motcua {' '.join(arguments)}` failed; what it said stands above.")
    return done.stdout or ""


def _sources() -> str:
    """One digest over everything from which the demo is made."""
    total = hashlib.sha256()
    for folder in (ROOT / PACK, Path(__file__).resolve().parents[2], ROOT / "locale"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix not in (".pyc", ".mo"):
                total.update(str(path.relative_to(folder)).encode() + b"\0")
                total.update(hashlib.sha256(path.read_bytes()).digest())
    total.update((ROOT / "requirements.lock").read_bytes())
    return total.hexdigest()

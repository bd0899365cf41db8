"""Do the jobs that acts have left behind: letters, parcels, payment orders, reminders."""

import argparse
import os
import sys

from motcua.launch import database
from motcua.launch.processes import children

CONCURRENCY = 4


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--concurrency", type=int, default=int(os.environ.get("MOTCUA_WORKER_CONCURRENCY", CONCURRENCY)),
        help="jobs at the same time (default: MOTCUA_WORKER_CONCURRENCY or %(default)s)",
    )  # fmt: skip


def run(*, options: argparse.Namespace, rest: list[str]) -> int:
    with database.provided() as embedded:
        if embedded is None:
            os.execv(sys.executable, command(concurrency=options.concurrency))
        with children() as family:
            family.start("worker", command=command(concurrency=options.concurrency))
            return family.wait()[1]


def command(*, concurrency: int = CONCURRENCY) -> list[str]:
    """The command line of one worker process; it finishes its running jobs when asked to end."""
    return [
        sys.executable, "-P", "-m", "django", "procrastinate", "worker",
        f"--concurrency={concurrency}", "--shutdown-graceful-timeout=10",
    ]  # fmt: skip

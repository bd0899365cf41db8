"""Serve the portal and the desks over HTTP."""

import argparse
import os
import socket
import sys

from motcua.launch import database
from motcua.launch.places import LaunchError
from motcua.launch.processes import children

HOST = "127.0.0.1"
PORT = 8000


def arguments(parser: argparse.ArgumentParser) -> None:
    def number(name: str, default: int) -> int:
        return int(os.environ.get(name, default))

    parser.add_argument(
        "--host", default=os.environ.get("MOTCUA_HOST", HOST),
        help="address to listen on (MOTCUA_HOST, default %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--port", type=int, default=number("MOTCUA_PORT", PORT), help="MOTCUA_PORT, default %(default)s"
    )
    parser.add_argument(
        "--workers", type=int, default=number("MOTCUA_WORKERS", 2),
        help="processes (MOTCUA_WORKERS, default %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--threads",
        type=int,
        default=number("MOTCUA_THREADS", 16),
        help="threads in each process (MOTCUA_THREADS, default %(default)s; MOTCUA_POOL should match)",
    )


def run(*, options: argparse.Namespace, rest: list[str]) -> int:
    check_port(host=options.host, port=options.port)
    line = command(host=options.host, port=options.port, workers=options.workers, threads=options.threads)
    with database.provided() as embedded:
        if embedded is None:
            os.execv(sys.executable, line)  # a supervisor then speaks to the server itself
        with children() as family:
            family.start("server", command=line)
            return family.wait()[1]


def check_port(*, host: str, port: int) -> None:
    """Raises LaunchError when `port` cannot be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except PermissionError as error:
            raise LaunchError(f"port {port} is kept for root; choose one above 1023 with --port.") from error
        except (OSError, OverflowError) as error:
            raise LaunchError(
                f"port {port} on {host} is taken or not there ({error}); stop what uses it, or choose "
                f"another: --port {port + 1 if port < 65535 else PORT}."
            ) from error


def command(
    *, host: str = HOST, port: int = PORT, workers: int = 2, threads: int = 16, patience: int = 10
) -> list[str]:
    """The server's command line; when asked to end it gives running requests `patience` seconds.

    `--backpressure` keeps its default (1024 / workers): it counts open connections, not running requests, so
    that a small figure would let idle browsers lock everybody else out.
    """
    return [
        sys.executable, "-P", "-m", "granian", "motcua.config.wsgi:application",
        "--interface=wsgi", "--http=1", "--no-ws", f"--host={host}", f"--port={port}",
        f"--workers={workers}", f"--blocking-threads={threads}", "--blocking-threads-idle-timeout=600",
        "--respawn-failed-workers", f"--workers-kill-timeout={patience}",
        "--no-access-log", "--log-level=error",
    ]  # fmt: skip

"""Measure. The measurements themselves live in `bench/`, beside the package: they are no part of what is served."""

import importlib
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

KINDS = ("lifecycle", "search", "form", "calendar", "worklist", "pay")


class Command(BaseCommand):
    requires_system_checks = []  # the server that is measured checks itself
    help = "Measure what the house costs, with the database's own limit in the same run."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=KINDS)
        parser.add_argument("--seconds", type=float, default=20, help="how long to drive it (default %(default)s)")
        parser.add_argument("--clients", type=int, default=8, help="people at once (default %(default)s)")
        parser.add_argument("--port", type=int, default=8765)
        parser.add_argument("--dossiers", type=int, default=100_000, help="worklist: how many (default %(default)s)")
        parser.add_argument("--json", default="", help="also write the figures to this file")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            bench = importlib.import_module(f"bench.{options['kind']}")
        except ModuleNotFoundError as missing:
            raise CommandError("bench/ is not here: measure from a checkout, with ./motcua bench.") from missing
        more = {"dossiers": options["dossiers"]} if options["kind"] == "worklist" else {}
        bench.run(
            seconds=options["seconds"], clients=options["clients"], port=options["port"], report=options["json"],
            say=lambda line: self.stdout.write(line), **more,
        )  # fmt: skip

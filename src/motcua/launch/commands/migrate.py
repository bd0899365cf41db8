"""Bring an installation up to date: database (as its owner), rights, translations, static files."""

import argparse
import importlib.util
import os

from motcua.launch import assets, database, django


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")


def run(*, options: argparse.Namespace, rest: list[str]) -> int:
    """Everything here is repeatable: what is already up to date stays as it is."""
    os.environ["MOTCUA_AS"] = "owner"  # read by the settings, so before Django is set up
    verbosity = f"--verbosity={0 if options.quiet else 1}"
    with database.provided():
        assets.compile_translations()
        django.call("migrate", "--no-input", verbosity)
        if importlib.util.find_spec("motcua.base.privileges"):
            from motcua.base import privileges

            privileges.apply()
        django.call("collectstatic", "--no-input", "--clear", verbosity)
    return 0

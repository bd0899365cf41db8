"""Explain a due date: working time from a moment on, by a calendar."""

import argparse
import importlib.util

from motcua.launch.places import LaunchError


def run(*, options: argparse.Namespace, rest: list[str]) -> int:
    """Hand over to the command line of `motcua.worktime`, which needs no database."""
    if importlib.util.find_spec("motcua.worktime.cli") is None:
        raise LaunchError("this installation has no `motcua.worktime.cli`.")
    from motcua.worktime import cli

    return cli.main(rest) or 0

"""Check everything: style, floors, types, tests; with arguments only pytest, which gets them."""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from motcua.launch import assets
from motcua.launch.places import ROOT

PASSES_REST = True
# Tests that need programs from outside (a browser, validators); .ci/run names them one by one.
APART = ("tests/browser", "tests/outside")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fast", action="store_true", help="style and floors only")


def run(*, options: argparse.Namespace, rest: list[str]) -> int:
    """Run every stage, also after a failure; the answer is the status of the first that failed."""
    assets.compile_translations()
    os.chdir(ROOT)
    # pytest-django would read the settings before conftest.py has said what they are for a test.
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    failed: list[tuple[str, int]] = []
    for name, command in _stages(rest=rest, fast=options.fast):
        began = time.monotonic()
        print(f"== {name}: {' '.join([Path(command[0]).name, *command[1:]])}", flush=True)
        status = subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode
        took = time.monotonic() - began
        print(f"== {name}: {'ok' if status == 0 else f'FAILED ({status})'} in {took:.1f} s", flush=True)
        if status != 0:
            failed.append((name, status))
    if failed:
        print(f"== failed: {', '.join(name for name, _ in failed)}", flush=True)
        return failed[0][1]
    print("== all passed", flush=True)
    return 0


def program(name: str) -> str:
    """A program of this virtual environment."""
    return str(Path(sys.executable).parent / name)


def _stages(*, rest: list[str], fast: bool) -> list[tuple[str, list[str]]]:
    if rest:
        return [("tests", [program("pytest"), *rest])]
    stages = [
        ("style", [program("ruff"), "check", "--quiet", "."]),
        ("floors", [program("lint-imports"), "--no-cache"]),
    ]
    if fast:
        return stages
    apart = [f"--ignore={folder}" for folder in APART]
    return [
        *stages,
        ("types", [program("mypy")]),
        ("tests", [program("pytest"), "-q", "-n", "auto", *apart]),
    ]

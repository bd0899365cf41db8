"""`./motcua COMMAND`: finds the sub-command, runs it, and turns its errors into one sentence."""

import argparse
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType, ModuleType

from motcua.launch.places import LaunchError

COMMANDS = (
    "demo", "serve", "worker", "migrate", "load", "pack", "test", "clock", "fsck", "backup", "restore", "bench",
    "shell", "manage",
)  # fmt: skip
# The status with which a shell reports a program that was ended by a signal.
ENDED_BY_SIGNAL = 128


def main(arguments: Sequence[str]) -> int:
    """Run one sub-command; the answer is the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    try:
        module, options, rest = _parse(arguments)
        status: int = module.run(options=options, rest=rest)
        return status
    except LaunchError as error:
        print(f"motcua: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return ENDED_BY_SIGNAL + signal.SIGINT


def _parse(arguments: Sequence[str]) -> tuple[ModuleType, argparse.Namespace, list[str]]:
    """The module of the sub-command, its options, and what it passes on untouched."""
    parser = argparse.ArgumentParser(
        prog="motcua", description="One door to everything that a city owes a person.",
        epilog="motcua COMMAND --help explains a command. Settings are variables: docs/operating.md.",
    )  # fmt: skip
    choices = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    wanted = [name for name in COMMANDS if name in arguments[:1]] or COMMANDS  # one, or all for the list
    modules = {name: importlib.import_module(f"motcua.launch.commands.{name}") for name in wanted}
    passing_on = {name for name, module in modules.items() if not hasattr(module, "arguments")}
    for name, module in modules.items():
        summary = (module.__doc__ or "").strip()
        child = choices.add_parser(
            name, help=summary.splitlines()[0], description=summary, add_help=name not in passing_on,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )  # fmt: skip
        if name not in passing_on:
            module.arguments(child)
    if arguments and arguments[0] in passing_on:
        # Everything behind these names belongs to another command line, --help included.
        return modules[arguments[0]], argparse.Namespace(command=arguments[0]), list(arguments[1:])
    options, rest = parser.parse_known_args(arguments)
    if rest and not getattr(modules[options.command], "PASSES_REST", False):
        parser.error(f"{options.command} does not know: {' '.join(rest)}")
    return modules[options.command], options, rest


def _leave(number: int, frame: FrameType | None) -> None:
    """End as Ctrl-C does, so that every `finally` runs."""
    raise SystemExit(ENDED_BY_SIGNAL + number)


if __name__ == "__main__":
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, _leave)
    sys.exit(main(sys.argv[1:]))

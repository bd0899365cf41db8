"""Django's management commands, called from the launcher."""

import sys
from collections.abc import Sequence

from motcua.launch import database
from motcua.launch.places import LaunchError


def exists(name: str) -> bool:
    """True when this installation has the management command `name`. Sets Django up."""
    import django
    from django.core.management import get_commands

    django.setup()
    return name in get_commands()


def pass_on(name: str, *, rest: Sequence[str], about: str) -> int:
    """Run the management command `name` with the arguments `rest` on the provided database.

    `about` (a module's docstring) stands before its --help. Raises LaunchError when there is no such command.
    """
    from django.core.management import execute_from_command_line

    wants_help = "--help" in rest or "-h" in rest
    if wants_help:
        print(f"{about.strip()}\n", flush=True)
    if wants_help:
        _known(name)
        execute_from_command_line([f"motcua {name}", name, *rest])
        return 0
    # The settings are read when Django is set up, so the database's address has to stand before that.
    with database.provided():
        _known(name)
        execute_from_command_line([f"motcua {name}", name, *rest])
    return 0


def _known(name: str) -> None:
    if not exists(name):
        raise LaunchError(f"this installation has no command `{name}`.")


def call(name: str, *arguments: str) -> None:
    """Run the management command `name` on the database that is already provided; it must exist."""
    from django.core.management import call_command

    if not exists(name):
        raise LaunchError(f"this installation has no command `{name}`.")
    sys.stdout.flush()
    call_command(name, *arguments)

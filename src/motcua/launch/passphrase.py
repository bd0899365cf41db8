"""The passphrase of a backup: from the environment or from the keyboard, and never passed on to other programs."""

import getpass
import os
import sys
from pathlib import Path

from motcua.launch.places import LaunchError

VARIABLE = "MOTCUA_BACKUP_PASSPHRASE"
SHORTEST = 12


def passphrase(*, twice: bool) -> str:
    """What seals or opens the backup. `twice`: typed again, for a new one, which also has to be long enough."""
    given = os.environ.pop(VARIABLE, "")
    if path := os.environ.get(f"{VARIABLE}_FILE"):
        try:
            given = Path(path).read_text().strip()
        except OSError as error:
            raise LaunchError(f"the passphrase's file cannot be read: {error}.") from error
    given = given or _typed(twice=twice)
    if twice and len(given) < SHORTEST:
        raise LaunchError(f"a backup's passphrase has at least {SHORTEST} characters; choose a longer one.")
    return given


def _typed(*, twice: bool) -> str:
    if not sys.stdin.isatty():
        raise LaunchError(f"nobody can type the passphrase here; set {VARIABLE} or {VARIABLE}_FILE.")
    typed = getpass.getpass("Passphrase of the backup: ")
    if twice and typed != getpass.getpass("The same again: "):
        raise LaunchError("the two passphrases differ; nothing was written.")
    return typed

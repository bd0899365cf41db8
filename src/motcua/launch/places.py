"""Where things lie on this machine, and the one error that the launcher shows to people."""

import os
from pathlib import Path

ROOT = next(folder for folder in Path(__file__).resolve().parents if (folder / "requirements.lock").exists())


class LaunchError(Exception):
    """Something the person at the keyboard can put right; the text is one sentence that says how."""


def home() -> Path:
    """The folder for all that motcua makes on this machine: MOTCUA_HOME, else `.motcua` in the checkout."""
    return Path(os.environ.get("MOTCUA_HOME") or ROOT / ".motcua").resolve()

"""The typesetter as the rooms ask for it: templates come as text, out of a kept version."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from motcua.adapters.typesetting.codes import qr_code
from motcua.adapters.typesetting.typesetter import render


class Typesetter:
    """Fills the port of the notices and results rooms: templates come as text, out of a kept version."""

    def render(self, *, files: Mapping[str, str], main: str, data: Mapping[str, Any]) -> bytes:
        return render(template=_unpacked(files) / main, data=dict(data), assets=_codes(data))


def _codes(data: Mapping[str, Any]) -> dict[str, bytes]:
    """The QR code of the page where the letter can be looked up or verified."""
    address = data.get("verification", data.get("lookup", {})).get("url", "")
    return {"qr": qr_code(address)} if address else {}


def _unpacked(files: Mapping[str, str]) -> Path:
    """The version's files in a folder of their own, written once per process: Typst reads from disk."""
    digest = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()
    if digest not in _folders:
        folder = Path(_home().name) / digest
        folder.mkdir(mode=0o700, exist_ok=True)
        for name, text in files.items():
            (folder / Path(name).name).write_text(text)
        _folders[digest] = folder
    return _folders[digest]


@cache
def _home() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="motcua-letters-")


_folders: dict[str, Path] = {}

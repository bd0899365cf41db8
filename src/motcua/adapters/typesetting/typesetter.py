"""One function, `render`, over a Typst compiler that is kept warm in every thread."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from motcua.adapters.typesetting.streams import without_doubtful_ends

STANDARDS: list[Any] = ["a-2a", "ua-1"]

_of_this_thread = threading.local()


class TypesettingFailed(Exception):
    """A template does not compile, warns, asks for data that is not there, or breaks PDF/A-2a or PDF/UA-1."""


@cache
def _fonts() -> typst.Fonts:
    """The fonts inside the wheel and no others, so that one letter looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def _compiler(folder: Path) -> typst.Compiler:
    # A compiler that is busy raises "Already borrowed" in a second thread; one more costs 0.6 ms.
    kept: dict[Path, typst.Compiler] = _of_this_thread.__dict__.setdefault("compilers", {})
    if folder not in kept:
        kept[folder] = typst.Compiler(root=folder, font_paths=_fonts(), ignore_system_fonts=True)
    return kept[folder]


def render(*, template: Path, data: dict[str, Any], assets: Mapping[str, bytes] | None = None) -> bytes:
    """The page(s) of one letter as a PDF that keeps PDF/A-2a and PDF/UA-1; same input, same bytes.

    `template` is a .typ file; it may import only files of its own folder and below. `data` is what
    `json.dumps` takes, plus `at`: an ISO 8601 moment with offset, which becomes the date of the file. The
    template reads it as `json(bytes(sys.inputs.data))`, so a value is never Typst source. `assets` are SVG or
    PNG files by name; a template shows one by `image(bytes(json(bytes(sys.inputs.assets)).name))`.
    Raises TypesettingFailed.
    """
    template = template.resolve()
    inputs = {
        "data": json.dumps(data, ensure_ascii=False, sort_keys=True),
        "assets": json.dumps({name: _as_json(raw) for name, raw in (assets or {}).items()}),
    }
    try:
        pdf, complaints = _compiler(template.parent).compile_with_warnings(
            input=template,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=STANDARDS,
            timestamp=int(datetime.fromisoformat(data["at"]).timestamp()),
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise TypesettingFailed(f"{template.name}: data without a usable `at`: {wrong!r}") from wrong
    except RuntimeError as wrong:
        raise TypesettingFailed(f"{template.name}: {getattr(wrong, 'diagnostic', '') or wrong}") from wrong
    if complaints:
        raise TypesettingFailed(f"{template.name}: " + "; ".join(each.message for each in complaints))
    if not isinstance(pdf, bytes):
        raise TypesettingFailed(f"{template.name}: Typst gave no single PDF")
    return without_doubtful_ends(pdf)


def _as_json(asset: bytes) -> str | list[int]:
    """What Typst's `bytes()` turns back: text for an SVG, a list of numbers for a PNG."""
    try:
        return asset.decode()
    except UnicodeDecodeError:
        return list(asset)

"""A pack: a city as plain files (units, calendar, procedures, letters), read as one immutable value."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from motcua.catalogue.definition import Definition
from motcua.catalogue.source import read


class PackFault(Exception):
    """The pack cannot be loaded; says which file and why."""


@dataclass(frozen=True)
class Pack:
    name: str
    folder: Path
    effective_from: date
    units: list[dict[str, Any]]
    calendars: list[dict[str, Any]]  # {"unit": code, "effective_from": date, "hours": …}
    procedures: list[Definition] = field(repr=False)
    letters: dict[str, dict[str, str]] = field(repr=False)  # {name: {file name: text}}
    synonyms: list[dict[str, list[str]]] = field(repr=False)
    life_events: list[dict[str, Any]] = field(repr=False)
    registers: list[dict[str, Any]] = field(repr=False)
    digest: str

    @property
    def actor(self) -> str:
        """How a digest of the question names this pack."""
        return f"{self.name}:{self.digest}"


def cast_of(folder: Path) -> dict[str, Any]:
    """Who plays in the demo; empty for a pack that is not for show."""
    path = folder / "cast.yaml"
    return dict(_yaml(path)) if path.exists() else {}


def digest_of(folder: Path) -> str:
    """SHA-256 over the names and contents of all files, hex: unchanged files need no loading."""
    found = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix in {".yaml", ".typ"}):
        found.update(f"{path.relative_to(folder)}\0".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def read_pack(folder: Path) -> Pack:
    """Read everything under `folder`. Raises `PackFault`, or the format's own error with file, line and column."""
    if not (folder / "pack.yaml").is_file():
        raise PackFault(f"{folder}: no pack.yaml here, so this is not a pack")
    about = _yaml(folder / "pack.yaml")
    files = about["files"]
    calendar = _yaml(folder / files["calendar"])
    search = _yaml(folder / files["search"])
    return Pack(
        name=about["name"],
        folder=folder,
        effective_from=about["effective_from"],
        units=_yaml(folder / files["units"])["units"],
        calendars=[_calendar(calendar["unit"], version) for version in calendar["versions"]],
        procedures=[
            read(path.read_text(), name=str(path.relative_to(folder)))
            for path in sorted((folder / files["procedures"]).glob("*.yaml"))
        ],
        letters=_letters(folder / files["letters"]),
        synonyms=search.get("synonyms", []),
        life_events=search.get("life_events", []),
        registers=_yaml(folder / files["registers"])["registers"] if "registers" in files else [],
        digest=digest_of(folder),
    )


def _yaml(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text())
    except yaml.YAMLError as fault:
        raise PackFault(f"{path.name}: {fault}") from fault


def _calendar(unit: str, version: dict[str, Any]) -> dict[str, Any]:
    """One version, with dates as text: the shape that is kept as JSON."""
    hours = version["hours"]
    return {
        "unit": unit,
        "effective_from": version["effective_from"],
        "hours": {
            "weekly": hours["weekly"],
            "off": {str(day): name for day, name in hours.get("off", {}).items()},
            "working": {str(day): spans for day, spans in hours.get("working", {}).items()},
        },
    }


def _letters(folder: Path) -> dict[str, dict[str, str]]:
    """Every template with the files that it may import: those of its folder that are not letters by themselves."""
    texts = {path.name: path.read_text() for path in sorted(folder.glob("*.typ"))}
    shared = {name: text for name, text in texts.items() if any(f'"{name}"' in other for other in texts.values())}
    return {
        name.removesuffix(".typ"): {**shared, name: text} for name, text in texts.items() if name not in shared
    }

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
class LetterSet:
    """The letters whose text holds from a day on: {name: {file name: text}}."""

    effective_from: date
    letters: dict[str, dict[str, str]] = field(repr=False)


@dataclass(frozen=True)
class Pack:
    name: str
    folder: Path
    effective_from: date
    units: list[dict[str, Any]]
    calendars: list[dict[str, Any]]  # {"unit": code, "effective_from": date, "hours": …}
    procedures: list[Definition] = field(repr=False)
    letters: list["LetterSet"] = field(repr=False)  # the oldest first
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
        letters=_letter_sets(folder, about),
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


def _letter_sets(folder: Path, about: dict[str, Any]) -> list[LetterSet]:
    """The pack's own letters from its first day, then each later set: only the letters that it changes."""
    texts = _texts(folder / about["files"]["letters"])
    found = [LetterSet(about["effective_from"], _letters(texts))]
    for later in sorted(about.get("letter_sets", []), key=lambda one: one["effective_from"]):
        texts = texts | _texts(folder / later["folder"])
        before = {name: files for one in found for name, files in one.letters.items()}
        changed = {name: files for name, files in _letters(texts).items() if files != before.get(name)}
        found.append(LetterSet(later["effective_from"], changed))
    return found


def _texts(folder: Path) -> dict[str, str]:
    if not folder.is_dir():
        raise PackFault(f"{folder.name}: no folder of letters here")
    return {path.name: path.read_text() for path in sorted(folder.glob("*.typ"))}


def _letters(texts: dict[str, str]) -> dict[str, dict[str, str]]:
    """Every template with the files that it imports, directly or through another. What is imported is no letter."""
    imports = {name: {other for other in texts if f'"{other}"' in text} for name, text in texts.items()}
    shared = {name for found in imports.values() for name in found}
    return {name.removesuffix(".typ"): _with_imports(name, texts, imports) for name in texts if name not in shared}


def _with_imports(name: str, texts: dict[str, str], imports: dict[str, set[str]]) -> dict[str, str]:
    wanted, frontier = {name}, [name]
    while frontier:
        for other in imports[frontier.pop()] - wanted:
            wanted.add(other)
            frontier.append(other)
    return {one: texts[one] for one in sorted(wanted)}

"""``motcua pack check PATH``: what is wrong with a pack's procedures, before it is loaded."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from motcua.catalogue.definition import Definition, Path
from motcua.catalogue.lint_definition import findings
from motcua.catalogue.lint_expressions import Finding
from motcua.catalogue.offering import NamedUnit, Parent
from motcua.catalogue.source import Source, read_source
from motcua.catalogue.yamlsource import Problem, Unreadable, parse

__all__ = ["Problem", "check_pack", "check_procedure", "main"]


@dataclass
class Pack:
    """What the rest of a pack tells about its procedures. None: it has no such file, nothing is compared."""

    units: Mapping[str, tuple[str, str]] | None = None
    letters: frozenset[str] | None = None
    problems: list[Problem] = field(default_factory=list)


def check_pack(path: FilePath | str) -> list[Problem]:
    """The problems of all procedures under ``path`` (a pack, a folder of packs, or one file), in order.

    A pack is a folder with ``procedures/``, and perhaps ``units.yaml`` and ``letters/``.
    """
    start = FilePath(path)
    files = [start] if start.is_file() else sorted(_procedure_files(start))
    if not files:
        return [Problem(file=str(start), line=1, message="There are no procedures/*.yaml here.")]
    packs: dict[FilePath, Pack] = {}
    problems: list[Problem] = []
    sources: list[Source] = []
    for file in files:
        root = file.parent.parent if file.parent.name == "procedures" else file.parent
        if root not in packs:
            packs[root] = _pack(root)
            problems += packs[root].problems
        try:
            source = read_source(file.read_bytes(), name=str(file))
        except Unreadable as unreadable:
            problems += unreadable.problems
            continue
        sources.append(source)
        problems += check_procedure(source, pack=packs[root])
    problems += _repeated_between_files(sources)
    return sorted(
        set(problems), key=lambda problem: (problem.file, problem.line, problem.column, problem.message)
    )


def check_procedure(source: Source, *, pack: Pack | None = None) -> list[Problem]:
    """The problems of one procedure; with ``pack``, its units and letters are looked up too."""
    found = [*_named_as_its_file(source), *findings_of(source.definition, pack=pack or Pack())]
    return [source.tree.problem(path, f"{_place(path)}: {message}.") for path, message in found]


def findings_of(definition: Definition, *, pack: Pack) -> list[Finding]:
    """What is wrong with a definition, wherever it was read from."""
    return [*findings(definition), *_of_pack(definition, pack)]


def _place(path: Path) -> str:
    return ".".join(str(step) for step in path)


def _procedure_files(start: FilePath) -> Iterator[FilePath]:
    if start.name == "procedures":
        yield from start.glob("*.yaml")
    yield from (
        file for file in start.rglob("*.yaml") if file.parent.name == "procedures" and file.parent != start
    )


def _pack(root: FilePath) -> Pack:
    pack = Pack()
    letters = root / "letters"
    if letters.is_dir():
        pack.letters = frozenset(_spelt(file.stem) for file in letters.glob("*.typ"))
    units = root / "units.yaml"
    if units.is_file():
        try:
            pack.units = _units(parse(units.read_bytes(), name=str(units)).data)
        except Unreadable as unreadable:
            pack.problems = unreadable.problems
    return pack


def _units(data: Any) -> dict[str, tuple[str, str]] | None:
    rows = data.get("units") if isinstance(data, dict) else None
    if not isinstance(rows, list):
        return None
    found = {}
    for row in rows:
        if isinstance(row, dict) and isinstance(row.get("code"), str):
            level = "city" if row.get("level") == "department" else str(row.get("level"))
            found[row["code"]] = (level, str(row.get("kind")))
    return found


def _spelt(template: str) -> str:
    return template.replace("-", "_")


def _named_as_its_file(source: Source) -> Iterator[Finding]:
    stem = FilePath(source.tree.file).stem
    if source.tree.file.endswith(".yaml") and stem != source.definition.id:
        yield ("id",), f"the file is called “{stem}”; id and file name must be the same"


def _of_pack(definition: Definition, pack: Pack) -> Iterator[Finding]:
    for index, letter in enumerate(definition.letters):
        if pack.letters is not None and _spelt(letter.template) not in pack.letters:
            yield ("letters", index, "template"), f"the pack has no letter “{letter.template}”"
    if pack.units is None:
        return
    for index, rule in enumerate(definition.authority):
        path: Path = ("authority", index)
        if (rule.level, rule.kind) not in pack.units.values():
            yield (
                path,
                f"no unit of the pack is of level “{rule.level}” and kind “{rule.kind}”: nobody receives",
            )
        named = [((*path, "units", number), code) for number, code in enumerate(rule.units)]
        for key, who in (("receives", rule.receives), ("settles", rule.settles)):
            if isinstance(who, NamedUnit):
                named.append(((*path, key), who.unit))
            elif isinstance(who, Parent) and not _is_there(who, pack.units):
                yield (*path, key), "no unit of the pack is of that level and kind: nobody receives"
        yield from _unknown_units(named, pack.units)
    for index, variant in enumerate(definition.variants):
        named = [(("variants", index, "units", number), code) for number, code in enumerate(variant.units)]
        yield from _unknown_units(named, pack.units)
    for index, step in enumerate(definition.route.steps):
        if isinstance(step.unit, NamedUnit):
            yield from _unknown_units([(("route", "steps", index, "unit"), step.unit.unit)], pack.units)


def _is_there(who: Parent, units: Mapping[str, tuple[str, str]]) -> bool:
    return any(level == who.parent and who.kind in (None, kind) for level, kind in units.values())


def _unknown_units(
    named: Sequence[tuple[Path, str]], units: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[Path, str]]:
    return ((path, f"the pack has no unit “{code}”") for path, code in named if code not in units)


def _repeated_between_files(sources: Sequence[Source]) -> list[Problem]:
    problems = []
    seen: dict[tuple[str, str], str] = {}
    for source in sources:
        definition = source.definition
        names: list[tuple[Path, str, str]] = [(("id",), "id", definition.id)]
        names += [(("codes", index), code.scheme, code.code) for index, code in enumerate(definition.codes)]
        for path, scheme, name in names:
            other = seen.setdefault((scheme, name), source.tree.file)
            if other != source.tree.file:
                message = f"{_place(path)}: “{name}” is used by {FilePath(other).name} too."
                problems.append(source.tree.problem(path, message))
    return problems


def main(argv: Sequence[str] | None = None) -> int:
    """The command line; 0 when nothing is wrong, 1 when something is."""
    parser = argparse.ArgumentParser(
        prog="motcua pack check",
        description="Check the procedures of a pack and say what is wrong, with file and line.",
    )
    parser.add_argument("path", type=FilePath, help="a pack, a folder of procedures, or one procedure's file")
    path: FilePath = parser.parse_args(argv).path
    if not path.exists():
        parser.error(f"{path} is not there")
    problems = check_pack(path)
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    sys.stdout.write(f"{len(problems)} problem(s)\n" if problems else "All is well.\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

"""Reading YAML that somebody else wrote: bounded, without surprises, and with a line for every value.

The YAML 1.2 core rules apply: only true/false, null, whole and decimal numbers are special; ``yes``,
``15:00`` and dates stay words. Anchors, aliases, tags and duplicate keys are refused, so that a small file
cannot grow.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_BYTES = 1_000_000
MAX_NODES = 100_000
MAX_DEPTH = 60
MAX_PROBLEMS = 50

Place = tuple[int, int]
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """One fault of a file: where (lines and columns count from 1) and what to do."""

    file: str
    line: int
    message: str
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class Unreadable(ValueError):
    """A file that is not what it should be; ``problems`` say where and why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass
class Tree:
    """The plain data of a file, and where each part of it stands."""

    file: str
    data: Any
    places: dict[Path, Place] = field(default_factory=dict)

    def place(self, path: Sequence[str | int]) -> Place:
        """Line and column of the nearest thing that is written in the file at ``path``.

        Steps that the file does not have (a missing key, the name of a union's branch) are passed over.
        """
        return self.places.get(self.written(path), (1, 1))

    def written(self, path: Sequence[str | int]) -> Path:
        """The steps of ``path`` that the file has."""
        known: Path = ()
        for step in path:
            if (*known, step) in self.places:
                known = (*known, step)
        return known

    def problem(self, path: Sequence[str | int], message: str) -> Problem:
        """A fault at ``path``."""
        line, column = self.place(path)
        return Problem(file=self.file, line=line, column=column, message=message)


def parse(text: str | bytes, *, name: str) -> Tree:
    """The data of a YAML document with its places; raises ``Unreadable``."""
    text = _decoded(text, name=name)
    try:
        _refuse_growth(text, name=name)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = f"This is not YAML: {error.problem or error.context}. Check quotes, colons and indentation."
        raise Unreadable([Problem(file=name, line=line, column=column, message=message)]) from error
    except yaml.YAMLError as error:
        raise Unreadable([Problem(file=name, line=1, message=f"This is not YAML: {error}.")]) from error
    if node is None:
        raise Unreadable([Problem(file=name, line=1, message="The file is empty.")])
    tree = Tree(file=name, data=None)
    problems: list[Problem] = []
    tree.data = _value(node, (), tree, problems)
    if problems:
        raise Unreadable(problems[:MAX_PROBLEMS])
    return tree


def _decoded(text: str | bytes, *, name: str) -> str:
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        message = f"The file has {size:,} bytes; at most {MAX_BYTES:,} are read."
        raise Unreadable([Problem(file=name, line=1, message=message)])
    if isinstance(text, bytes):
        try:
            return text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = text[: error.start].count(b"\n") + 1
            message = "The file is not UTF-8. Save it as UTF-8."
            raise Unreadable([Problem(file=name, line=line, message=message)]) from error
    return text


def _refuse_growth(text: str, *, name: str) -> None:
    """Walk the events before anything is built: no anchors or aliases, bounded depth and number of nodes."""
    depth = nodes = 0
    for event in yaml.parse(text, Loader=_LOADER):
        mark = event.start_mark
        place = {"line": mark.line + 1, "column": mark.column + 1} if mark else {"line": 1, "column": 1}
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            message = "Anchors (&) and aliases (*) are not allowed. Write the value out."
            raise Unreadable([Problem(file=name, message=message, **place)])
        if tag := getattr(event, "tag", None):
            message = f"Tags such as {tag} are not allowed. Write plain values."
            raise Unreadable([Problem(file=name, message=message, **place)])
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        nodes += isinstance(event, yaml.NodeEvent)
        if depth > MAX_DEPTH or nodes > MAX_NODES:
            message = f"The file is nested deeper than {MAX_DEPTH} or holds more than {MAX_NODES:,} values."
            raise Unreadable([Problem(file=name, message=message, **place)])


def _value(node: yaml.Node, path: Path, tree: Tree, problems: list[Problem]) -> Any:
    tree.places[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, tree, problems)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, index), tree, problems) for index, item in enumerate(node.value)]
    assert isinstance(node, yaml.ScalarNode)
    try:
        return _scalar(node)
    except ValueError as error:
        problems.append(tree.problem(path, str(error)))
        return None


def _mapping(node: yaml.MappingNode, path: Path, tree: Tree, problems: list[Problem]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(
                Problem(file=tree.file, line=line, column=column, message="A key must be one word.")
            )
            continue
        key = key_node.value
        if key in found:
            message = f"The key “{key}” stands here twice. Keep one of them."
            problems.append(Problem(file=tree.file, line=line, column=column, message=message))
            continue
        found[key] = _value(value_node, (*path, key), tree, problems)
        tree.places[(*path, key)] = (line, column)
    return found


_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]{1,18}|[0-9]{1,18}(\.[0-9]{0,18})?)([eE][-+]?[0-9]{1,2})?")
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}


def _scalar(node: yaml.ScalarNode) -> Any:
    text = node.value
    if "\x00" in text:
        raise ValueError("NUL is not allowed in a text.")
    if node.style in _QUOTED:
        return text
    if text in _WORDS:
        return _WORDS[text]
    for pattern, convert in _NUMBERS:
        if pattern.fullmatch(text):
            number = convert(text)
            if not math.isfinite(number):
                raise ValueError(f"{text} is too large a number.")
            return number
    return text


_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[str], int | float]], ...] = (
    (_WHOLE, int),
    (_DECIMAL, float),
)
_QUOTED = frozenset("'\"|>")

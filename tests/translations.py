"""Which words of the house are to be translated, and where they stand. Needs no GNU gettext.

Python files are read as syntax trees; templates through Django's own reader of template words.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

HOUSE = Path(__file__).parents[1] / "src" / "motcua"
# name of the function: where its message stands, and its plural (None: it has none)
SPEAKERS = {
    "gettext": (0, None), "gettext_lazy": (0, None), "gettext_noop": (0, None),
    "ngettext": (0, 1), "ngettext_lazy": (0, 1),
}  # fmt: skip
# What Django's reader writes for the words of a template: gettext(u"…"), _("…"), ngettext('…', '…', count).
STRING = r"""u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
IN_TEMPLATE = re.compile(rf"(?<![\w.])(?P<how>gettext|ngettext|_)\({STRING}(?:\s*,\s*{STRING})?", re.S)


class Place(NamedTuple):
    """Where a message stands (`doors/lobby/words.py:52`), and the plural it has there ("": none)."""

    where: str
    plural: str


def messages(house: Path = HOUSE) -> dict[str, list[Place]]:
    """Every msgid of the Python files and templates under `house`, with its places; tests are left out.

    Raises `ValueError` for a call whose message is not written in the call: nobody could find it to translate.
    """
    found: dict[str, list[Place]] = {}
    for path in sorted(house.rglob("*")):
        inside = path.relative_to(house)
        if "tests" in inside.parts or "migrations" in inside.parts:
            continue
        read = {".py": in_python, ".html": in_template, ".txt": in_template}.get(path.suffix)
        if read is None or not path.is_file():
            continue
        for msgid, plural, line in read(path.read_text(encoding="utf-8")):
            found.setdefault(msgid, []).append(Place(f"{inside}:{line}", plural))
    return found


def in_python(text: str) -> Iterator[tuple[str, str, int]]:
    """(msgid, plural or "", line) of every call of a translating function, under whatever name it was imported."""
    if "django.utils.translation" not in text and "django.utils import translation" not in text:
        return
    tree = ast.parse(text)
    spoken = {
        alias.asname or alias.name: SPEAKERS[alias.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in SPEAKERS
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (places := _speaks(node.func, spoken)):
            at, plural_at = places
            plural = _written(node, plural_at) if plural_at is not None else ""
            yield _written(node, at), plural, node.lineno


def in_template(text: str) -> Iterator[tuple[str, str, int]]:
    """(msgid, plural or "", line) of {% translate %}, {% blocktranslate %} and _("…") in a template."""
    read = templatize(text)
    for call in IN_TEMPLATE.finditer(read):
        first, second = (ast.literal_eval(part) if part else "" for part in call.groups()[1:])
        line = read.count("\n", 0, call.start()) + 1
        yield first, second if call["how"] == "ngettext" else "", line


def _speaks(called: ast.expr, spoken: dict[str, tuple[int, int | None]]) -> tuple[int, int | None] | None:
    if isinstance(called, ast.Name):
        return spoken.get(called.id)
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "translation":
        return SPEAKERS.get(called.attr)
    return None


def _written(call: ast.Call, at: int) -> str:
    given = call.args[at] if at < len(call.args) else None
    if not isinstance(given, ast.Constant) or not isinstance(given.value, str):
        raise ValueError(f"line {call.lineno}: the message is not written here: {ast.unparse(call)}")
    return given.value

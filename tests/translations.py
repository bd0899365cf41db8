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
# Between a context and its message, in a msgid that has one (as gettext's own files have it).
CONTEXT = "\x04"


class Speaker(NamedTuple):
    """Which arguments of a translating function hold its message, its plural, its context."""

    message: int = 0
    plural: int | None = None
    context: int | None = None


SPEAKERS = {
    "gettext": Speaker(), "gettext_lazy": Speaker(), "gettext_noop": Speaker(), "_": Speaker(),
    "ngettext": Speaker(plural=1), "ngettext_lazy": Speaker(plural=1),
    "pgettext": Speaker(message=1, context=0), "pgettext_lazy": Speaker(message=1, context=0),
    "npgettext": Speaker(message=1, plural=2, context=0), "npgettext_lazy": Speaker(message=1, plural=2, context=0),
}  # fmt: skip
# What Django's reader writes for the words of a template: gettext(u"…"), _("…"), ngettext('…', '…', count), …
STRING = r"""u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
IN_TEMPLATE = re.compile(rf"(?<![\w.])(gettext|ngettext|pgettext|npgettext|_)\(({STRING}(?:\s*,\s*{STRING})*)", re.S)


class Said(NamedTuple):
    """One call: the msgid (with its context before `CONTEXT`, if any), the plural or "", and the line."""

    msgid: str
    plural: str
    line: int


class Place(NamedTuple):
    """Where a message stands (`doors/lobby/words.py`, 52), and the plural it has there ("": none)."""

    file: str
    line: int
    plural: str


def messages(house: Path = HOUSE) -> dict[str, list[Place]]:
    """Every msgid of the Python files and templates under `house`, with its places; tests are left out.

    Raises `ValueError` for a call whose message is not written in the call: nobody could find it to translate.
    """
    found: dict[str, list[Place]] = {}
    for path in sorted(house.rglob("*")):
        inside = path.relative_to(house)
        read = {".py": in_python, ".html": in_template, ".txt": in_template}.get(path.suffix)
        if read is None or "tests" in inside.parts or "migrations" in inside.parts:
            continue
        try:
            for said in read(path.read_text(encoding="utf-8")):
                found.setdefault(said.msgid, []).append(Place(inside.as_posix(), said.line, said.plural))
        except ValueError as fault:
            raise ValueError(f"{inside}, {fault}") from fault
    return found


def in_python(text: str) -> Iterator[Said]:
    """Every call of a function of `django.utils.translation`, under whatever name it was imported."""
    if "django.utils" not in text:
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
        if isinstance(node, ast.Call) and (speaker := _speaker(node.func, spoken)):
            context, message, plural = (_written(node, at) for at in (speaker.context, speaker.message, speaker.plural))
            yield Said(context + CONTEXT + message if context else message, plural, node.lineno)


def in_template(text: str) -> Iterator[Said]:
    """{% translate %}, {% blocktranslate %} and _("…") of a template."""
    read = templatize(text)
    for call in IN_TEMPLATE.finditer(read):
        speaker = SPEAKERS[call[1]]
        strings = [ast.literal_eval(one) for one in re.findall(STRING, call[2], re.S)]
        context, message, plural = (
            strings[at] if at is not None else "" for at in (speaker.context, speaker.message, speaker.plural)
        )
        line = read.count("\n", 0, call.start()) + 1
        yield Said(context + CONTEXT + message if context else message, plural, line)


def _speaker(called: ast.expr, spoken: dict[str, Speaker]) -> Speaker | None:
    if isinstance(called, ast.Name):
        return spoken.get(called.id)
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "translation":
        return SPEAKERS.get(called.attr)
    return None


def _written(call: ast.Call, at: int | None) -> str:
    if at is None:
        return ""
    given = call.args[at] if at < len(call.args) else None
    if not isinstance(given, ast.Constant) or not isinstance(given.value, str):
        raise ValueError(f"line {call.lineno}: the message is not written here: {ast.unparse(call)}")
    return given.value

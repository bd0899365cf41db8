"""English is complete, says the same with the same facts, and nothing stale is kept."""

import ast
import gettext
import io
import re
from pathlib import Path

import polib
import pytest

from tests.translations import CONTEXT, HOUSE, in_python, in_template, messages

DOORS = HOUSE / "doors"
ENGLISH = HOUSE.parents[1] / "locale" / "en" / "LC_MESSAGES" / "django.po"
USED = messages()
KEPT = {(e.msgctxt + CONTEXT if e.msgctxt else "") + e.msgid: e for e in polib.pofile(str(ENGLISH))}
# Nothing in these but placeholders, names and numbers: they read the same in both languages.
SAME_IN_BOTH = {"%(database)s (%(clause)s)"}
# Vietnamese that stays in English: money, the short name of a decree, and searches to try.
VIETNAMESE = {"đồng", "NĐ", "QĐ", "mở", "quán"}
# What a door may write in Vietnamese for readers of both languages: a language's own name, the short name of a
# decree, the sign of the currency.
BY_ITSELF = {"Tiếng Việt", "NĐ", "QĐ", "đ"}
ENDS = (".", "?", ":", "…", ";")


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|%%|\{\w+\}", text))


def said(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def without(text: str, patterns: list[str]) -> str:
    for pattern in patterns:
        text = re.sub(pattern, "", text, flags=re.DOTALL)
    return text


def written_by_itself(text: str) -> list[str]:
    """The words of this text that have Vietnamese letters, but for those of `BY_ITSELF`."""
    return re.findall(r"\b\w*[À-ỹĐđ]\w*\b", without(text, [rf"\b{re.escape(word)}\b" for word in BY_ITSELF]))


def found_in(msgid: str) -> str:
    return f"{msgid!r} in {USED[msgid][0].file}"


def test_every_message_has_its_english():
    missing = [found_in(msgid) for msgid in USED if msgid not in KEPT or not all(said(KEPT[msgid]))]
    assert missing == []


def test_no_message_is_kept_that_nobody_says():
    assert sorted(KEPT.keys() - USED.keys()) == []


def test_nothing_is_left_for_somebody_to_look_at_again():
    assert [msgid for msgid, entry in KEPT.items() if entry.fuzzy or entry.obsolete] == []


def test_english_has_the_same_placeholders():
    wrong = [
        (msgid, text) for msgid, e in KEPT.items() for text in said(e) if placeholders(text) != placeholders(msgid)
    ]
    assert wrong == []


def test_a_message_with_a_plural_has_it_at_every_place():
    wrong = [
        (found_in(msgid), [place for place in places if bool(place.plural) != bool(KEPT[msgid].msgid_plural)])
        for msgid, places in USED.items()
        if msgid in KEPT and any(bool(place.plural) != bool(KEPT[msgid].msgid_plural) for place in places)
    ]
    assert wrong == []


def test_english_is_not_vietnamese():
    same = {msgid for msgid, entry in KEPT.items() if entry.msgid in said(entry)}
    assert same - SAME_IN_BOTH == set()
    foreign = [
        (word, text)
        for entry in KEPT.values()
        for text in said(entry)
        for word in re.findall(r"\w+", text)
        if not word.isascii() and word not in VIETNAMESE
    ]
    assert foreign == []


def test_a_sentence_stays_a_sentence_and_a_question_a_question():
    wrong = [
        (entry.msgid, text)
        for entry in KEPT.values()
        for text in said(entry)
        if (entry.msgid.endswith(ENDS) or text.endswith((*ENDS, "!"))) and text[-1:] != entry.msgid[-1]
    ]
    assert [pair for pair in wrong if pair[1] not in {"art.", "No."}] == []


@pytest.mark.parametrize("path", sorted(DOORS.rglob("*.html")), ids=lambda path: path.name)
def test_no_template_speaks_vietnamese_by_itself(path):
    translated = [
        r"{% comment %}.*?{% endcomment %}",
        r"{% blocktranslate.*?{% endblocktranslate %}",
        r"""{% translate (?:"[^"]*"|'[^']*').*?%}""",
        r"""_\((?:"[^"]*"|'[^']*')\)""",
        r"""<a href="[^"]*\?q=[^"]*">[^<]*</a>""",  # a search to try
    ]
    assert written_by_itself(without(path.read_text(), translated)) == []


def test_no_door_speaks_vietnamese_by_itself():
    # The answer of an overloaded server is bytes made beforehand, in both languages at once.
    paths = [path for path in DOORS.rglob("*.py") if "tests" not in path.parts and path.name != "bodies.py"]
    found = [(path.name, text) for path in sorted(paths) for text in untranslated(path) if written_by_itself(text)]
    assert found == []


def untranslated(path: Path) -> list[str]:
    """The strings of a Python file that are neither messages nor docstrings."""
    text = path.read_text()
    tree = ast.parse(text)
    known = {part for said in in_python(text) for part in (said.msgid.rpartition(CONTEXT)[2], said.plural)}
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [node.value for node in strings if node.value not in known and id(node) not in docstrings]


def test_spaces_around_a_message_are_not_lost():
    wrong = [(entry.msgid, text) for entry in KEPT.values() for text in said(entry) if text != text.strip()]
    assert wrong == []


def test_the_english_that_is_compiled_is_the_english_that_is_spoken():
    spoken = gettext.GNUTranslations(io.BytesIO(polib.pofile(str(ENGLISH)).to_binary()))
    assert spoken.gettext("Hồ sơ của tôi") == "My dossiers"
    assert spoken.ngettext("%(n)d ngày", "%(n)d ngày", 1) == "%(n)d day"
    assert spoken.ngettext("%(n)d ngày", "%(n)d ngày", 2) == "%(n)d days"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from django.utils.translation import gettext_lazy as _lazy\nX = _lazy('a' 'b')", [("ab", "", 2)]),
        ("from django.utils.translation import ngettext\nX = ngettext('one', 'many', 3)", [("one", "many", 2)]),
        ("from django.utils.translation import pgettext\nX = pgettext('act', 'b')", [("act\x04b", "", 2)]),
        ("from django.utils import translation\nX = translation.gettext('a')", [("a", "", 2)]),
        ("def gettext(x): ...\nX = gettext('not ours')", []),
    ],
)  # fmt: skip
def test_messages_are_found_in_python(text, expected):
    assert list(in_python(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% load i18n %}\n{% translate 'a' %}", [("a", "", 2)]),
        ('{% translate "say it" context "act" %}', [("act\x04say it", "", 1)]),
        ("{{ x|default:_('a') }}", [("a", "", 1)]),
        ('{% include "x.html" with title=_("a") text=_("b") %}', [("a", "", 1), ("b", "", 1)]),
        ("{% blocktranslate with n=x.y %}it's {{ n }}{% endblocktranslate %}", [("it's %(n)s", "", 1)]),
        ("{% blocktranslate count n=x %}{{ n }} one{% plural %}{{ n }} many{% endblocktranslate %}",
         [("%(n)s one", "%(n)s many", 1)]),
        ("<p>gettext is not called here; _ neither</p>", []),
    ],
)  # fmt: skip
def test_messages_are_found_in_templates(text, expected):
    assert list(in_template(text)) == expected


def test_a_message_that_is_not_written_in_the_call_is_refused():
    with pytest.raises(ValueError, match="not written here"):
        list(in_python("from django.utils.translation import gettext as _\nX = _(name)"))

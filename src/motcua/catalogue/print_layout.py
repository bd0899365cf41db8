"""The form as it is printed: the same compiled definition laid out on paper, blank or with the answers.

Blank, every question is there, a conditional one marked as such, since a pen hides nothing. Filled, what the answers
show is there, in words; what is not answered yet keeps its dots.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.forms import Form
from motcua.catalogue.questions import Address, Base, LongText, ManyOf, Number, OneOf, Organisation, Person, Table
from motcua.catalogue.ready import Ready, Situation
from motcua.catalogue.showing import Place, in_words, part_label, sex_label

BLANK_ROWS = 4
Row = dict[str, Any]


def blank(form: Form, *, language: str) -> list[Row]:
    """All sections with all their questions, to be filled in by hand."""
    return [
        _section(
            section,
            [_question(ready, None, language=language, place=str) for ready in form.questions[section.id]],
            language=language,
            sometimes=condition is not None,
        )
        for section, condition in form.sections
    ]


def filled(
    form: Form, answers: Mapping[str, Any], *, situation: Situation, language: str, place: Place
) -> list[Row]:
    """The visible sections with the answers that are there."""
    visible = form.visible(answers, situation=situation)
    return [
        _section(
            section,
            [
                {
                    **_question(ready, visible.answers.get(ready.question.id), language=language, place=place),
                    "sometimes": False,
                }
                for ready in questions
            ],
            language=language,
            sometimes=False,
        )
        for section, questions in visible.sections
    ]


def _section(section: Any, questions: Sequence[Row], *, language: str, sometimes: bool) -> Row:
    return {
        "title": section.title.into(language),
        "help": section.help.into(language) if section.help else "",
        "sometimes": sometimes,
        "questions": list(questions),
    }


def _question(ready: Ready, value: Any, *, language: str, place: Place) -> Row:
    """``shape``: line, text, choice, parts, table, pledge or computed; what each brings is what the template reads."""
    question = ready.question
    row: Row = {
        "label": question.label.into(language),
        "help": question.help.into(language) if question.help else "",
        "sometimes": ready.show is not None,
        "shape": "line",
        "value": in_words(question, value, language=language, place=place),
        "unit": question.unit.into(language) if isinstance(question, Number) and question.unit else "",
    }
    if isinstance(question, Table):
        return row | {"shape": "table", "value": "", **_table(question, value, language=language, place=place)}
    if isinstance(question, OneOf | ManyOf) or question.kind == "yes_no":
        return row | {"shape": "choice", "options": _options(question, value, language=language)}
    if isinstance(question, Person | Organisation):
        return row | {"shape": "parts", "parts": _parts(question.parts, value, place=place)}
    if isinstance(question, Address):
        return row | {"shape": "parts", "parts": _address(value, abroad=question.abroad, place=place)}
    if question.kind == "declaration":
        return row | {"shape": "pledge", "chosen": value is True}
    if isinstance(question, LongText):
        return row | {"shape": "text"}
    return row | ({"unit": "đ"} if question.kind == "money" else {}) | ({"unit": ""} if row["value"] else {})


def _options(question: Base, value: Any, *, language: str) -> list[Row]:
    if question.kind == "yes_no":
        return [{"label": _("Có"), "chosen": value is True}, {"label": _("Không"), "chosen": value is False}]
    chosen = value if isinstance(value, list) else [value]
    assert isinstance(question, OneOf | ManyOf)
    return [{"label": o.label.into(language), "chosen": o.value in chosen} for o in question.options]


def _parts(parts: Sequence[str], value: Any, *, place: Place) -> list[Row]:
    given = value if isinstance(value, dict) else {}
    found: list[Row] = []
    for part in parts:
        if part == "address":
            found += _address(given.get(part), abroad=False, place=place)
        elif part == "sex":
            found.append(
                {
                    "label": part_label(part),
                    "value": "",
                    "options": [{"label": sex_label(s), "chosen": given.get(part) == s} for s in ("male", "female")],
                }
            )
        else:
            said = str(given.get(part) or "")
            found.append({"label": part_label(part), "value": _day(said) if part == "birth_date" else said})
    return found


def _day(said: str) -> str:
    return "/".join(reversed(said.split("-"))) if len(said) == 10 else said


def _address(value: Any, *, abroad: bool, place: Place) -> list[Row]:
    given = value if isinstance(value, dict) else {}
    said = {name: str(given.get(name) or "") for name in ("line", "unit", "country")}
    said["unit"] = place(said["unit"]) if said["unit"] else ""
    return [{"label": part_label(n), "value": said[n]} for n in (*("line", "unit"), *(("country",) if abroad else ()))]


def _table(question: Table, value: Any, *, language: str, place: Place) -> Row:
    rows = [
        [in_words(column, row.get(column.id), language=language, place=place) for column in question.columns]
        for row in value or []
    ]
    room = min(max(BLANK_ROWS, question.min_rows), question.max_rows)
    return {
        "head": [column.label.into(language) for column in question.columns],
        "rows": rows or [[""] * len(question.columns) for _row in range(room)],
    }

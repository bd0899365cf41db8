"""From a posted form or an API's JSON to an answer: one pair of functions per kind of question.

Names of fields in a posted form, for a question ``q``:

====================  ==========================================================================
one value             ``q``; yes/no posts ``yes`` or ``no``; a declaration posts ``yes``
many of, file         ``q`` repeated
person, organisation  ``q.name``, ``q.personal_number`` …; an address in it ``q.address.unit``
address               ``q.unit``, ``q.line``, and where abroad is allowed ``q.country``
table                 ``q-0-column``, ``q-1-column`` …; rows left blank are dropped
====================  ==========================================================================

Errors are keyed by the same names, so that a page can point to the field.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue import cleaning
from motcua.catalogue.cleaning import Wrong
from motcua.catalogue.questions import (
    Address,
    Base,
    Date,
    File,
    LongText,
    ManyOf,
    Money,
    Number,
    OneOf,
    Organisation,
    Person,
    ShortText,
    Table,
)

Raw = Mapping[str, Sequence[str]]
Errors = dict[str, str]
Answer = Any

ADDRESS_PARTS = ("unit", "line", "country")
SEXES = ("male", "female")
MAX_INDEX = 1_000


def question_of(name: str) -> str:
    """The id of the question to which a field's name belongs: ``host`` for ``host.address.unit``."""
    return re.split(r"[.-]", name, maxsplit=1)[0]


def posted(question: Base, raw: Raw, *, name: str) -> Answer:
    """What ``raw`` holds for ``question``, in the shape of an answer but still as typed; None for nothing."""
    kind = question.kind
    if kind in ("many_of", "file"):
        return [value for value in raw.get(name, ()) if value.strip()] or None
    if kind == "table":
        assert isinstance(question, Table)
        return _posted_rows(question, raw, name=name) or None
    if kind == "address":
        return _posted_parts(ADDRESS_PARTS, raw, name=name)
    if isinstance(question, Person | Organisation):
        return _posted_group(question.parts, raw, name=name)
    value = _one(raw, name)
    if kind in ("yes_no", "declaration"):
        return {"yes": True, "no": False}.get(value or "", value)
    return value


def _one(raw: Raw, name: str) -> str | None:
    values = raw.get(name, ())
    value = values[-1] if values else None
    return value if isinstance(value, str) and value.strip() else None


def _posted_parts(parts: Sequence[str], raw: Raw, *, name: str) -> dict[str, Answer] | None:
    found = {part: _one(raw, f"{name}.{part}") for part in parts}
    return {part: value for part, value in found.items() if value is not None} or None


def _posted_group(parts: Sequence[str], raw: Raw, *, name: str) -> dict[str, Answer] | None:
    found: dict[str, Answer] = {}
    for part in parts:
        if part == "address":
            value: Answer = _posted_parts(ADDRESS_PARTS, raw, name=f"{name}.address")
        else:
            value = _one(raw, f"{name}.{part}")
        if value is not None:
            found[part] = value
    return found or None


def _posted_rows(question: Table, raw: Raw, *, name: str) -> list[dict[str, Answer]]:
    pattern = re.compile(rf"{re.escape(name)}-([0-9]{{1,3}})-[a-z0-9_]+")
    indexes = {int(found[1]) for key in raw if (found := pattern.fullmatch(key))}
    rows = []
    for index in sorted(indexes):
        row = {
            column.id: posted(column, raw, name=f"{name}-{index}-{column.id}") for column in question.columns
        }
        row = {key: value for key, value in row.items() if value is not None}
        if row:
            rows.append(row)
    return rows


def normal(question: Base, value: Answer, *, name: str) -> tuple[Answer, Errors]:
    """``value`` as it is kept, and what is wrong with it by field name.

    Of an answer in parts the good parts are kept. ``value`` comes from ``posted`` or from JSON; whatever it
    is, no exception leaves.
    """
    errors: Errors = {}
    kind = question.kind
    if value is None or value == "" or value == [] or value == {}:
        return None, errors
    if isinstance(question, Table):
        return _normal_rows(question, value, name=name)
    if isinstance(question, Person | Organisation):
        return _normal_group(question, value, name=name)
    if isinstance(question, Address):
        return _normal_address(value, name=name, abroad=question.abroad)
    try:
        return _SINGLE[kind](question, value), errors
    except Wrong as wrong:
        return None, {name: str(wrong)}


def _text_of(value: Answer) -> str:
    if not isinstance(value, str):
        raise Wrong(_("Hãy nhập chữ."))
    return cleaning.plain_text(value)


def _short_text(question: Base, value: Answer) -> str | None:
    assert isinstance(question, ShortText)
    text = _text_of(value)
    _check_length(text, least=question.min_length, most=question.max_length)
    return text or None


def _long_text(question: Base, value: Answer) -> str | None:
    assert isinstance(question, LongText)
    if not isinstance(value, str):
        raise Wrong(_("Hãy nhập chữ."))
    text = cleaning.plain_text(value, lines=True)
    _check_length(text, least=question.min_length, most=question.max_length)
    return text or None


def _check_length(text: str, *, least: int, most: int) -> None:
    if len(text) > most:
        raise Wrong(
            _("Hãy rút gọn còn nhiều nhất %(most)d ký tự; hiện có %(now)d.")
            % {"most": most, "now": len(text)}
        )
    if text and len(text) < least:
        raise Wrong(_("Hãy viết ít nhất %(least)d ký tự.") % {"least": least})


def _number(question: Base, value: Answer) -> int | float:
    assert isinstance(question, Number)
    found = cleaning.number(_as_written(value), decimals=question.decimals)
    _check_range(found, least=question.min, most=question.max)
    return found


def _money(question: Base, value: Answer) -> int:
    assert isinstance(question, Money)
    found = value if type(value) is int and abs(value) < 10**15 else cleaning.money(_as_written(value))
    _check_range(found, least=question.min, most=question.max)
    return found


def _as_written(value: Answer) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Wrong(_("Hãy nhập một số."))
    if isinstance(value, int | float):
        return f"{value}".replace(".", ",") if abs(value) < 10**15 else ""
    return cleaning.plain_text(value)


def _check_range(found: float, *, least: float | None, most: float | None) -> None:
    if least is not None and found < least:
        raise Wrong(_("Hãy nhập một số từ %(least)s trở lên.") % {"least": cleaning.grouped(least)})
    if most is not None and found > most:
        raise Wrong(_("Hãy nhập một số không quá %(most)s.") % {"most": cleaning.grouped(most)})


def _date(question: Base, value: Answer) -> str:
    assert isinstance(question, Date)
    found = cleaning.day(_text_of(value))
    if question.min is not None and found < question.min.isoformat():
        least = cleaning.written_day(question.min.isoformat())
        raise Wrong(_("Hãy nhập ngày từ %(least)s trở đi.") % {"least": least})
    if question.max is not None and found > question.max.isoformat():
        most = cleaning.written_day(question.max.isoformat())
        raise Wrong(_("Hãy nhập ngày không sau %(most)s.") % {"most": most})
    return found


def _yes_no(question: Base, value: Answer) -> bool:
    if not isinstance(value, bool):
        raise Wrong(_("Hãy chọn Có hoặc Không."))
    return value


def _declaration(question: Base, value: Answer) -> bool | None:
    if not isinstance(value, bool):
        raise Wrong(_("Hãy đánh dấu để xác nhận."))
    return value or None


def _one_of(question: Base, value: Answer) -> str:
    assert isinstance(question, OneOf)
    if not any(value == option.value for option in question.options):
        raise Wrong(_("Hãy chọn một trong các mục có sẵn."))
    return str(value)


def _many_of(question: Base, value: Answer) -> list[str]:
    assert isinstance(question, ManyOf)
    known = [option.value for option in question.options]
    if not isinstance(value, list) or not all(isinstance(item, str) and item in known for item in value):
        raise Wrong(_("Hãy chọn trong các mục có sẵn."))
    chosen = [option for option in known if option in value]
    if question.max_chosen is not None and len(chosen) > question.max_chosen:
        raise Wrong(_("Hãy chọn nhiều nhất %(most)d mục.") % {"most": question.max_chosen})
    if len(chosen) < question.min_chosen:
        raise Wrong(_("Hãy chọn ít nhất %(least)d mục.") % {"least": question.min_chosen})
    return chosen


def _file(question: Base, value: Answer) -> list[str]:
    assert isinstance(question, File)
    if not isinstance(value, list) or not all(
        isinstance(item, str) and re.fullmatch(r"[A-Za-z0-9-]{1,64}", item) for item in value
    ):
        raise Wrong(_("Tệp chưa tải lên được. Hãy tải lại."))
    files = list(dict.fromkeys(value))
    if len(files) > question.max_files:
        raise Wrong(_("Hãy tải lên nhiều nhất %(most)d tệp.") % {"most": question.max_files})
    return files


def _telephone(question: Base, value: Answer) -> str:
    return cleaning.telephone(_text_of(value))


def _email(question: Base, value: Answer) -> str:
    return cleaning.email(_text_of(value))


_SINGLE: dict[str, Callable[[Base, Answer], Answer]] = {
    "short_text": _short_text,
    "long_text": _long_text,
    "number": _number,
    "money": _money,
    "date": _date,
    "yes_no": _yes_no,
    "declaration": _declaration,
    "one_of": _one_of,
    "many_of": _many_of,
    "file": _file,
    "telephone": _telephone,
    "email": _email,
}


def _normal_rows(question: Table, value: Answer, *, name: str) -> tuple[Answer, Errors]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return None, {name: _("Hãy điền bảng theo từng dòng.")}
    if len(value) > question.max_rows:
        return None, {name: _("Hãy để lại nhiều nhất %(most)d dòng.") % {"most": question.max_rows}}
    rows, errors = [], Errors()
    for index, row in enumerate(value):
        kept = {}
        for column in question.columns:
            found, wrong = normal(column, row.get(column.id), name=f"{name}-{index}-{column.id}")
            errors.update(wrong)
            if found is not None:
                kept[column.id] = found
        if kept:
            rows.append(kept)
    if len(rows) < question.min_rows and not errors:
        errors[name] = _("Hãy điền ít nhất %(least)d dòng.") % {"least": question.min_rows}
    return rows or None, errors


def _normal_group(question: Person | Organisation, value: Answer, *, name: str) -> tuple[Answer, Errors]:
    if not isinstance(value, dict):
        return None, {name: _("Hãy điền từng mục.")}
    kept: dict[str, Answer] = {}
    errors: Errors = {}
    for part in _dependent_last(question.parts):
        given = value.get(part)
        if given is None or given == "" or given == {}:
            continue
        if part == "address":
            found, wrong = _normal_address(given, name=f"{name}.address", abroad=False)
            errors.update(wrong)
        else:
            try:
                found = _part(part, given, known=kept)
            except Wrong as fault:
                errors[f"{name}.{part}"] = str(fault)
                continue
        if found is not None:
            kept[part] = found
    return {part: kept[part] for part in question.parts if part in kept} or None, errors


def _dependent_last(parts: Sequence[str]) -> list[str]:
    """The personal number after the date of birth and the sex that it must agree with."""
    return sorted(parts, key=lambda part: part == "personal_number")


def _part(part: str, given: Answer, *, known: Mapping[str, Answer]) -> Answer:
    text = _text_of(given)
    if not text:
        return None
    match part:
        case "personal_number":
            return cleaning.personal_number(text, birth_date=known.get("birth_date"), sex=known.get("sex"))
        case "birth_date":
            return cleaning.day(text)
        case "sex" if text in SEXES:
            return text
        case "sex":
            raise Wrong(_("Hãy chọn Nam hoặc Nữ."))
    plain = {
        "passport": cleaning.passport,
        "telephone": cleaning.telephone,
        "email": cleaning.email,
        "tax_code": cleaning.tax_code,
    }.get(part)
    if plain is not None:
        return plain(text)
    _check_length(text, least=0, most=250)
    return text


def _normal_address(value: Answer, *, name: str, abroad: bool) -> tuple[Answer, Errors]:
    if not isinstance(value, dict):
        return None, {name: _("Hãy điền địa chỉ.")}
    parts = ADDRESS_PARTS if abroad else ADDRESS_PARTS[:2]
    kept: dict[str, Answer] = {}
    errors: Errors = {}
    for part in parts:
        try:
            text = _text_of(value.get(part) or "")
            if part == "unit" and text and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}", text):
                raise Wrong(_("Hãy chọn phường, xã trong danh sách."))
            _check_length(text, least=0, most=250)
        except Wrong as fault:
            errors[f"{name}.{part}"] = str(fault)
            continue
        if text:
            kept[part] = text
    return kept or None, errors

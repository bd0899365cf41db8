"""Answers in words: for check-your-answers, the officers' desk and the printed form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.cleaning import grouped, written_day
from motcua.catalogue.questions import Base, ManyOf, Number, OneOf, Organisation, Person, Section, Table
from motcua.catalogue.ready import Ready

Place = Callable[[str], str]


@dataclass(frozen=True)
class Shown:
    """One answer to read. ``value`` is one text, lines parted by a line end, "" when unanswered.

    A table has ``head`` (labels of the columns) and ``rows`` instead.
    """

    section: str
    section_title: str
    question: str
    label: str
    value: str
    head: Sequence[str] = field(default_factory=tuple)
    rows: Sequence[Sequence[str]] = field(default_factory=tuple)


def shown(
    sections: Sequence[tuple[Section, Sequence[Ready]]],
    answers: Mapping[str, Any],
    *,
    language: str,
    place: Place,
) -> list[Shown]:
    """Every visible question with its answer in words."""
    found = []
    for section, questions in sections:
        for ready in questions:
            question, value = ready.question, answers.get(ready.question.id)
            table = isinstance(question, Table)
            found.append(
                Shown(
                    section=section.id,
                    section_title=section.title.into(language),
                    question=question.id,
                    label=question.label.into(language),
                    value="" if table else in_words(question, value, language=language, place=place),
                    head=[column.label.into(language) for column in question.columns]
                    if isinstance(question, Table)
                    else (),
                    rows=_rows(question, value, language=language, place=place)
                    if isinstance(question, Table)
                    else (),
                )
            )
    return found


def in_words(question: Base, value: Any, *, language: str, place: Place) -> str:
    """One answer as text; "" for none."""
    if value is None:
        return ""
    if isinstance(question, OneOf | ManyOf):
        chosen = value if isinstance(value, list) else [value]
        labels = {option.value: option.label.into(language) for option in question.options}
        return "\n".join(labels.get(item, str(item)) for item in chosen)
    if isinstance(question, Person | Organisation):
        return _group(question.parts, value, place=place)
    match question.kind:
        case "date":
            return written_day(str(value))
        case "money":
            return f"{grouped(value)} đ"
        case "number":
            unit = question.unit.into(language) if isinstance(question, Number) and question.unit else ""
            return f"{grouped(value)} {unit}".strip()
        case "yes_no":
            return _("Có") if value else _("Không")
        case "declaration":
            return _("Đã xác nhận") if value else ""
        case "address":
            return _address(value, place=place)
        case "file":
            return _("%(count)d tệp") % {"count": len(value)}
    return str(value)


def part_label(part: str) -> str:
    """What a part of a person, an organisation or an address is called."""
    labels = {
        "personal_number": _("Số định danh cá nhân"),
        "passport": _("Số hộ chiếu"),
        "name": _("Họ và tên"),
        "birth_date": _("Ngày sinh"),
        "sex": _("Giới tính"),
        "ethnicity": _("Dân tộc"),
        "nationality": _("Quốc tịch"),
        "address": _("Địa chỉ"),
        "telephone": _("Số điện thoại"),
        "email": _("Thư điện tử"),
        "tax_code": _("Mã số thuế"),
        "representative": _("Người đại diện theo pháp luật"),
        "unit": _("Phường, xã"),
        "line": _("Số nhà, đường, thôn, tổ dân phố"),
        "country": _("Quốc gia (nếu ở nước ngoài)"),
    }
    return labels[part]


def sex_label(sex: str) -> str:
    """Nam or Nữ."""
    return {"male": _("Nam"), "female": _("Nữ")}.get(sex, sex)


def _group(parts: Sequence[str], value: Mapping[str, Any], *, place: Place) -> str:
    lines = []
    for part in parts:
        found = value.get(part)
        if found is None:
            continue
        text = _address(found, place=place) if part == "address" else str(found)
        text = written_day(text) if part == "birth_date" else sex_label(text) if part == "sex" else text
        lines.append(text if part == "name" else f"{part_label(part)}: {text}")
    return "\n".join(lines)


def _address(value: Mapping[str, Any], *, place: Place) -> str:
    unit = place(value["unit"]) if value.get("unit") else ""
    return ", ".join(part for part in (value.get("line"), unit, value.get("country")) if part)


def _rows(question: Table, value: Any, *, language: str, place: Place) -> list[list[str]]:
    return [
        [in_words(column, row.get(column.id), language=language, place=place) for column in question.columns]
        for row in value or []
    ]

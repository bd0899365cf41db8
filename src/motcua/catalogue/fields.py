"""One dictionary per field for the templates of the doors; nothing here knows HTML.

Keys of a field: ``id`` (for the label), ``name``, ``kind``, ``label``, ``help``, ``required``, ``value`` (as
it stands in the input), ``error``, ``attrs`` (HTML attributes), ``options`` (value, label, help, chosen),
``unit``, ``computed`` (read only), ``fields`` (parts of a person, organisation or address), and for a table
``rows`` (each a list of fields), ``columns`` (labels) and ``may_add``.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from django.utils.translation import gettext as _

from motcua.catalogue.cleaning import written_day
from motcua.catalogue.kinds import Errors, Raw, posted
from motcua.catalogue.questions import (
    Address,
    Base,
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
from motcua.catalogue.ready import Ready, holds
from motcua.catalogue.showing import part_label, sex_label

Field = dict[str, Any]
RADIO_AT_MOST = 7
_PART_ATTRS = {
    "personal_number": {"inputmode": "numeric", "maxlength": 20, "autocomplete": "off"},
    "name": {"maxlength": 250, "autocomplete": "off"},
    "birth_date": {"inputmode": "numeric", "maxlength": 10, "placeholder": "dd/mm/yyyy"},
    "telephone": {"type": "tel", "maxlength": 40},
    "email": {"type": "email", "maxlength": 250},
    "tax_code": {"inputmode": "numeric", "maxlength": 20},
}


class Page(TypedDict):
    """One section: ``id``, ``title``, ``help``, ``fields`` in order, ``has_errors``."""

    id: str
    title: str
    help: str
    fields: list[Field]
    has_errors: bool


def page(
    section: Any,
    questions: Sequence[Ready],
    data: Mapping[str, Any],
    *,
    language: str,
    raw: Raw | None,
    errors: Errors,
) -> Page:
    """The dictionaries of one visible section."""
    fields = []
    for ready in questions:
        typed = raw is not None and ready.calc is None and _is_posted(ready.question.id, raw)
        value = (
            posted(ready.question, raw or {}, name=ready.question.id)
            if typed
            else data.get(ready.question.id)
        )
        needed = ready.question.required or (ready.required is not None and holds(ready.required, data))
        name = ready.question.id
        fields.append(
            _field(ready.question, value, name=name, needed=needed, language=language, errors=errors)
        )
    return Page(
        id=section.id,
        title=section.title.into(language),
        help=section.help.into(language) if section.help else "",
        fields=fields,
        has_errors=any(_has_error(field) for field in fields),
    )


def _has_error(field: Field) -> bool:
    inner = [*field.get("fields", ()), *(cell for row in field.get("rows", ()) for cell in row)]
    return bool(field["error"]) or any(_has_error(part) for part in inner)


def _is_posted(name: str, raw: Raw) -> bool:
    return any(key == name or key.startswith((f"{name}.", f"{name}-")) for key in raw)


def _field(question: Base, value: Any, *, name: str, needed: bool, language: str, errors: Errors) -> Field:
    field: Field = {
        "id": _html_id(name),
        "name": name,
        "kind": question.kind,
        "label": question.label.into(language),
        "help": question.help.into(language) if question.help else "",
        "required": needed or question.kind == "declaration",
        "computed": getattr(question, "calc", None) is not None,
        "value": _value(question, value),
        "error": errors.get(name, ""),
        "attrs": _attrs(question),
        "options": _options(question, value, language=language),
    }
    if isinstance(question, Number) and question.unit:
        field["unit"] = question.unit.into(language)
    if isinstance(question, OneOf):
        few = len(question.options) <= RADIO_AT_MOST
        field["look"] = question.look or ("radio" if few else "select")
    if isinstance(question, Person | Organisation):
        optional: set[str] = set(question.optional)
        field["fields"] = _parts(
            question.parts, value, name=name, optional=optional, needed=needed, errors=errors
        )
    elif isinstance(question, Address):
        field["fields"] = _address(value, name=name, needed=needed, abroad=question.abroad, errors=errors)
    elif isinstance(question, Table):
        _add_rows(field, question, value, language=language, errors=errors)
    return field


def _html_id(name: str) -> str:
    return "f-" + name.replace(".", "-")


def _value(question: Base, value: Any) -> Any:
    if value is None:
        return [] if question.kind in ("many_of", "file") else ""
    if question.kind == "date":
        return written_day(str(value))
    if question.kind == "yes_no":
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    if question.kind == "money" and isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    if question.kind == "number" and isinstance(value, int | float):
        return str(value).replace(".", ",")
    return value


def _attrs(question: Base) -> dict[str, str | int]:
    if isinstance(question, ShortText):
        attrs: dict[str, str | int] = {"maxlength": question.max_length}
        if question.autocomplete:
            attrs["autocomplete"] = question.autocomplete
        return attrs
    if isinstance(question, LongText):
        return {"maxlength": question.max_length, "rows": question.rows}
    if isinstance(question, Money) or (isinstance(question, Number) and question.decimals == 0):
        return {"inputmode": "numeric", "maxlength": 20}
    by_kind: dict[str, dict[str, str | int]] = {
        "number": {"inputmode": "decimal", "maxlength": 20},
        "date": {"inputmode": "numeric", "maxlength": 10, "placeholder": "dd/mm/yyyy"},
        "telephone": {"type": "tel", "autocomplete": "tel", "maxlength": 40},
        "email": {"type": "email", "autocomplete": "email", "maxlength": 250},
    }
    return by_kind.get(question.kind, {})


def _options(question: Base, value: Any, *, language: str) -> list[dict[str, Any]]:
    if question.kind == "yes_no":
        answered = {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else None
        return [
            {"value": word, "label": label, "help": "", "chosen": word == answered}
            for word, label in (("yes", _("Có")), ("no", _("Không")))
        ]
    if not isinstance(question, OneOf | ManyOf):
        return []
    chosen = value if isinstance(value, list) else [value]
    return [
        {
            "value": option.value,
            "label": option.label.into(language),
            "help": option.help.into(language) if option.help else "",
            "chosen": option.value in chosen,
        }
        for option in question.options
    ]


def _parts(
    parts: Sequence[str], value: Any, *, name: str, optional: set[str], needed: bool, errors: Errors
) -> list[Field]:
    given = value if isinstance(value, dict) else {}
    fields = []
    for part in parts:
        here, wanted = f"{name}.{part}", needed and part not in optional
        field = _part(here, part, given.get(part), needed=wanted, errors=errors)
        if part == "address":
            field["kind"] = "address"
            field["fields"] = _address(given.get(part), name=here, needed=wanted, abroad=False, errors=errors)
        elif part == "sex":
            field["kind"], field["look"] = "one_of", "radio"
            field["options"] = [
                {"value": sex, "label": sex_label(sex), "help": "", "chosen": sex == given.get(part)}
                for sex in ("male", "female")
            ]
        fields.append(field)
    return fields


def _address(value: Any, *, name: str, needed: bool, abroad: bool, errors: Errors) -> list[Field]:
    given = value if isinstance(value, dict) else {}
    parts = ["unit", "line", "country"] if abroad else ["unit", "line"]
    fields = []
    for part in parts:
        wanted = needed and part != "country" and not (part == "unit" and given.get("country"))
        field = _part(f"{name}.{part}", part, given.get(part), needed=wanted, errors=errors)
        field["kind"] = "unit" if part == "unit" else "short_text"
        fields.append(field)
    return fields


def _part(name: str, part: str, value: Any, *, needed: bool, errors: Errors) -> Field:
    kinds = {"birth_date": "date", "telephone": "telephone", "email": "email"}
    shown = written_day(str(value)) if part == "birth_date" and value else value
    return {
        "id": _html_id(name),
        "name": name,
        "kind": kinds.get(part, "short_text"),
        "label": part_label(part),
        "help": "",
        "required": needed,
        "computed": False,
        "value": shown if isinstance(shown, str) else "",
        "error": errors.get(name, ""),
        "attrs": _PART_ATTRS.get(part, {"maxlength": 250}),
        "options": [],
    }


def _add_rows(field: Field, question: Table, value: Any, *, language: str, errors: Errors) -> None:
    """The rows given and one blank row more, while there is room; at least as many as are asked for."""
    given = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    count = min(max(len(given) + 1, question.min_rows), question.max_rows)
    given = [*given, *({} for _row in range(count - len(given)))]
    field["columns"] = [column.label.into(language) for column in question.columns]
    field["may_add"] = len(given) < question.max_rows
    field["rows"] = [
        [
            _field(
                column,
                row.get(column.id),
                name=f"{question.id}-{index}-{column.id}",
                needed=column.required and bool(row),
                language=language,
                errors=errors,
            )
            for column in question.columns
        ]
        for index, row in enumerate(given)
    ]

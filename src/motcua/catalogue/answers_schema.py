"""The JSON Schema of a procedure's answers, for the API and its documentation.

The schema says what shapes are possible; conditions (what is shown, needed, calculated) are decided by
``Form.check``, so nothing is required here but the shape.
"""

from collections.abc import Sequence
from typing import Any

from motcua.catalogue.definition import Definition
from motcua.catalogue.questions import (
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

Schema = dict[str, Any]

DAY: Schema = {"type": "string", "format": "date"}
TEXT: Schema = {"type": "string", "maxLength": 250}
PERSONAL_NUMBER: Schema = {"type": "string", "pattern": "^[0-9]{12}$"}
TELEPHONE: Schema = {"type": "string", "pattern": "^\\+[0-9]{6,15}$"}
EMAIL: Schema = {"type": "string", "format": "email"}
PARTS: dict[str, Schema] = {
    "personal_number": PERSONAL_NUMBER,
    "passport": {"type": "string", "pattern": "^[A-Z0-9]{5,20}$"},
    "birth_date": DAY,
    "sex": {"enum": ["male", "female"]},
    "telephone": TELEPHONE,
    "email": EMAIL,
    "tax_code": {"type": "string", "pattern": "^[0-9]{10}([0-9]{2,3})?$"},
}


def answers_schema(definition: Definition, *, language: str = "vi") -> Schema:
    """JSON Schema (draft 2020-12) of the object of answers; titles in ``language``."""
    sections = definition.form.sections if definition.form else []
    questions = [question for section in sections for question in section.questions]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": definition.name.into(language),
        "type": "object",
        "properties": {question.id: _titled(question, language) for question in questions},
        "additionalProperties": False,
    }


def _titled(question: Base, language: str) -> Schema:
    schema = {"title": question.label.into(language), **_schema(question, language)}
    if question.help is not None:
        schema["description"] = question.help.into(language)
    if getattr(question, "calc", None) is not None:
        schema["readOnly"] = True
    return schema


def _schema(question: Base, language: str) -> Schema:
    match question:
        case ShortText() | LongText():
            schema: Schema = {"type": "string", "maxLength": question.max_length}
            if question.min_length:
                schema["minLength"] = question.min_length
            if isinstance(question, ShortText) and question.pattern:
                schema["pattern"] = f"^(?:{question.pattern})$"
            return schema
        case Number() | Money():
            whole = isinstance(question, Money) or question.decimals == 0
            return _bounded({"type": "integer" if whole else "number"}, question.min, question.max)
        case OneOf():
            return {"enum": [option.value for option in question.options]}
        case ManyOf():
            options = {"enum": [option.value for option in question.options]}
            return {"type": "array", "items": options, "uniqueItems": True}
        case Person() | Organisation():
            return _object(question.parts)
        case File():
            return {"type": "array", "items": {"type": "string"}, "maxItems": question.max_files}
        case Table():
            columns = {column.id: _titled(column, language) for column in question.columns}
            row = {"type": "object", "properties": columns, "additionalProperties": False}
            return {
                "type": "array",
                "items": row,
                "minItems": question.min_rows,
                "maxItems": question.max_rows,
            }
        case Date():
            return DAY
    return {
        "yes_no": {"type": "boolean"},
        "declaration": {"type": "boolean"},
        "telephone": TELEPHONE,
        "email": EMAIL,
        "address": _object(("unit", "line", "country")),
    }[question.kind]


def _bounded(schema: Schema, least: float | None, most: float | None) -> Schema:
    bounds = {"minimum": least, "maximum": most}
    return {**schema, **{key: value for key, value in bounds.items() if value is not None}}


def _object(parts: Sequence[str]) -> Schema:
    properties = {
        part: _object(("unit", "line")) if part == "address" else PARTS.get(part, TEXT) for part in parts
    }
    return {"type": "object", "properties": properties, "additionalProperties": False}

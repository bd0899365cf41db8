"""Answers as the fields of a form: what a person would type and choose."""

from datetime import date
from typing import Any

from motcua.catalogue.forms import Form


def fields_of(form: Form, answers: dict[str, Any]) -> dict[str, Any]:
    """`{"mother.name": "…", "child_birth": "01/06/2020", "copies": "1", "kinds": ["a", "b"]}`."""
    fields: dict[str, Any] = {}
    for name, answer in answers.items():
        kind = form.by_id[name].question.kind
        if kind == "table":
            for row, cells in enumerate(answer):
                fields |= {f"{name}-{row}-{column}": _typed(value) for column, value in cells.items()}
        elif isinstance(answer, dict):
            fields |= _parts(name, answer)
        else:
            fields[name] = _typed(answer)
    return fields


def _parts(name: str, answer: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for part, value in answer.items():
        if isinstance(value, dict):
            fields |= _parts(f"{name}.{part}", value)
        else:
            fields[f"{name}.{part}"] = _typed(value)
    return fields


def _typed(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return value
    try:
        return f"{date.fromisoformat(str(value)):%d/%m/%Y}" if len(str(value)) == 10 else str(value)
    except ValueError:
        return str(value)

"""The catalogue's fields made ready for `portal/parts/question.html`, which writes them with the lobby's parts."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.doors.portal.pages import unit_name
from motcua.organisation import queries as organisation

KINDS = {
    "short_text": "text",
    "long_text": "textarea",
    "telephone": "tel",
    "yes_no": "yesno",
    "declaration": "many_of",
}


def shown(field: Mapping[str, Any], *, sources: Mapping[str, str]) -> dict[str, Any]:
    """One question. `shape` says how it is written: leaf, group, table, place, files or computed."""
    if field["computed"]:
        return {"shape": "computed", "label": field["label"], "value": _in_words(field)}
    question = {"shape": "leaf", "field": _leaf(field, source=sources.get(field["name"], ""))}
    if "rows" in field:
        rows = [[shown(cell, sources={}) for cell in row] for row in field["rows"]]
        return {**question, "shape": "table", "may_add": field["may_add"], "rows": rows}
    if "fields" in field:
        return {**question, "shape": "group", "parts": [shown(part, sources={}) for part in field["fields"]]}
    if field["kind"] == "file":
        return {**question, "shape": "files", "files": []}
    if field["kind"] == "unit":
        return {**question, "shape": "place", "districts": communes(field["value"])}
    return question


def _leaf(field: Mapping[str, Any], *, source: str) -> dict[str, Any]:
    """In the shape of the lobby's `parts/field.html`."""
    kind = KINDS.get(field["kind"], field["kind"])
    if field["name"].endswith(".personal_number"):
        kind = "person_number"
    found = {
        "kind": kind,
        "name": field["name"],
        "label": field["label"],
        "help": field["help"],
        "error": field["error"],
        "value": field["value"],
        "optional": not field["required"],
        "look": field.get("look", ""),
        "source": source,
        "unit": field.get("unit", ""),
        "inputmode": field["attrs"].get("inputmode", "") if field["kind"] == "number" else "",
        "autocomplete": field["attrs"].get("autocomplete", ""),
        "choices": [{k: o[k] for k in ("value", "label", "help")} for o in field["options"]],
    }
    if field["kind"] == "declaration":
        found |= {
            "label": _("Cam đoan"),
            "value": ["yes"] if field["value"] is True else [],
            "choices": [{"value": "yes", "label": field["label"], "help": ""}],
        }
    return found


def _in_words(field: Mapping[str, Any]) -> str:
    chosen = [o["label"] for o in field["options"] if o["chosen"]]
    return ", ".join(chosen) if chosen else str(field["value"] or "")


def communes(chosen: str) -> list[dict[str, Any]]:
    """All communes in force under their districts, for a list to choose from; `chosen` is a unit's code."""
    by_district: dict[Any, list[dict[str, Any]]] = {}
    for one in organisation.of_level("commune"):
        option = {"value": one.code, "label": unit_name(one), "chosen": chosen in {one.code, one.gso_code}}
        by_district.setdefault(one.parent_id, []).append(option)
    return [
        {"label": unit_name(district), "communes": by_district[district.pk]}
        for district in organisation.of_level("district")
        if district.pk in by_district
    ]


def errors_of(errors: Mapping[str, str]) -> list[dict[str, str]]:
    """For the error summary: each fault with the field that it links to."""
    return [{"name": name or "main", "message": message} for name, message in errors.items()]


def question_of(name: str) -> str:
    """The question that a field belongs to: `mother` for `mother.name`, `copies` for `copies-0-number`."""
    return name.partition(".")[0].partition("-")[0]

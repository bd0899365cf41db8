"""The catalogue's fields made ready for `portal/parts/question.html`, which writes them with the lobby's parts."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.doors.portal.pages import unit_name
from motcua.organisation import queries as organisation

KINDS = {
    "short_text": "text", "long_text": "textarea", "telephone": "tel", "yes_no": "yesno", "declaration": "many_of",
}  # fmt: skip


def shown(field: Mapping[str, Any], *, sources: Mapping[str, str]) -> dict[str, Any]:
    """One question. `look` says how it is written: leaf, group, table, place or computed."""
    if field["computed"]:
        return {"look": "computed", "label": field["label"], "value": _in_words(field)}
    if "rows" in field:
        return _table(field, sources=sources)
    if "fields" in field:
        return {
            **_leaf(field), "look": "group", "source": sources.get(field["name"], ""),
            "parts": [shown(part, sources={}) for part in field["fields"]],
        }  # fmt: skip
    if field["kind"] == "unit":
        return {**_leaf(field), "look": "place", "districts": communes(field["value"])}
    return {**_leaf(field), "look": "leaf", "source": sources.get(field["name"], "")}


def _leaf(field: Mapping[str, Any]) -> dict[str, Any]:
    kind = KINDS.get(field["kind"], field["kind"])
    if field["name"].endswith(".personal_number"):
        kind = "person_number"
    found = {
        "kind": kind, "name": field["name"], "label": field["label"], "help": field["help"], "error": field["error"],
        "value": field["value"], "optional": not field["required"], "look_of_choices": "", "unit": field.get("unit", ""),
        "autocomplete": field["attrs"].get("autocomplete", ""),
        "choices": [{k: o[k] for k in ("value", "label", "help")} for o in field["options"]],
    }  # fmt: skip
    if field["kind"] == "declaration":
        agreed = field["value"] is True
        found |= {
            "label": _("Cam đoan"), "value": ["yes"] if agreed else [],
            "choices": [{"value": "yes", "label": field["label"], "help": ""}],
        }  # fmt: skip
    found["select"] = field.get("look") == "select"
    return found


def _table(field: Mapping[str, Any], *, sources: Mapping[str, str]) -> dict[str, Any]:
    return {
        **_leaf(field), "look": "table", "may_add": field["may_add"], "source": sources.get(field["name"], ""),
        "rows": [[shown(cell, sources={}) for cell in row] for row in field["rows"]],
    }  # fmt: skip


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

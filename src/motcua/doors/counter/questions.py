"""The catalogue's questions made ready for one dense page, and what the applicant's own data answer of them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.queries import plain
from motcua.organisation import queries as organisation

KINDS = {
    "short_text": "text", "long_text": "textarea", "telephone": "tel", "yes_no": "yesno", "declaration": "many_of",
}  # fmt: skip

# The column of a `Person` that answers a part of a question about a person or an organisation.
COLUMNS = {
    "name": "full_name", "personal_number": "personal_number", "tax_code": "tax_code", "birth_date": "birth_date",
    "sex": "personal_number", "telephone": "phone", "email": "email", "address": "address",
}  # fmt: skip


def shown(field: Mapping[str, Any]) -> dict[str, Any]:
    """One question. `shape` says how it is written: leaf, group, table, place, file or computed."""
    question: dict[str, Any] = {"shape": "leaf", "field": _leaf(field)}
    if field["computed"]:
        chosen = [o["label"] for o in field["options"] if o["chosen"]]
        question |= {"shape": "computed", "value": ", ".join(chosen) or field["value"]}
    elif "rows" in field:
        question |= {"shape": "table", "rows": [[shown(cell) for cell in row] for row in field["rows"]]}
    elif "fields" in field:
        question |= {"shape": "group", "parts": [shown(part) for part in field["fields"]]}
    elif field["kind"] == "unit":
        question |= {"shape": "place"}
        question["field"]["value"] = place_name(str(field["value"]))
    elif field["kind"] == "file":
        question |= {"shape": "file"}
    return question


def _leaf(field: Mapping[str, Any]) -> dict[str, Any]:
    """In the shape of the lobby's `parts/field.html`."""
    number = field["name"].endswith(".personal_number")
    found = {
        "kind": "person_number" if number else KINDS.get(field["kind"], field["kind"]), "name": field["name"],
        "label": field["label"], "help": field["help"], "error": field["error"], "value": field["value"],
        "optional": not field["required"], "look": field.get("look", ""), "unit": field.get("unit", ""),
        "autocomplete": "off", "choices": [{k: o[k] for k in ("value", "label", "help")} for o in field["options"]],
    }  # fmt: skip
    if field["kind"] == "declaration":
        found |= {
            "label": _("Cam đoan"), "value": ["yes"] if field["value"] in (True, "yes") else [],
            "choices": [{"value": "yes", "label": field["label"], "help": ""}],
        }  # fmt: skip
    return found


def asks_places(sections: list[dict[str, Any]]) -> bool:
    """Whether a question of these asks for a commune."""
    return any(_has_place(question) for section in sections for question in section["questions"])


def _has_place(question: dict[str, Any]) -> bool:
    inner = [*question.get("parts", []), *(cell for row in question.get("rows", []) for cell in row)]
    return question["shape"] == "place" or any(_has_place(one) for one in inner)


def places() -> list[str]:
    """`Phường Hàng Bạc, Quận Hoàn Kiếm` for every commune in force: what a place is chosen from by typing."""
    return [_whole(one) for one in organisation.of_level("commune")]


def place_code(typed: str) -> str:
    """The code of the commune that was typed by name, with or without marks; else what was typed."""
    wanted = plain(typed)
    if not wanted:
        return ""
    found = [u for u in organisation.of_level("commune") if wanted in (plain(_whole(u)), plain(u.name))]
    return str(found[0].code) if len(found) == 1 else typed


def place_name(code: str) -> str:
    """How a place is written in its input."""
    found = next((u for u in organisation.of_level("commune") if code and code in (u.code, u.gso_code)), None)
    return _whole(found) if found else code


def _whole(unit: Any) -> str:
    return ", ".join(one.name for one in organisation.parents(unit)[:2])


def sources(person: Mapping[str, Any], *, commune: str = "") -> dict[str, Any]:
    """First answers by their source (`profile.name`, `organisation.tax_code`) from the columns of a `Person`."""
    number = str(person.get("personal_number", ""))
    place = {"unit": commune} if commune else {}
    parts = {
        "name": person.get("full_name"), "personal_number": number, "tax_code": person.get("tax_code"),
        "birth_date": person["birth_date"].isoformat() if person.get("birth_date") else "",
        # The fourth digit of a personal number tells century and sex: odd for women (NĐ 137/2015 art. 7).
        "sex": ("female" if int(number[3]) % 2 else "male") if number else "",
        "address": {"line": person["address"], **place} if person.get("address") else None,
        "telephone": person.get("phone"), "email": person.get("email"),
    }  # fmt: skip
    known = {name: value for name, value in parts.items() if value}
    door = "organisation" if person.get("kind") == "organisation" else "profile"
    whole = "organisation.organisation" if door == "organisation" else "profile.person"
    return {whole: known} | {f"{door}.{name}": value for name, value in known.items()}

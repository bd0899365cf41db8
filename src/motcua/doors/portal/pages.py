"""What every page of the portal is shown with."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from motcua.doors.lobby.requests import Request
from motcua.organisation import queries as organisation


def language() -> str:
    """`vi` or `en`: the language of this request."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def typed(text: str, *, most: int) -> str:
    """What somebody typed, without the control characters that no field means, cut to `most` characters."""
    return "".join(char for char in text if char == "\n" or char.isprintable() or char.isspace())[:most].strip()


def show(request: Request, template: str, words: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """The page `portal/<template>.html` with the city's name in its head."""
    return render(request, f"portal/{template}.html", {"city": city(), **words}, status=status)


def city() -> str:
    """The name of the city whose pack is loaded; nothing before one is."""
    roots = [unit for unit in organisation.of_level("city") if unit.parent_id is None]
    return unit_name(roots[0]) if roots else ""


def unit_name(unit: Any) -> str:
    """A unit's name in the reader's language."""
    return str(unit.name_en if language() == "en" and unit.name_en else unit.name)


def whole_place(unit: Any) -> str:
    """`Phường Hàng Bạc, Quận Hoàn Kiếm`: a commune with its district, other units alone."""
    above = organisation.parents(unit)[1:]
    return ", ".join(unit_name(one) for one in [unit, *(a for a in above if a.level == "district")])


def place_named(code: str) -> str:
    """A place of the address tree by its code, as `whole_place` says it; an unknown code as it is."""
    found = organisation.place(code)
    return whole_place(found) if found else code

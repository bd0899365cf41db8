"""Two versions of a procedure beside each other: every difference, by its place in the definition."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from motcua.catalogue.definition import Definition, canonical


@dataclass(frozen=True)
class Difference:
    """What stands at a place in the one and in the other; None where one of them has nothing there."""

    place: str
    before: str | None
    after: str | None


def compared(before: Definition, after: Definition) -> list[Difference]:
    """Parts with an id are compared by it, so that a row moved in a list is not a difference of all that follow."""
    old, new = dict(_leaves(json.loads(canonical(before)), "")), dict(_leaves(json.loads(canonical(after)), ""))
    places = [*old, *(place for place in new if place not in old)]
    return [
        Difference(place, old.get(place), new.get(place)) for place in places if old.get(place) != new.get(place)
    ]


def _leaves(part: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(part, dict) and part and not _is_rule(place):
        for key, value in part.items():
            yield from _leaves(value, f"{place}.{key}" if place else str(key))
    elif isinstance(part, list) and part and all(isinstance(item, dict) for item in part) and not _is_rule(place):
        for index, item in enumerate(part):
            yield from _leaves(item, f"{place}[{item.get('id') or item.get('paper') or item.get('code') or index}]")
    else:
        yield place, part if isinstance(part, str) else json.dumps(part, ensure_ascii=False)


def _is_rule(place: str) -> bool:
    """An expression is read whole."""
    return place.rpartition(".")[2] in {"when", "show_if", "required_if", "calc", "that"}

"""One word for one thing: what the code calls it and what the law calls it stand in one row of the glossary.

A row is a line of a table of `docs/glossary.md`. It counts for a thing when one cell has the word of the code in
backquotes (`receive`) and another cell has the Vietnamese label, letter for letter, as a whole term.
"""

import re
from collections.abc import Iterator

import pytest
from django.utils import translation

from motcua import casework
from motcua.dossiers import lifecycle as dossiers
from motcua.people.models import Role
from motcua.post import lifecycle as post
from motcua.results import lifecycle as results
from tests.translations import HOUSE

GLOSSARY = HOUSE.parents[1] / "docs" / "glossary.md"


def things() -> Iterator[tuple[str, str]]:
    """(word of the code, Vietnamese label) of every state, act and role; acts outside a lifecycle have no label."""
    for member in (*dossiers.State, *results.ResultState, *post.ParcelState, *Role):
        yield member.name.lower(), str(member.label)
    steps = [step for room in (dossiers, results, post) for step in room.LIFECYCLE.steps]
    yield from ((step.act, str(step.name)) for step in steps)
    yield from ((act, "") for act in casework.__all__ if act not in {step.act for step in steps})


def rows() -> list[list[str]]:
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines() if GLOSSARY.exists() else []
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]


def stands_in(row: list[str], word: str, label: str) -> bool:
    term = re.compile(rf"(?<!\w){re.escape(label)}(?!\w)")
    named = [n for n, cell in enumerate(row) if f"`{word}`" in cell]
    return any(n != m and term.search(cell) for n in named for m, cell in enumerate(row)) if label else bool(named)


@pytest.fixture(autouse=True)
def in_vietnamese():
    with translation.override("vi"):
        yield


def test_every_state_act_and_role_has_its_row_in_the_glossary():
    table = rows()
    missing = sorted({f"`{w}` {label}" for w, label in things() if not any(stands_in(row, w, label) for row in table)})
    assert missing == []


def test_every_step_and_every_role_has_a_name_for_people():
    named = [step for room in (dossiers, results, post) for step in room.LIFECYCLE.steps]
    assert [step.act for step in named if not str(step.name)] == []
    assert [role.name for role in Role if role.label.lower() == role.name.lower()] == []


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("| `receive` | Tiếp nhận | take in |", True),
        ("| Tiếp nhận | `receive`, `register` |", True),
        ("| `receive` | Tiếp nhậnn |", False),
        ("| `received` | Tiếp nhận |", False),
        ("| `receive` Tiếp nhận | |", False),
        ("| receive | Tiếp nhận |", False),
    ],
)
def test_a_row_counts_only_with_word_and_label_in_two_cells(row, found):
    assert stands_in([cell.strip() for cell in row.strip("|").split("|")], "receive", "Tiếp nhận") is found

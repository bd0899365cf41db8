"""Workbooks for the tests: the documented example, changed by a hand in Excel."""

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.cell import coordinate_to_tuple

from motcua.catalogue.definition import Definition
from motcua.catalogue.tests import example
from motcua.catalogue.workbook import CellFault, UnreadableWorkbook, from_workbook, source_of, to_workbook
from motcua.catalogue.workbook_cells import Kind
from motcua.catalogue.workbook_columns import GENERAL
from motcua.catalogue.workbook_file import Grid, at
from motcua.catalogue.workbook_layout import general, rows_of
from motcua.catalogue.workbook_read import general_keys
from motcua.catalogue.workbook_sheets import BY_TITLE, GENERAL_HEADS, GENERAL_TITLE, SHEETS


@cache
def data() -> bytes:
    return to_workbook(example.definition())


def changed(change: Callable[[Any], Any], *, start: bytes | None = None) -> bytes:
    """The example's workbook after ``change`` was made to it and it was saved."""
    book = openpyxl.load_workbook(io.BytesIO(start or data()))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cells(book: Any, sheet: str, **values: Any) -> None:
    """Write ``values`` (A2=…) into a sheet."""
    for name, value in values.items():
        book[sheet][name] = value


def column(sheet: str, head: str) -> str:
    """The letter of the column under ``head``."""
    place = [column.head for column in BY_TITLE[sheet].columns].index(head) + 1
    return at(1, place)[:-1]


def faults(data: bytes) -> list[CellFault]:
    with pytest.raises(UnreadableWorkbook) as caught:
        from_workbook(data, name="thu-tuc.xlsx")
    return caught.value.faults


def read(data: bytes) -> Definition:
    return from_workbook(data, name="thu-tuc.xlsx")


def grids(definition: Definition) -> dict[str, Grid]:
    """The cells of a workbook without zip and XML, for tests that need many."""
    found = {GENERAL_TITLE: Grid(GENERAL_TITLE)}
    whole, rows = general(definition), rows_of(definition)
    found[GENERAL_TITLE].cells = {(1, place): head for place, head in enumerate(GENERAL_HEADS, start=1)}
    for number, line in enumerate(GENERAL, start=2):
        found[GENERAL_TITLE].cells[number, 1] = line.label
        for place, (key, kind) in enumerate(general_keys(line), start=2):
            if kind is not None and key:
                _lay(found[GENERAL_TITLE], (number, place), kind, whole, key)
    for spec in SHEETS:
        grid = found[spec.title] = Grid(spec.title)
        for place, column in enumerate(spec.columns, start=1):
            grid.cells[1, place] = column.head
            for number, item in enumerate(rows[spec.title], start=2):
                _lay(grid, (number, place), column.kind, item, column.key)
    return found


def _lay(grid: Grid, place: tuple[int, int], kind: Kind, item: Any, key: str) -> None:
    for step in key.split("."):
        if not isinstance(item, dict) or step not in item:
            return
        item = item[step]
    grid.cells[place] = kind.write(item)


def said_of(sheet: str, name: str, value: Any) -> list[str]:
    """What is said when one cell of the example holds ``value``; None empties it."""
    found = grids(example.definition())
    row, place = coordinate_to_tuple(name)
    if value is None:
        del found[sheet].cells[row, place]
    else:
        found[sheet].cells[row, place] = value
    with pytest.raises(UnreadableWorkbook) as caught:
        source_of(list(found), found, name="thu-tuc.xlsx")
    return [str(fault) for fault in caught.value.faults]

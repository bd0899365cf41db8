"""A procedure as an Excel workbook, for people who write no YAML: out, in again, and nothing is lost.

The sheets, headings and messages are Vietnamese, for that is the language of the people who fill them in.
What the sheets hold is written in ``workbook_columns`` and ``workbook_sheets``; ``docs/procedure-workbook.md``
tells how to fill one in.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from motcua.catalogue.definition import Definition, Path
from motcua.catalogue.workbook_build import Cell, built
from motcua.catalogue.workbook_cells import TooLong
from motcua.catalogue.workbook_faults import place_of, placed
from motcua.catalogue.workbook_file import CellFault, Grid, UnreadableWorkbook, opened
from motcua.catalogue.workbook_layout import general, rows_of
from motcua.catalogue.workbook_read import book_of, wanted
from motcua.catalogue.workbook_sheets import BY_TITLE, GENERAL_TITLE
from motcua.catalogue.workbook_write import written

__all__ = [
    "CellFault",
    "TooLong",
    "UnreadableWorkbook",
    "WorkbookSource",
    "empty_workbook",
    "from_workbook",
    "read_workbook",
    "to_workbook",
]

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class WorkbookSource:
    """A definition together with the cells of its parts."""

    definition: Definition
    places: dict[Path, Cell] = field(repr=False)

    def fault(self, path: Path, message: str) -> CellFault:
        """Something that is wrong at ``path`` (as the lint names it), at its cell."""
        return CellFault(*place_of(path, self.places), message)


def to_workbook(definition: Definition) -> bytes:
    """``definition`` as the bytes of an .xlsx file; ``from_workbook`` makes the same definition of them.

    Raises ``TooLong`` when a text (which can only be an expression) does not fit into a cell of Excel.
    """
    return written(general(definition), rows_of(definition))


def empty_workbook() -> bytes:
    """The template: all sheets, headings and lists, and nothing filled in but the format's version."""
    return written({"format": 1}, {})


def from_workbook(data: bytes, *, name: str) -> Definition:
    """The procedure that a workbook describes; ``name`` is the file's name, for messages.

    Raises ``UnreadableWorkbook``, whose ``faults`` say in Vietnamese, by sheet and cell, all that is wrong.
    """
    return read_workbook(data, name=name).definition


def read_workbook(data: bytes, *, name: str) -> WorkbookSource:
    """As ``from_workbook``, keeping where each part stands."""
    titles, grids = opened(data, name=name, wanted=wanted())
    return source_of(titles, grids, name=name)


def source_of(titles: list[str], grids: dict[str, Grid], *, name: str) -> WorkbookSource:
    """As ``read_workbook``, from the grids of the sheets; ``titles`` are all that the workbook has."""
    book = book_of(titles, grids)
    made = built(book)
    try:
        definition = Definition.model_validate(made.data)
    except ValidationError as error:
        known = [fault for fault in placed(error, made.places, said=book.unreadable()) if _is_new(fault, book.faults)]
        raise UnreadableWorkbook(_in_order([*book.faults, *known]), name=name) from error
    if book.faults:
        raise UnreadableWorkbook(_in_order(book.faults), name=name)
    return WorkbookSource(definition=definition, places=made.places)


def _is_new(fault: CellFault, known: Sequence[CellFault]) -> bool:
    """False for what only follows from a sheet that is not there."""
    return not any(other.sheet == fault.sheet and not other.cell for other in known)


def _in_order(faults: Sequence[CellFault]) -> list[CellFault]:
    order = {title: place for place, title in enumerate((GENERAL_TITLE, *BY_TITLE))}
    return sorted(dict.fromkeys(faults), key=lambda fault: order.get(fault.sheet, -1))

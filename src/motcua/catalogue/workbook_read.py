"""The grids of a workbook read by their headings: rows of values, each with the cell it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from motcua.catalogue.workbook_cells import Bad, CellValue, Kind, same
from motcua.catalogue.workbook_columns import GENERAL, GeneralRow, SheetSpec
from motcua.catalogue.workbook_file import CellFault, Grid, at
from motcua.catalogue.workbook_sheets import BY_TITLE, CHOICES, GENERAL_HEADS, GENERAL_TITLE, GUIDE, NOTES, SHEETS

Item = dict[str, Any]


@dataclass
class Row:
    """One line: its values as nested data, and for each column's key its cell, whether filled or not."""

    sheet: str
    values: Item = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)

    def take(self, key: str) -> Any:
        """The value of ``key``, taken out of the row; None for nothing."""
        return self.values.pop(key, None)

    def fault(self, key: str, message: str) -> CellFault:
        """A fault in the cell of ``key``."""
        return CellFault(self.sheet, self.cells.get(key, ""), message)


@dataclass
class Book:
    """All that a workbook says: the lines of its sheets, and what is wrong with its cells."""

    general: dict[str, Row] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)

    def unreadable(self) -> set[tuple[str, str]]:
        """The cells about which something is said already."""
        return {(fault.sheet, fault.cell) for fault in self.faults}


def wanted() -> set[str]:
    """The titles of the sheets that are read."""
    return {GENERAL_TITLE, *BY_TITLE}


def book_of(titles: list[str], grids: dict[str, Grid]) -> Book:
    """The rows of all sheets. Faults are collected, not raised."""
    book = Book()
    book.faults += _titles(titles, set(grids))
    for grid in grids.values():
        book.faults += grid.faults
    if GENERAL_TITLE in grids:
        _read_general(grids[GENERAL_TITLE], book)
    for spec in SHEETS:
        book.rows[spec.title] = _read_sheet(spec, grids[spec.title], book) if spec.title in grids else []
    return book


def _titles(titles: list[str], found: set[str]) -> Iterator[CellFault]:
    for title in (GENERAL_TITLE, *BY_TITLE):
        if title not in found:
            yield CellFault(title, "", "Thiếu trang này. Thêm lại từ mẫu; không có gì để ghi thì để trang trống.")
    for title in titles:
        if title not in found and title not in (GUIDE, CHOICES) and not same(title).startswith(same(NOTES)):
            said = f"Trang này không có trong mẫu. Xóa đi, hoặc đổi tên bắt đầu bằng “{NOTES}” để giữ làm ghi chú."
            yield CellFault(title, "", said)


def _put(item: Item, key: str, value: Any) -> None:
    *parents, last = key.split(".")
    for parent in parents:
        item = item.setdefault(parent, {})
    item[last] = value


def _read_cell(row: Row, key: str, kind: Kind, cell: CellValue, book: Book) -> None:
    try:
        _put(row.values, key, kind.read(cell))
    except Bad as bad:
        book.faults.append(row.fault(key, str(bad)))


def _heads(grid: Grid) -> Iterator[tuple[int, CellValue]]:
    return ((column, cell) for (row, column), cell in sorted(grid.cells.items()) if row == 1)


def _read_sheet(spec: SheetSpec, grid: Grid, book: Book) -> list[Row]:
    known = {same(column.head): column for column in spec.columns}
    columns = {}
    for place, head in _heads(grid):
        column = known.pop(same(str(head)), None)
        if column is None:
            said = f"Không có cột “{str(head)[:40]}” trong mẫu, hoặc cột có hai lần. Sửa tên hoặc xóa cột."
            book.faults.append(CellFault(grid.title, at(1, place), said))
        columns[place] = column
    for column in known.values():
        said = f"Thiếu cột “{column.head}”. Thêm lại tên cột vào dòng 1; không có gì để ghi thì để trống bên dưới."
        book.faults.append(CellFault(grid.title, "1:1", said))
    return [row for number in grid.rows if number > 1 and (row := _read_row(number, columns, grid, book))]


def _read_row(number: int, columns: dict[int, Any], grid: Grid, book: Book) -> Row:
    row = Row(grid.title, cells={column.key: at(number, place) for place, column in columns.items() if column})
    for (line, place), cell in grid.cells.items():
        if line != number:
            continue
        if place not in columns:
            said = "Ô này nằm ngoài các cột có tên. Chuyển vào đúng cột hoặc xóa."
            book.faults.append(CellFault(grid.title, at(number, place), said))
        elif (column := columns[place]) is not None:
            _read_cell(row, column.key, column.kind, cell, book)
    return row


def _read_general(grid: Grid, book: Book) -> None:
    places: dict[str, int] = {}
    known = {same(head) for head in GENERAL_HEADS}
    for place, head in _heads(grid):
        if same(str(head)) in known:
            places.setdefault(same(str(head)), place)
        else:
            said = f"Không có cột “{str(head)[:40]}” trong mẫu. Sửa tên hoặc xóa cột."
            book.faults.append(CellFault(grid.title, at(1, place), said))
    heads = [places.get(same(head), 0) for head in GENERAL_HEADS]
    for head, place in zip(GENERAL_HEADS[:6], heads, strict=False):
        if not place:
            book.faults.append(CellFault(grid.title, "1:1", f"Thiếu cột “{head}”. Thêm lại tên cột vào dòng 1."))
    if not all(heads[:6]):
        return
    labels = {same(row.label): row for row in GENERAL}
    for number in grid.rows:
        label = grid.cells.get((number, heads[0]))
        if number == 1 or (label is None and set(_filled(grid, number)) <= {heads[6]}):
            continue
        line = labels.pop(same(str(label)), None)
        if line is None:
            said = f"“{str(label or '')[:40]}” không có trong mẫu, hoặc có hai lần. Sửa lại tên mục."
            book.faults.append(CellFault(grid.title, at(number, heads[0]), said))
        else:
            book.general[line.label] = _general_row(line, number, heads, grid, book)


def _filled(grid: Grid, number: int) -> Iterator[int]:
    return (column for row, column in grid.cells if row == number)


def _general_row(line: GeneralRow, number: int, heads: list[int], grid: Grid, book: Book) -> Row:
    row = Row(grid.title)
    keys = general_keys(line)
    for (key, kind), place in zip(keys, heads[1:6], strict=True):
        cell = grid.cells.get((number, place))
        name = at(number, place)
        if key and kind is not None:
            row.cells[key] = name
            if cell is not None:
                _read_cell(row, key, kind, cell, book)
        elif cell is not None:
            book.faults.append(CellFault(grid.title, name, "Ô này không dùng đến. Xóa nội dung."))
    return row


def general_keys(line: GeneralRow) -> list[tuple[str, Kind | None]]:
    """What the five cells beside the label of ``line`` hold: key and kind, "" for a cell that is not used."""
    plain = Kind()
    found: list[tuple[str, Kind | None]] = [(line.key, line.kind), (line.english, plain)]
    for name in ("mark", "source", "approved_by"):
        found.append((f"{line.fact}.{name}" if line.fact else "", plain))
    return found

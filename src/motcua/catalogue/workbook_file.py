"""Opening a workbook that somebody else made: bounded, nothing executed, every sheet as a plain grid.

A workbook is a zip of XML. What it unpacks to is bounded before anything is parsed, document types (and with
them entities) are refused, and openpyxl only streams the cells: it expands no merged range and follows no link.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from xml.etree import ElementTree

import openpyxl
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils import get_column_letter

from motcua.catalogue.workbook_cells import CellValue

MAX_BYTES = 5_000_000
MAX_UNPACKED = 20_000_000
MAX_PARTS = 400
MAX_ROWS = 3_000
MAX_COLUMNS = 100
MAX_FAULTS = 200

_LAST_ROW = 1_048_576
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MERGE = re.compile(rb"<(?:[A-Za-z0-9]+:)?mergeCell\s[^>]*?\bref=[\"']([A-Z0-9:]{1,40})[\"']")
_WHOLE_FILE = "Tệp"


@dataclass(frozen=True)
class CellFault:
    """One fault: on which sheet, in which cell ("" for the whole), and in Vietnamese what to do."""

    sheet: str
    cell: str
    message: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}: {self.message}" if self.cell else f"{self.sheet}: {self.message}"


class UnreadableWorkbook(ValueError):
    """A file that is no workbook of a procedure; ``faults`` say where and why, all of them."""

    def __init__(self, faults: list[CellFault], *, name: str) -> None:
        self.faults = faults[:MAX_FAULTS]
        self.name = name
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass
class Grid:
    """The cells of one sheet that are not empty, by (row, column) from 1, and what cannot be read in it."""

    title: str
    cells: dict[tuple[int, int], CellValue] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)

    @property
    def rows(self) -> list[int]:
        """The rows in which something stands."""
        return sorted({row for row, _column in self.cells})


def at(row: int, column: int) -> str:
    """The name of a cell: at(4, 2) is B4."""
    return f"{get_column_letter(column)}{row}"


def opened(data: bytes, *, name: str, wanted: set[str]) -> tuple[list[str], dict[str, Grid]]:
    """All titles of the workbook, and the grids of the ``wanted`` sheets. Raises ``UnreadableWorkbook``."""
    try:
        _check_parts(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not know about drawings is no news to anybody
            return _grids(data, wanted=wanted)
    except _Refused as refused:
        raise UnreadableWorkbook([CellFault(_WHOLE_FILE, "", str(refused))], name=name) from refused
    except Exception as error:  # a damaged file makes the library fail in any way
        said = "Không đọc được: tệp hỏng hoặc không phải sổ Excel. Mở bằng Excel, lưu lại dạng .xlsx rồi thử lại."
        raise UnreadableWorkbook([CellFault(_WHOLE_FILE, "", said)], name=name) from error


class _Refused(Exception):
    """A file that is not even opened."""


def _check_parts(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise _Refused(f"Tệp quá lớn: {len(data):,} byte, nhiều nhất {MAX_BYTES:,}.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _Refused("Tệp .xls cũ hoặc có mật khẩu. Bỏ mật khẩu, lưu lại dạng .xlsx rồi thử lại.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError) as error:
        raise _Refused("Tệp không phải sổ Excel (.xlsx).") from error
    with archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise _Refused("Tệp quá lớn sau khi giải nén. Xóa hình ảnh, định dạng và các dòng trống thừa.")
        names = {part.filename.lower() for part in parts}
        if any(name.endswith("vbaproject.bin") for name in names):
            raise _Refused("Tệp có macro (.xlsm) nên không được nhận. Lưu lại dạng .xlsx.")
        if "xl/workbook.xml" not in names:
            raise _Refused("Tệp không phải sổ Excel dạng .xlsx. Lưu lại dạng .xlsx rồi thử lại.")
        for part in parts:
            _check_part(archive, part)


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    try:
        content = archive.read(part)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise _Refused("Tệp hỏng hoặc có mật khẩu: không giải nén được. Lưu lại dạng .xlsx rồi thử lại.") from error
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00"))  # XML in UTF-16 would hide a DOCTYPE
    if is_wide or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _Refused("Tệp có phần XML không được phép. Mở bằng Excel, lưu lại dạng .xlsx rồi thử lại.")
    if part.filename == "[Content_Types].xml" and b"macroEnabled" in content:
        raise _Refused("Tệp có macro (.xlsm) nên không được nhận. Lưu lại dạng .xlsx.")


def _grids(data: bytes, *, wanted: set[str]) -> tuple[list[str], dict[str, Grid]]:
    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        merged = _merged(data)
        grids = {}
        for sheet in workbook.worksheets:
            if sheet.title in wanted:
                grids[sheet.title] = _grid(sheet, merged=merged.get(sheet.title, []))
        return list(workbook.sheetnames), grids
    finally:
        workbook.close()


def _grid(sheet: Any, *, merged: list[str]) -> Grid:
    grid = Grid(title=sheet.title)
    for ref in merged[:20]:
        grid.faults.append(CellFault(grid.title, ref, "Các ô này bị gộp. Bỏ gộp ô (Unmerge) rồi ghi vào từng ô."))
    rows = sheet.iter_rows(min_row=1, max_row=_LAST_ROW, max_col=MAX_COLUMNS)
    gap: Any = None  # openpyxl fills the gaps up to the last row, maybe the millionth, with one and the same tuple
    for row, cells in enumerate(rows, start=1):
        if cells is gap:
            continue
        if all(cell is EMPTY_CELL for cell in cells):
            gap = cells
            continue
        for column, cell in enumerate(cells, start=1):
            value = cell.value
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            if row > MAX_ROWS:
                said = f"Trang có chữ sau dòng {MAX_ROWS}. Xóa phần thừa."
                grid.faults.append(CellFault(grid.title, at(row, column), said))
                return grid
            _keep(grid, (row, column), value, kind=cell.data_type)
    return grid


def _keep(grid: Grid, place: tuple[int, int], value: Any, *, kind: str) -> None:
    if kind == "f":
        said = "Ô là công thức. Chép ô rồi dán lại chỉ giá trị (Paste values)."
        grid.faults.append(CellFault(grid.title, at(*place), said))
    elif kind == "e":
        grid.faults.append(CellFault(grid.title, at(*place), f"Ô có lỗi {str(value)[:20]}. Ghi lại giá trị."))
    elif isinstance(value, time):
        grid.cells[place] = value.isoformat("seconds" if value.second else "minutes")
    elif isinstance(value, str | int | float | bool | date):
        grid.cells[place] = value
    else:
        grid.faults.append(CellFault(grid.title, at(*place), "Không hiểu ô này. Định dạng ô là Text rồi ghi lại."))


def _merged(data: bytes) -> dict[str, list[str]]:
    """The merged ranges of each sheet by its title."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {one.get("Id"): str(one.get("Target")) for one in relations}
        for sheet in _sheets(ElementTree.fromstring(archive.read("xl/workbook.xml"))):
            target = targets.get(sheet.get(_RELATION), "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if path in archive.namelist():
                refs = _MERGE.findall(archive.read(path))
                found[str(sheet.get("name"))] = [ref.decode() for ref in refs]
    return found


def _sheets(workbook: ElementTree.Element) -> Iterator[ElementTree.Element]:
    return (one for one in workbook.iter() if one.tag.rpartition("}")[2] == "sheet")

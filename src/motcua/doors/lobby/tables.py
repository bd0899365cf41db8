"""A list as a file, row by row: CSV and XLSX of any length in the memory of a few hundred rows."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any
from xml.sax.saxutils import escape

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from motcua.doors.lobby.words import day_words, moment_words

ROWS_AT_ONCE = 500
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# XML knows no other control characters; a cell that begins so would be a formula to a spreadsheet.
_UNSAYABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Row = Iterable[Any]


def table(kind: str, *, name: str, head: list[str], rows: Iterable[Row]) -> HttpResponseBase:
    """The answer that carries the file. `kind` is csv or xlsx."""
    stream = xlsx(head=head, rows=rows) if kind == "xlsx" else comma_separated(head=head, rows=rows)
    response = StreamingHttpResponse(stream, content_type=KINDS[kind])
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind}") or "attachment"
    return response


def comma_separated(*, head: list[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """CSV (RFC 4180) in UTF-8 with the mark by which spreadsheets know it; no cell is taken for a formula."""
    yield b"\xef\xbb\xbf" + _lines([head])
    for some in _some(rows):
        yield _lines([[_harmless(cell) for cell in row] for row in some])


def xlsx(*, head: list[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """One sheet of text and numbers, written while it is sent: nothing is kept but what is on its way."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as file:
        for path, text in _PARTS.items():
            file.writestr(path, text)
        with file.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(_SHEET_HEAD + _row(head, style=1))
            yield pipe.taken()
            for some in _some(rows):
                sheet.write(b"".join(_row(row) for row in some))
                yield pipe.taken()
            sheet.write(b"</sheetData></worksheet>")
    yield pipe.taken()


class _Pipe:
    """What has been written and not yet sent; `zipfile` writes to it front to back, without a way back."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, some: bytes, /) -> int:
        self.parts.append(bytes(some))
        return len(some)

    def flush(self) -> None:
        return

    def close(self) -> None:
        return

    def taken(self) -> bytes:
        found, self.parts = b"".join(self.parts), []
        return found


def _some(rows: Iterable[Row]) -> Iterator[list[Row]]:
    each = iter(rows)
    while found := list(islice(each, ROWS_AT_ONCE)):
        yield found


def _lines(rows: list[list[Any]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def _harmless(cell: Any) -> Any:
    said = _said(cell)
    return f"'{said}" if isinstance(said, str) and said.startswith(_FORMULA) else said


def _said(cell: Any) -> str | int:
    if isinstance(cell, datetime):
        return moment_words(cell)
    if isinstance(cell, date):
        return day_words(cell)
    return cell if isinstance(cell, int) and not isinstance(cell, bool) else "" if cell is None else str(cell)


def _row(cells: Row, *, style: int = 0) -> bytes:
    return f"<row>{''.join(_cell(_said(cell), style) for cell in cells)}</row>".encode()


def _cell(said: str | int, style: int) -> str:
    if isinstance(said, int):
        return f'<c s="{style}"><v>{said}</v></c>'
    if not said:
        return f'<c s="{style}"/>'
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(_UNSAYABLE.sub("", said))}</t></is></c>'


_NAMES = "http://schemas.openxmlformats.org"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPES = f"{_NAMES}/package/2006/content-types"
_SHEETS = f"{_NAMES}/spreadsheetml/2006/main"
_OFFICE = f"{_NAMES}/officeDocument/2006/relationships"
_RELATIONS = f"{_NAMES}/package/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f'{_XML}<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'{_XML}<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{_XML}<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
    f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{_OFFICE}/styles" '
    'Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'{_XML}<styleSheet xmlns="{_SHEETS}"><fonts count="2"><font/><font><b/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2">'
    '<xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
_SHEET_HEAD = f'{_XML}<worksheet xmlns="{_SHEETS}"><sheetData>'.encode()

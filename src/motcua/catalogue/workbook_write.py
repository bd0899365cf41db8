"""Writing the workbook: headings with comments, drop-down lists, cells that Excel leaves alone."""

import io
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from motcua.catalogue.workbook_cells import CellValue, Kind
from motcua.catalogue.workbook_columns import GENERAL, Column, GeneralRow, SheetSpec
from motcua.catalogue.workbook_layout import Item, Rows
from motcua.catalogue.workbook_read import general_keys
from motcua.catalogue.workbook_sheets import CHOICES, GENERAL_HEADS, GENERAL_TITLE, GUIDE, SHEETS

_READY = 200  # rows that are formatted and have their lists
_HEAD = PatternFill("solid", fgColor="1F3A5F")
_LABEL = PatternFill("solid", fgColor="E8EEF5")
_WRAP = Alignment(wrap_text=True, vertical="top")
_MISSING: Any = object()
_EPOCH = datetime(2020, 1, 1)

_GUIDANCE = (
    "Mỗi trang một phần của thủ tục; mỗi dòng một thứ; dòng 1 là tên cột. Đưa chuột lên tên cột để đọc cách điền.",
    "1. “Thông tin chung”: điền cột Nội dung. Mã địa chỉ không đổi về sau.",
    "2. “Thẩm quyền”: đơn vị nào nhận. “Kênh và thời hạn”: mỗi kênh đang mở một dòng.",
    "3. “Phí, lệ phí”, “Giấy tờ”, “Trường hợp”, “Kết quả”, “Căn cứ pháp lý”: chép từ quyết định công bố.",
    "4. “Biểu mẫu”, “Câu hỏi”, “Lựa chọn”, “Kiểm tra”: tờ khai điện tử.",
    "5. “Quy trình”: các bước và số giờ; tổng số giờ không quá thời hạn. “Văn bản”: văn bản in ra.",
    "Mức xác minh: V đã đọc văn bản, S theo nguồn khác, R nhớ lại. V và S phải ghi nguồn; R hiện là “chờ xác minh”.",
    "Không gộp ô, không dùng công thức, không đổi tên trang và tên cột. Cột không cần thì để trống.",
    "Trang có tên bắt đầu bằng “Ghi chú” là của riêng bạn và không được đọc vào.",
    "Nộp lại tệp: mỗi lỗi được báo theo trang và ô, ví dụ “Thông tin chung!B4”.",
    "⟦0020⟧ trong một ô là một ký tự đặc biệt (ở đây: dấu cách ở đầu hoặc cuối). Cứ để nguyên.",
)


def written(general: Item, rows: Rows) -> bytes:
    """The workbook with these contents, as the bytes of an .xlsx file."""
    book = Workbook()
    book.properties.created = book.properties.modified = _EPOCH
    book.properties.creator = "motcua"
    lists = _Lists()
    _guide(book.worksheets[0])
    _general(book.create_sheet(GENERAL_TITLE), general, lists)
    for spec in SHEETS:
        _sheet(book.create_sheet(spec.title), spec, rows.get(spec.title, []), lists)
    lists.write(book.create_sheet(CHOICES))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class _Lists:
    """The drop-down lists, each kept once on the last sheet: Excel takes only short lists in place."""

    def __init__(self) -> None:
        self.columns: dict[tuple[str, ...], tuple[int, str]] = {}

    def range_of(self, choices: tuple[str, ...], *, head: str) -> str:
        """The cells that hold ``choices``, as a formula names them."""
        place, _head = self.columns.setdefault(choices, (len(self.columns) + 1, head))
        letter = get_column_letter(place)
        return f"'{CHOICES}'!${letter}$2:${letter}${len(choices) + 1}"

    def write(self, sheet: Any) -> None:
        """Write the lists down."""
        for choices, (place, head) in self.columns.items():
            _head(sheet, place, head, help_="Các mục chọn được.", width=24)
            for number, choice in enumerate(choices, start=2):
                _set(sheet.cell(number, place), choice, is_text=True)


def _guide(sheet: Any) -> None:
    sheet.title = GUIDE
    sheet.column_dimensions["A"].width = 110
    for number, line in enumerate(("Sổ khai thủ tục hành chính", *_GUIDANCE), start=1):
        cell = sheet.cell(number, 1, line)
        cell.alignment = _WRAP
        cell.font = Font(bold=number == 1, size=14 if number == 1 else 11)


def _general(sheet: Any, general: Item, lists: _Lists) -> None:
    helps = ("", "Nội dung bằng tiếng Việt.", "Bản tiếng Anh.", "V, S hoặc R.", "Ghi ở đâu.", "Ai cho dùng.", "")
    widths = (24, 50, 34, 12, 30, 22, 60)
    for place, (head, help_, width) in enumerate(zip(GENERAL_HEADS, helps, widths, strict=True), start=1):
        _head(sheet, place, head, help_=help_, width=width)
    sheet.freeze_panes = "B2"
    for number, line in enumerate(GENERAL, start=2):
        _general_row(sheet, number, line, general, lists)


def _general_row(sheet: Any, number: int, line: GeneralRow, general: Item, lists: _Lists) -> None:
    label = sheet.cell(number, 1, line.label)
    label.font, label.fill, label.alignment = Font(bold=True), _LABEL, _WRAP
    sheet.cell(number, len(GENERAL_HEADS), line.help).alignment = _WRAP
    for place, (key, kind) in enumerate(general_keys(line), start=2):
        cell = sheet.cell(number, place)
        cell.alignment = _WRAP
        if not key or kind is None:
            cell.fill = PatternFill("solid", fgColor="D9D9D9")
            continue
        _write(cell, kind, _found(general, key))
        choices = ("V", "S", "R") if key.endswith(".mark") else kind.choices
        if choices:
            _offer(sheet, cell.coordinate, lists.range_of(choices, head=line.label), strict=_is_strict(kind))


def _sheet(sheet: Any, spec: SheetSpec, rows: list[Item], lists: _Lists) -> None:
    for place, column in enumerate(spec.columns, start=1):
        about = f"{spec.about}\n\n{column.help}" if place == 1 else column.help
        _head(sheet, place, column.head, help_=about, width=column.width)
        letter, last = get_column_letter(place), max(_READY, len(rows) + 50)
        cells = f"{letter}2:{letter}{last}"
        if column.kind.choices:
            source = lists.range_of(column.kind.choices, head=column.head)
            _offer(sheet, cells, source, strict=_is_strict(column.kind))
        elif column.offers:
            source = f"'{column.offers}'!$A$2:$A${_READY}"
            _offer(sheet, cells, source, strict=False)
        if column.kind.is_text:
            sheet.column_dimensions[letter].number_format = "@"
    sheet.freeze_panes = "A2"
    for number, item in enumerate(rows, start=2):
        _row(sheet, number, spec.columns, item)


def _row(sheet: Any, number: int, columns: tuple[Column, ...], item: Item) -> None:
    for place, column in enumerate(columns, start=1):
        value = _found(item, column.key)
        if value is not _MISSING:
            cell = sheet.cell(number, place)
            cell.alignment = _WRAP
            _write(cell, column.kind, value)


def _write(cell: Any, kind: Kind, value: Any) -> None:
    if value is not _MISSING:
        _set(cell, kind.write(value), is_text=kind.is_text)
    elif kind.is_text:
        cell.number_format = "@"


def _set(cell: Any, value: CellValue, *, is_text: bool) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula, whatever it begins with
        cell.number_format = "@"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    elif is_text:
        cell.number_format = "@"


def _found(item: Item, key: str) -> Any:
    value: Any = item
    for step in key.split("."):
        if not isinstance(value, dict) or step not in value:
            return _MISSING
        value = value[step]
    return value


def _head(sheet: Any, place: int, head: str, *, help_: str, width: int) -> None:
    cell = sheet.cell(1, place, head)
    cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.column_dimensions[get_column_letter(place)].width = width
    if help_:
        cell.comment = Comment(help_, "motcua", width=320, height=40 + 20 * (len(help_) // 40 + 1))


def _is_strict(kind: Kind) -> bool:
    """Whether nothing but one of the choices may be typed; several of them, or a unit, may be written out."""
    return type(kind).__name__ in ("Choice", "Yes")


def _offer(sheet: Any, cells: str, source: str, *, strict: bool) -> None:
    offered = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=strict)
    offered.error, offered.errorTitle = "Chọn một mục của danh sách.", "Không có trong danh sách"
    sheet.add_data_validation(offered)
    offered.add(cells)

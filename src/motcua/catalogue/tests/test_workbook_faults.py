"""What is wrong with a workbook is said by sheet and cell, all of it at once; hostile files are refused unread."""

import io
import time
import zipfile
from datetime import datetime
from typing import Any

import pytest
from openpyxl.worksheet.formula import ArrayFormula

from motcua.catalogue.tests import workbooks
from motcua.catalogue.tests.workbooks import changed, column, faults, said_of
from motcua.catalogue.workbook import empty_workbook
from motcua.catalogue.workbook_cells import Rule
from motcua.catalogue.workbook_file import MAX_BYTES, MAX_UNPACKED

GENERAL = "Thông tin chung"


def said(data: bytes) -> list[str]:
    return [str(fault) for fault in faults(data)]


def one(sheet: str, name: str, value: Any) -> list[str]:
    """What is said when one cell holds ``value``."""
    return said(changed(lambda book: workbooks.cells(book, sheet, **{name: value})))


@pytest.mark.parametrize(
    ("sheet", "head", "value", "words"),
    [
        (GENERAL, "B4", None, "Thiếu “Tên thủ tục”"),
        (GENERAL, "B3", "Mượn nhà", "chữ thường không dấu"),
        (GENERAL, "B9", "31/2/2020", "không phải ngày"),
        (GENERAL, "B9", datetime(2020, 1, 1, 15), "không kèm giờ"),
        (GENERAL, "B10", "1/1/2019", "đứng trước"),
        (GENERAL, "B16", "Công dân, người trời", "“người trời” không có trong danh sách"),
        (GENERAL, "B17", "có lẽ", "không có trong danh sách"),
        (GENERAL, "B19", "25:00", "giờ và phút"),
        (GENERAL, "D4", "V", "không dùng đến"),
        (GENERAL, "A4", "Tên của thủ tục", "không có trong mẫu"),
        ("Mã thủ tục", "Mã", 1.001193, "Mã phải ở dạng chữ"),
        ("Mã thủ tục", "Nguồn", None, "Mức xác minh S phải có nguồn"),
        ("Thẩm quyền", "Nơi giải quyết", "ở trên", "Cấp trên: Cấp huyện"),
        ("Kênh và thời hạn", "Kênh", "Fax", "Trực tiếp; Trực tuyến; Bưu chính"),
        ("Kênh và thời hạn", "Thời hạn: số", "ba", "không phải số nguyên"),
        ("Kênh và thời hạn", "Thời hạn: số", 2.5, "số nguyên"),
        ("Kênh và thời hạn", "Thời hạn: số", None, "Điền số"),
        ("Kênh và thời hạn", "Thời hạn: đơn vị", None, "Chọn đơn vị"),
        ("Phí, lệ phí", "Kênh", "Bưu chính", "không có ở trang “Kênh và thời hạn”"),
        ("Phí, lệ phí", "Cách tính", '{"*": [{“var”: 1}]}', "nháy thẳng"),
        ("Phí, lệ phí", "Cách tính", '{"system": 1}', "không phải phép tính"),
        ("Phí, lệ phí", "Cách tính", '{"*": [1], "*": [2]}', "không phải JSON dùng được"),
        ("Trường hợp", "Tên", datetime(2020, 1, 1), "đổi ô này thành ngày"),
        ("Giấy tờ", "Bản chính", -1, "từ 0 trở lên"),
        ("Giấy tờ theo trường hợp", "Trường hợp", "nowhere", "không có ở trang “Trường hợp”"),
        ("Câu hỏi", "Loại", None, "Chọn loại câu hỏi"),
        ("Câu hỏi", "Số tệp nhiều nhất", 3, "không dùng cho loại “Người”"),
        ("Câu hỏi", "Phần", "x", "không có ở trang “Biểu mẫu”"),
        ("Lựa chọn", "Câu hỏi", "purpos", "không có ở trang “Câu hỏi”"),
        ("Quy trình", "Vai", "Giám đốc", "không có trong danh sách"),
        ("Quy trình", "Số giờ", "1.500", "nghìn hoặc phần lẻ"),
        ("Quy trình", "Số giờ", 0, "lớn hơn 0"),
        ("Quy trình", "Tên bước", None, "không được để trống"),
    ],
)
def test_a_fault_is_said_at_its_cell(sheet: str, head: str, value: Any, words: str) -> None:
    name = head if sheet == GENERAL else f"{column(sheet, head)}2"
    found = said_of(sheet, name, value)
    assert any(line.startswith(f"{sheet}!{name}: ") and words in line for line in found), found


@pytest.mark.parametrize(
    ("sheet", "head", "value", "where", "words"),
    [
        ("Kênh và thời hạn", "Thời hạn: đơn vị", "Ngay trong ngày", "Thời hạn: số", "không có số"),
        ("Kênh và thời hạn", "Kênh", "Trực tuyến", "Kênh", "đã có dòng ở trên"),
        ("Phí, lệ phí", "Trường hợp", "show", "Kênh", "đúng một trong ba"),
        ("Phí, lệ phí", "Số tiền (đồng)", 5, "Cách tính", "không ghi cả hai"),
    ],
)
def test_two_cells_that_do_not_go_together_are_said_at_one_of_them(
    sheet: str, head: str, value: Any, where: str, words: str
) -> None:
    found = said_of(sheet, f"{column(sheet, head)}2", value)
    assert any(line.startswith(f"{sheet}!{column(sheet, where)}") and words in line for line in found), found


def test_a_day_that_became_a_number_is_not_guessed() -> None:
    def spoil(book: Any) -> None:
        book[GENERAL]["B9"].number_format = "General"
        workbooks.cells(book, GENERAL, B9=43831)

    assert said(changed(spoil)) == [
        "Thông tin chung!B9: Ô có số 43831, không phải ngày. Định dạng ô là Date, hoặc ghi chữ như 2020-06-09."
    ]


def test_all_faults_are_said_at_once() -> None:
    def spoil(book: Any) -> None:
        workbooks.cells(book, GENERAL, B3="Sai", B9="mai", B4="=A1")
        workbooks.cells(book, "Kết quả", B2="Gì đó", C2=None)
        workbooks.cells(book, "Quy trình", **{f"{column('Quy trình', 'Số giờ')}3": "lâu"})

    found = [line.split(":")[0] for line in said(changed(spoil))]
    wanted = ["Thông tin chung!B3", "Thông tin chung!B4", "Thông tin chung!B9", "Kết quả!B2", "Kết quả!C2"]
    assert sorted(found) == sorted([*wanted, f"Quy trình!{column('Quy trình', 'Số giờ')}3"])


def test_merged_cells_are_named() -> None:
    assert "Giấy tờ!A2:A4: Các ô này bị gộp. Bỏ gộp ô (Unmerge) rồi ghi vào từng ô." in said(
        changed(lambda book: book["Giấy tờ"].merge_cells("A2:A4"))
    )


@pytest.mark.parametrize("formula", ["=1+1", "=HYPERLINK(A1)", ArrayFormula("B4", "=SUM(A1:A2)")])
def test_a_formula_is_refused_and_never_calculated(formula: Any) -> None:
    assert any(line.startswith("Thông tin chung!B4: Ô là công thức") for line in one(GENERAL, "B4", formula))


def test_an_error_value_is_refused() -> None:
    assert any(line.startswith("Thông tin chung!B4: Ô có lỗi #N/A") for line in one(GENERAL, "B4", "#N/A"))


def test_a_missing_sheet_is_missed_and_nothing_is_guessed() -> None:
    assert said(changed(lambda book: book.remove(book["Phí, lệ phí"]))) == [
        "Phí, lệ phí: Thiếu trang này. Thêm lại từ mẫu; không có gì để ghi thì để trang trống."
    ]


def test_a_sheet_too_many_is_refused_unless_it_holds_notes() -> None:
    (found,) = said(changed(lambda book: book.create_sheet("Phí 2")))
    assert found.startswith("Phí 2: Trang này không có trong mẫu")
    workbooks.read(changed(lambda book: book.create_sheet("Ghi chú của Hoa")))


def test_a_heading_too_many_or_too_few_is_named() -> None:
    found = one("Kết quả", "A1", "Mã số")
    assert any(line.startswith("Kết quả!A1: Không có cột “Mã số”") for line in found)
    assert any(line.startswith("Kết quả!1:1: Thiếu cột “Mã”") for line in found)


def test_a_value_beside_the_columns_is_not_lost_silently() -> None:
    assert any(line.startswith("Kết quả!AZ2: Ô này nằm ngoài") for line in one("Kết quả", "AZ2", "quên"))


def test_columns_and_rows_may_change_places() -> None:
    def move(book: Any) -> None:
        sheet = book["Văn bản"]
        for row in sheet.iter_rows(min_row=1, max_row=3):
            row[0].value, row[1].value = row[1].value, row[0].value
        sheet.insert_rows(2, 3)

    assert workbooks.read(changed(move)) == workbooks.read(workbooks.data())


def test_an_old_or_locked_workbook_is_refused_with_advice() -> None:
    assert said(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600) == [
        "Tệp: Tệp .xls cũ hoặc có mật khẩu. Bỏ mật khẩu, lưu lại dạng .xlsx rồi thử lại."
    ]


def rezipped(data: bytes, **parts: bytes | None) -> bytes:
    """The workbook with parts added, replaced or (None) taken out; ``__`` in a name is a slash."""
    named = {name.replace("__", "/").replace("DOT", "."): content for name, content in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in named:
                new.writestr(part.filename, old.read(part))
        for name, content in named.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"%PDF-1.7", b"a;b;c\n1;2;3", "Tên;Mã".encode("utf-16"), b"PK\x03\x04" + b"x" * 500, b"\0" * 100],
)
def test_what_is_no_workbook_is_refused_with_a_sentence(data: bytes) -> None:
    (fault,) = faults(data)
    assert fault.sheet == "Tệp" and "Excel" in fault.message


def test_another_kind_of_zip_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "dạng .xlsx" in faults(out.getvalue())[0].message
    for part in ("xl__workbookDOTxml", "[Content_Types]DOTxml", "xl___rels__workbookDOTxmlDOTrels"):
        assert faults(rezipped(workbooks.data(), **{part: b"<x/>"}))
        assert faults(rezipped(workbooks.data(), **{part: None}))


def test_macros_are_refused() -> None:
    assert "macro" in faults(rezipped(workbooks.data(), xl__vbaProjectDOTbin=b"\0"))[0].message
    with zipfile.ZipFile(io.BytesIO(workbooks.data())) as archive:
        types = archive.read("[Content_Types].xml").replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml", 1)
    assert "macro" in faults(rezipped(workbooks.data(), **{"[Content_Types]DOTxml": types}))[0].message


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    started = time.perf_counter()
    bomb = rezipped(workbooks.data(), xl__mediaDOTbin=b"\0" * (MAX_UNPACKED + 1))
    assert len(bomb) < 500_000
    assert "sau khi giải nén" in faults(bomb)[0].message
    many = rezipped(workbooks.data(), **{f"xl__m{number}": b"" for number in range(500)})
    assert "sau khi giải nén" in faults(many)[0].message
    assert time.perf_counter() - started < 20


def test_a_huge_file_is_refused_unread() -> None:
    assert "quá lớn" in faults(b"PK\x03\x04" + b"\0" * MAX_BYTES)[0].message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_grow_are_refused(encoding: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><sst>&b;</sst>'.encode(encoding)
    assert "XML" in faults(rezipped(workbooks.data(), xl__sharedStringsDOTxml=bomb))[0].message


def sheet_replaced(xml: str) -> bytes:
    """The example with the cells of its second sheet (Thông tin chung) written by hand."""
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return rezipped(workbooks.data(), xl__worksheets__sheet2DOTxml=f"{head}{xml}</worksheet>".encode())


def test_a_sheet_as_large_as_the_moon_is_not_walked() -> None:
    started = time.perf_counter()
    far = '<sheetData><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    assert faults(sheet_replaced(far))
    near = far.replace("XFD1048576", "A1048576")
    assert any("sau dòng" in line for line in said(sheet_replaced(near)))
    merged = '<sheetData/><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert any(line.startswith("Thông tin chung!A1:XFD1048576") for line in said(sheet_replaced(merged)))
    linked = '<sheetData/><hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'
    assert faults(sheet_replaced(linked))
    assert time.perf_counter() - started < 30


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B4"><v>nan</v></c>',
        '<c r="B4" t="s"><v>99999</v></c>',
        '<c r="B4" t="s"><v>-1</v></c>',
        '<c r="ZZZZ4"><v>1</v></c>',
        '<c r="4B"><v>1</v></c>',
        '<c r="B4" t="zzz"><v>1</v></c>',
        '<c r="B4" s="9999"><v>1</v></c>',
        '<c r="B9" t="d"><v>2020-99-99</v></c>',
        '<c r="B4"><v>' + "9" * 5000 + "</v></c>",
        "<c><v>1</v>",
    ],
)
def test_a_damaged_sheet_is_a_sentence_never_a_crash(cell: str) -> None:
    assert faults(sheet_replaced(f'<sheetData><row r="4">{cell}</row></sheetData>'))


def test_an_expression_nested_without_end_is_refused() -> None:
    name = f"{column('Trường hợp', 'Khi')}2"
    assert any(line.startswith(f"Trường hợp!{name}: ") for line in one("Trường hợp", name, "[" * 30_000))
    deep = '{"!": ' * 40 + "1" + "}" * 40
    assert any("lồng quá 24 tầng" in line for line in one("Trường hợp", name, deep))


@pytest.mark.parametrize("text", ['"\\ud800"', '"\\u0000"', "NaN", '{"a": 1, "a": 2}', "9" * 5000, "{'a': 1}"])
def test_json_that_could_not_be_kept_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"Điều kiện không phải JSON|Ô có ký tự"):
        Rule().read(text)


def test_the_template_can_be_opened_again_and_again() -> None:
    assert said(empty_workbook()) == said(changed(lambda book: None, start=empty_workbook()))

"""Lists as files: what comes out is what went in, no cell is a formula, and memory does not grow with the rows."""

import csv
import io
import tracemalloc
from datetime import UTC, datetime

import openpyxl

from motcua.doors.lobby.tables import comma_separated, xlsx

HEAD = ["Mã hồ sơ", "Tên", "Số"]
ROWS = [
    ["H26-1", "Công Tằng Tôn Nữ <Huyền> & \"Trang\"\x07", 12],
    ["=HYPERLINK(1)", datetime(2020, 6, 9, 7, 30, tzinfo=UTC), None],
]


def test_a_spreadsheet_reads_what_was_written():
    file = io.BytesIO(b"".join(xlsx(head=HEAD, rows=ROWS)))
    sheet = openpyxl.load_workbook(file).active
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert found == [
        HEAD, ["H26-1", 'Công Tằng Tôn Nữ <Huyền> & "Trang"', 12], ["=HYPERLINK(1)", "09/06/2020 14:30", None],
    ]  # fmt: skip
    assert sheet["A3"].data_type != "f"


def test_in_a_comma_separated_file_no_cell_is_taken_for_a_formula():
    raw = b"".join(comma_separated(head=HEAD, rows=ROWS))
    found = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert found[0] == HEAD and found[2] == ["'=HYPERLINK(1)", "09/06/2020 14:30", ""]


def test_a_long_list_needs_no_more_memory_than_a_short_one():
    def most(rows):
        tracemalloc.start()
        for make in (xlsx, comma_separated):
            for _part in make(head=HEAD, rows=(["H26", "Nguyễn Thị Lan" * 4, n] for n in range(rows))):
                pass
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert most(40_000) < most(4_000) * 1.5 + 200_000

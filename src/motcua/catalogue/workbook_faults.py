"""What a definition refuses, said in plain Vietnamese at the cell that it stands in."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from motcua.catalogue.definition import Path
from motcua.catalogue.workbook_columns import GENERAL
from motcua.catalogue.workbook_file import CellFault
from motcua.catalogue.workbook_units import QUESTIONS

Cell = tuple[str, str]

_PATTERNS = {
    "[a-z][a-z0-9]*(-[a-z0-9]+)*": "chữ thường không dấu và số, nối bằng gạch nối, như dang-ky-ket-hon",
    "[a-z][a-z0-9]*(_[a-z0-9]+)*": "chữ thường không dấu và số, nối bằng gạch dưới, như giay_chung_sinh",
    "[a-z][a-z0-9]*([_-][a-z0-9]+)*": "chữ thường không dấu và số, nối bằng gạch nối",
    "[a-z][a-z0-9_]*": "chữ thường không dấu và số, nối bằng gạch dưới",
    "[A-Za-z0-9][A-Za-z0-9._-]*": "chữ không dấu, số, dấu chấm, gạch",
    "[A-Za-z0-9][A-Za-z0-9./-]*": "chữ không dấu, số, dấu chấm, gạch",
    "(last_hour|([01][0-9]|2[0-3]):[0-5][0-9])": "giờ và phút như 15:00, hoặc last_hour",
}

_RULES: tuple[tuple[str, str, str], ...] = (
    (r"a fact marked (\w) needs its source", "source", "Mức xác minh {0} phải có nguồn. Điền nguồn, hoặc ghi R."),
    (r"a limit has exactly one of.*", "", "Thời hạn phải có đúng một đơn vị."),
    (r"counting goes only with.*", "counting", "Cách tính chỉ dùng với Ngày làm việc. Xóa ô này."),
    (r"a fee line has amount_vnd or calc.*", "calc", "Ghi số tiền hoặc cách tính, không ghi cả hai."),
    (r"a variant says for whom.*", "units", "Ghi biến thể này cho ai: các đơn vị, cấp hoặc loại đơn vị."),
    (r"effective_to lies before.*", "effective_to", "Ngày hết hiệu lực đứng trước ngày có hiệu lực."),
    (r"at least one channel.*", "channels", "Phải có ít nhất một kênh."),
    (r"a date is written.*", "", "Ghi ngày như 2020-06-09."),
    (r"must be a number", "", "Ô này cần một số."),
    (r"an expression is nested at most (\d+) deep", "", "Điều kiện lồng quá {0} tầng. Viết gọn lại."),
    (r"an expression has at most (\d+) parts", "", "Điều kiện có quá {0} phần. Viết gọn lại."),
    (r"an operation is an object.*", "", "Mỗi phép tính là một {{…}} có đúng một khóa, là tên phép tính."),
    (r"“(.*)” is not an operator.*", "", "“{0}” không phải phép tính của JSON Logic."),
    (r"“(.*)” takes (.*) arguments, not (\d+)", "", "Phép tính “{0}” không nhận {2} giá trị."),
    (r"the name of a variable.*", "", "Tên câu hỏi trong var phải viết ra, không tính được."),
    (r"an expression is plain JSON.*", "", "Điều kiện không phải JSON."),
)


def placed(error: ValidationError, places: Mapping[Path, Cell], *, said: set[Cell]) -> Iterator[CellFault]:
    """The faults of ``error`` with their cells; nothing about the cells of which something is ``said`` already."""
    for detail in error.errors(include_url=False):
        path, message = _at(detail)
        sheet, cell = place_of(path, places)
        if (sheet, cell) not in said and not (detail["type"] == "missing" and (sheet, "1:1") in said):
            said = said | {(sheet, cell)} if cell else said
            yield CellFault(sheet, cell, message)


def place_of(path: Path, places: Mapping[Path, Cell]) -> Cell:
    """The cell of the nearest thing that stands in the workbook at ``path``; steps that it lacks are passed over."""
    known: Path = ()
    for step in path:
        if (*known, step) in places:
            known = (*known, step)
    return places[known]


def _at(detail: ErrorDetails) -> tuple[Path, str]:
    path = tuple(detail["loc"])
    if detail["type"] in ("union_tag_invalid", "union_tag_not_found"):
        return (*path, "type"), "Chọn loại câu hỏi; cột của bảng không nhận mọi loại."
    if detail["type"] == "value_error":
        return _rule(path, detail["msg"].removeprefix("Value error, "))
    return path, _sentence(detail, path)


def _rule(path: Path, message: str) -> tuple[Path, str]:
    for pattern, key, sentence in _RULES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return (*path, key) if key else path, sentence.format(*found.groups())
    return path, f"Giá trị này không dùng được ({message[:120]})."


def _sentence(detail: ErrorDetails, path: Path) -> str:
    bounds: dict[str, Any] = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return f"Thiếu “{label}”. Điền vào." if (label := _label(path)) else "Ô này không được để trống."
        case "extra_forbidden":
            kind = next((QUESTIONS[str(step)] for step in reversed(path) if step in QUESTIONS), "")
            return f"Ô này không dùng {f'cho loại “{kind}”' if kind else 'ở đây'}. Xóa nội dung."
        case "literal_error" | "enum":
            return "Giá trị này không có trong danh sách. Chọn một mục của danh sách."
        case "string_pattern_mismatch":
            pattern = str(bounds.get("pattern", "")).removeprefix("^").removesuffix("$")
            return f"Sai cách viết: cần {_PATTERNS.get(pattern, 'như phần chú thích của cột')}."
        case "string_too_long":
            return f"Dài quá {bounds['max_length']} ký tự. Viết gọn lại."
        case "string_too_short":
            return "Ô này không được để trống."
        case "too_short":
            return "Phải có ít nhất một dòng hoặc một mục."
        case "too_long":
            return f"Có quá {bounds['max_length']} mục. Bớt đi."
        case "greater_than_equal" | "greater_than":
            sign = "từ" if detail["type"].endswith("equal") else "lớn hơn"
            return f"Số phải {sign} {next(iter(bounds.values()))}" + (" trở lên." if sign == "từ" else ".")
        case "less_than_equal" | "less_than":
            return f"Số không được quá {next(iter(bounds.values()))}."
        case "int_type" | "int_from_float":
            return "Ô này cần một số nguyên."
        case "string_type":
            return "Ô này cần chữ."
        case "bool_type":
            return "Ghi Có hoặc Không."
        case _:
            return f"Giá trị này không dùng được ({detail['msg'][:120]})."


def _label(path: Path) -> str:
    """How the first sheet calls what is missing; "" for the other sheets, where the cell says it."""
    name = ".".join(str(step) for step in path)
    return next((row.label for row in GENERAL if name and (row.key == name or row.key.startswith(f"{name}."))), "")

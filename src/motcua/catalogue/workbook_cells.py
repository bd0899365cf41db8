"""One cell of a workbook: how each kind of value is written into it and read out of it again.

What a cell cannot hold as it is (blanks at the ends, control characters, an empty text) is written as
``⟦HHHH⟧``, the character's number in hexadecimal, or ``⟦⟧`` for nothing, so that no text is lost.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

CellValue = str | int | float | bool | date | datetime | None

MAX_CELL = 32_767  # characters that Excel keeps in a cell; the rest would be cut off silently
EXACT = 10**15  # Excel keeps fifteen digits of a number
NO_BOUND = "không giới hạn"
EMPTY = "(trống)"

_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff⟦]|_(?=x[0-9A-Fa-f]{4}_)|x(?=005F_)")
_ESCAPED = re.compile(r"⟦([0-9A-Fa-f]{4,6})?⟧")
_OF_EXCEL = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Bad(ValueError):
    """A cell that does not hold what its column asks for; the message says in Vietnamese what to do."""


class TooLong(ValueError):
    """A text that no cell can hold (more than 32,767 characters)."""


def encoded(text: str) -> str:
    """``text`` as a cell holds it; ``decoded`` gives it back. Raises ``TooLong``."""
    core = text.strip()
    begin = len(text) - len(text.lstrip()) if core else 0
    ends = (text[:begin], text[begin + len(core) :])
    found = _numbers(ends[0]) + _UNSAFE.sub(lambda match: _numbers(match[0]), core) + _numbers(ends[1])
    found = found or "⟦⟧"
    if len(found.encode("utf-16-le")) // 2 > MAX_CELL:
        raise TooLong(f"a text of {len(text):,} characters does not fit into a cell")
    return found


def _numbers(characters: str) -> str:
    return "".join(f"⟦{ord(character):04X}⟧" for character in characters)


def decoded(text: str) -> str:
    """What ``encoded`` wrote, or what a person typed: without blanks at the ends. Raises ``Bad``."""
    typed = _OF_EXCEL.sub(lambda match: chr(int(match[1], 16)), text)
    typed = typed.replace("\r\n", "\n").replace("\r", "\n").strip()
    try:
        found = _ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else "", typed)
    except (ValueError, OverflowError) as error:
        raise Bad("Ô có ký tự không đọc được. Ghi lại ô này.") from error
    if "\x00" in found or any("\ud800" <= character <= "\udfff" for character in found):
        raise Bad("Ô có ký tự không dùng được. Ghi lại ô này.")
    return found


def same(text: str) -> str:
    """``text`` for comparing headings and choices: one spelling of marks, small letters, single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@dataclass(frozen=True)
class Kind:
    """What a column holds. Here: words in one cell."""

    def write(self, value: Any) -> CellValue:
        """The cell for ``value``."""
        return encoded(value)

    def read(self, cell: CellValue) -> Any:
        """The value of a cell that is not empty. Raises ``Bad``."""
        if isinstance(cell, bool):
            raise Bad("Ô này cần chữ, không phải TRUE/FALSE.")
        if isinstance(cell, date):
            raise Bad("Excel đã đổi ô này thành ngày. Định dạng ô là Text rồi ghi lại.")
        if isinstance(cell, int | float):
            return self.of_number(cell)
        return decoded(cell or "")

    def of_number(self, cell: int | float) -> str:
        """Words that consist of digits only."""
        if float(cell).is_integer() and abs(cell) < EXACT:
            return str(int(cell))
        raise Bad("Excel đã đổi ô này thành số. Định dạng ô là Text rồi ghi lại.")

    @property
    def choices(self) -> tuple[str, ...]:
        """What the drop-down list offers; empty for no list."""
        return ()

    @property
    def is_text(self) -> bool:
        """Whether the cells are formatted as text, so that Excel changes nothing."""
        return True


@dataclass(frozen=True)
class Code(Kind):
    """A code: a number would have lost its zeros."""

    def of_number(self, cell: int | float) -> str:
        raise Bad(f"Mã phải ở dạng chữ, không phải số ({cell}). Định dạng ô là Text rồi ghi lại đủ các chữ số.")


@dataclass(frozen=True)
class Lines(Kind):
    """A list of texts, one in a line."""

    def write(self, value: Any) -> CellValue:
        joined = "\n".join(encoded(item).replace("\n", "⟦000A⟧") for item in value)
        if len(joined.encode("utf-16-le")) // 2 > MAX_CELL:
            raise TooLong("a list does not fit into a cell")
        return joined

    def read(self, cell: CellValue) -> Any:
        if not isinstance(cell, str):
            return [super().read(cell)]
        lines = re.split(r"\r\n|\r|\n", _OF_EXCEL.sub(lambda match: chr(int(match[1], 16)), cell))
        return [decoded(line) for line in lines if line.strip()]


@dataclass(frozen=True)
class Codes(Code):
    """A list of codes with commas, semicolons or line ends between them."""

    def write(self, value: Any) -> CellValue:
        return encoded(", ".join(value))

    def read(self, cell: CellValue) -> Any:
        return [item for item in re.split(r"[,;\s]+", super().read(cell)) if item]


@dataclass(frozen=True)
class Choice(Kind):
    """One of a list; the cell shows the Vietnamese label, the code is understood too."""

    labels: Mapping[str, str] = field(default_factory=dict)

    def write(self, value: Any) -> CellValue:
        return self.labels[value]

    def read(self, cell: CellValue) -> Any:
        return self.code(super().read(cell))

    def code(self, typed: str) -> str:
        """The code of what was typed. Raises ``Bad``."""
        for code, label in self.labels.items():
            if same(typed) in (same(label), code):
                return code
        raise Bad(f"“{typed[:40]}” không có trong danh sách. Chọn một trong: {'; '.join(self.labels.values())}.")

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(self.labels.values())


@dataclass(frozen=True)
class Choices(Choice):
    """Several of a list, in their order, with commas or semicolons between them."""

    def write(self, value: Any) -> CellValue:
        return ", ".join(self.labels[item] for item in value)

    def read(self, cell: CellValue) -> Any:
        if not isinstance(cell, str):
            raise Bad(f"Ghi một hay nhiều mục, cách nhau bằng dấu phẩy, trong: {'; '.join(self.labels.values())}.")
        return [self.code(item.strip()) for item in re.split(r"[,;\n]", decoded(cell)) if item.strip()]


@dataclass(frozen=True)
class Yes(Choice):
    """Yes or no."""

    labels: Mapping[str, str] = field(default_factory=lambda: {"true": "Có", "false": "Không"})

    def write(self, value: Any) -> CellValue:
        return self.labels["true" if value else "false"]

    def read(self, cell: CellValue) -> Any:
        if isinstance(cell, bool):
            return cell
        if isinstance(cell, str) and same(cell) == "x":
            return True
        return super().read(cell) == "true"


@dataclass(frozen=True)
class Whole(Kind):
    """A whole number, perhaps with dots between the thousands."""

    def write(self, value: Any) -> CellValue:
        if isinstance(value, int):
            return value if abs(value) < EXACT else str(value)
        if isinstance(value, float):
            return value if value == float(f"{value:.15g}") and not value.is_integer() else repr(value)
        return encoded(value)

    def read(self, cell: CellValue) -> Any:
        if isinstance(cell, bool | date):
            raise Bad("Ô này cần một số. Định dạng ô là Number rồi ghi lại.")
        if isinstance(cell, int | float):
            return self.of_number(cell)
        return self.of_text(decoded(cell or ""))

    def of_number(self, cell: int | float) -> Any:
        if isinstance(cell, float) and not cell.is_integer():
            raise Bad(f"Ô này cần một số nguyên, không phải {cell}.")
        return int(cell)

    def of_text(self, text: str) -> Any:
        """A number that is typed as text. Raises ``Bad``."""
        if re.fullmatch(r"[+-]?[0-9]{1,300}", text):
            return int(text)
        if re.fullmatch(r"[+-]?[0-9]{1,3}([. \u00a0][0-9]{3})+", text):
            return int(re.sub(r"[. \u00a0]", "", text))
        raise Bad(f"“{text[:40]}” không phải số nguyên. Ghi bằng chữ số, ví dụ 15000.")

    @property
    def is_text(self) -> bool:
        return False


@dataclass(frozen=True)
class WholeOrEmpty(Whole):
    """A whole number, or the words for a group of cells that is there but says nothing."""

    def of_text(self, text: str) -> Any:
        return EMPTY if text == EMPTY else super().of_text(text)


@dataclass(frozen=True)
class Number(Whole):
    """A number, whole or not."""

    def of_number(self, cell: int | float) -> Any:
        return cell

    def of_text(self, text: str) -> Any:
        if re.fullmatch(r"[+-]?[0-9]{1,300}", text):
            return int(text)
        if re.fullmatch(r"[+-]?[0-9]{1,3}[.,][0-9]{3}", text) and not text.startswith("0"):
            raise Bad(f"“{text}” có thể là nghìn hoặc phần lẻ. Ghi lại không có dấu chấm, phẩy, hoặc để ô là số.")
        if re.fullmatch(r"[+-]?[0-9]{1,300}([.,][0-9]{1,300})?([eE][+-]?[0-9]{1,3})?", text):
            found = float(text.replace(",", "."))
            if abs(found) != float("inf"):
                return found
        raise Bad(f"“{text[:40]}” không phải số. Ghi bằng chữ số, ví dụ 0,5.")


@dataclass(frozen=True)
class DayCell(Kind):
    """A day; kept as YYYY-MM-DD."""

    def write(self, value: Any) -> CellValue:
        day = date.fromisoformat(value)
        return day if day.year > 1900 else value

    def read(self, cell: CellValue) -> Any:
        if isinstance(cell, datetime):
            if cell.time().replace(microsecond=0).isoformat() != "00:00:00":
                raise Bad("Ô này cần một ngày, không kèm giờ.")
            return cell.date().isoformat()
        if isinstance(cell, date):
            return cell.isoformat()
        if isinstance(cell, int | float):
            raise Bad(f"Ô có số {cell}, không phải ngày. Định dạng ô là Date, hoặc ghi chữ như 2020-06-09.")
        return _day(decoded(cell or ""))

    @property
    def is_text(self) -> bool:
        return False


def _day(text: str) -> str:
    """A day in words of digits, as YYYY-MM-DD. Raises ``Bad``."""
    typed = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text)
    try:
        if typed:
            return date(int(typed[3]), int(typed[2]), int(typed[1])).isoformat()
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise Bad(f"“{text[:40]}” không phải ngày. Ghi như 2020-06-09 hoặc 9/6/2020.")


@dataclass(frozen=True)
class Bound(Number):
    """The least or greatest answer: a number, a day, or that there is none."""

    def write(self, value: Any) -> CellValue:
        if value is None:
            return NO_BOUND
        return DayCell().write(value) if isinstance(value, str) else super().write(value)

    def read(self, cell: CellValue) -> Any:
        if isinstance(cell, date):
            return DayCell().read(cell)
        return super().read(cell)

    def of_text(self, text: str) -> Any:
        if same(text) == NO_BOUND:
            return None
        return _day(text) if re.search(r"[0-9][/-][0-9]", text) else super().of_text(text)


@dataclass(frozen=True)
class Rule(Kind):
    """A condition or calculation in JSON Logic, as text."""

    def write(self, value: Any) -> CellValue:
        return encoded(json.dumps(value, ensure_ascii=False, allow_nan=False))

    def read(self, cell: CellValue) -> Any:
        if isinstance(cell, date):
            raise Bad("Ô này cần một điều kiện JSON Logic, không phải ngày.")
        if not isinstance(cell, str):
            return cell
        text = decoded(cell)
        try:
            found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
            json.dumps(found, ensure_ascii=False, allow_nan=False).encode()
        except json.JSONDecodeError as error:
            advice = ' Thay dấu nháy cong “ ” bằng dấu nháy thẳng ".' if re.search("[“”]", text) else ""
            raise Bad(f"Điều kiện không phải JSON: sai từ ký tự thứ {error.pos + 1}.{advice}") from error
        except (ValueError, RecursionError) as error:
            raise Bad("Điều kiện không phải JSON dùng được. Ghi lại ô này.") from error
        if "\\u0000" in json.dumps(found):
            raise Bad("Ô có ký tự không dùng được. Ghi lại ô này.")
        return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("the same key twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")

"""The operators of JSON Logic on values, with the meaning that the reference implementation gives them.

JSON Logic takes its comparisons and conversions from ECMAScript; each function here names what it follows.
Values are plain JSON. Not a number stays a float NaN inside an expression and leaves it as None.
"""

import math
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

Operator = Callable[..., Any]

MAX_TEXT = 20_000
MAX_LIST = 2_000
EXACT = 2**53
NAN = float("nan")

_DECIMAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


class TooMuch(ValueError):
    """An expression that wants more than its bound of work, text or list."""


def truthy(value: Any) -> bool:
    """What counts as true: everything but false, null, 0, NaN, "" and the empty list; {} is true."""
    if isinstance(value, float):
        return value == value and value != 0
    return True if isinstance(value, dict) else bool(value)


def number(value: Any) -> int | float:
    """ECMAScript's ToNumber on JSON values."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float):
        return value
    if value is None:
        return 0
    if isinstance(value, str):
        return _number_of_text(value.strip())
    if isinstance(value, list):
        return number(text(value))
    return NAN


def _number_of_text(value: str) -> int | float:
    if not value:
        return 0
    if len(value) > 40 or not _DECIMAL.fullmatch(value):
        return NAN
    return _bounded(float(value)) if not value.lstrip("+-").isdigit() else _bounded(int(value))


def leading_number(value: Any) -> int | float:
    """ECMAScript's parseFloat: the number that the text begins with, else NaN."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    found = _DECIMAL.match(text(value).strip()[:400])
    return _number_of_text(found.group()) if found else NAN


def text(value: Any) -> str:
    """ECMAScript's ToString on JSON values."""
    if isinstance(value, str):
        return value
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _text_of_float(value)
    if isinstance(value, list):
        return ",".join("" if item is None else text(item) for item in value)
    return "[object Object]" if isinstance(value, dict) else str(value)


def _text_of_float(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return str(int(value)) if value.is_integer() and abs(value) < 1e21 else repr(value)


def _bounded(value: int | float) -> int | float:
    """Whole numbers stay whole while they are exact, as in ECMAScript's doubles; so none grows for ever."""
    return float(value) if isinstance(value, int) and abs(value) > EXACT else value


def loosely_equal(a: Any, b: Any) -> bool:
    """ECMAScript's ``==``: converts between text, numbers and booleans; null equals only null."""
    if a is None or b is None:
        return a is b
    if isinstance(a, list | dict) and isinstance(b, list | dict):
        return a is b
    if isinstance(a, str) and isinstance(b, str):
        return a == b
    if isinstance(a, list | dict) and isinstance(b, str):
        return text(a) == b
    if isinstance(b, list | dict) and isinstance(a, str):
        return a == text(b)
    return number(a) == number(b)


def strictly_equal(a: Any, b: Any) -> bool:
    """ECMAScript's ``===``: no conversion; lists and objects are equal only to themselves."""
    if isinstance(a, bool) or isinstance(b, bool) or a is None or b is None:
        return a is b
    if isinstance(a, int | float) and isinstance(b, int | float):
        return a == b
    if isinstance(a, str) and isinstance(b, str):
        return a == b
    return a is b


def _less(a: Any, b: Any) -> bool:
    left, right = _comparable(a), _comparable(b)
    if isinstance(left, str) and isinstance(right, str):
        return left < right
    return number(left) < number(right)


def _at_most(a: Any, b: Any) -> bool:
    left, right = _comparable(a), _comparable(b)
    if isinstance(left, str) and isinstance(right, str):
        return left <= right
    return number(left) <= number(right)


def _comparable(value: Any) -> Any:
    return text(value) if isinstance(value, list | dict) else value


def less(a: Any, b: Any, *more: Any) -> bool:
    """``a < b``, or ``a < b < c``; texts are compared as texts, so ISO dates in their order."""
    return _less(a, b) and (not more or _less(b, more[0]))


def at_most(a: Any, b: Any, *more: Any) -> bool:
    """``a <= b``, or ``a <= b <= c``."""
    return _at_most(a, b) and (not more or _at_most(b, more[0]))


def add(*values: Any) -> int | float:
    """The sum; one text alone is turned into its number."""
    total: int | float = 0
    for value in values:
        total = _bounded(total + leading_number(value))
    return total


def multiply(first: Any, *more: Any) -> Any:
    """The product; a single argument comes back as it is."""
    product = first
    for value in more:
        product = _bounded(leading_number(product) * leading_number(value))
    return product


def subtract(a: Any, *more: Any) -> int | float:
    """``a - b``, or ``-a``."""
    return _bounded(number(a) - number(more[0])) if more else -number(a)


def divide(a: Any, b: Any) -> float | int:
    """``a / b``; by zero it is infinite or not a number, which leaves the expression as None."""
    left, right = number(a), number(b)
    if right == 0:
        return NAN if left == 0 or left != left else math.copysign(math.inf, left)
    if isinstance(left, int) and isinstance(right, int) and left % right == 0:
        return left // right
    return left / right


def remainder(a: Any, b: Any) -> float | int:
    """The rest of ``a / b`` with the sign of ``a``."""
    left, right = number(a), number(b)
    if right == 0 or left != left or right != right or math.isinf(left):
        return NAN
    return math.fmod(left, right)


def smallest(*values: Any) -> int | float:
    """The least of the numbers."""
    numbers = [number(value) for value in values]
    return NAN if any(value != value for value in numbers) else min(numbers)


def largest(*values: Any) -> int | float:
    """The greatest of the numbers."""
    numbers = [number(value) for value in values]
    return NAN if any(value != value for value in numbers) else max(numbers)


def contained(needle: Any, hay: Any) -> bool:
    """Whether a list holds the value (strictly), or a text the text."""
    if isinstance(hay, list):
        return any(strictly_equal(needle, item) for item in hay)
    return isinstance(hay, str) and bool(hay) and text(needle) in hay


def joined(*values: Any) -> str:
    """The texts one after the other; null is nothing."""
    parts = ["" if value is None else text(value) for value in values]
    if sum(map(len, parts)) > MAX_TEXT:
        raise TooMuch(f"cat makes a text of more than {MAX_TEXT:,} characters")
    return "".join(parts)


def part_of(source: Any, start: Any, *more: Any) -> str:
    """``substr``: from ``start`` (from the end when negative), so many characters, or all but so many."""
    whole = text(source)
    tail = whole[_whole(start) :] if _whole(start) >= -len(whole) else whole
    if not more or more[0] is None:
        return tail if not more else ""
    return tail[: _whole(more[0])] if _whole(more[0]) >= -len(tail) else ""


def _whole(value: Any) -> int:
    found = number(value)
    return (
        int(found) if math.isfinite(found) else (0 if found != found else int(math.copysign(MAX_TEXT, found)))
    )


def merged(*values: Any) -> list[Any]:
    """One list of all the lists and values."""
    found: list[Any] = []
    for value in values:
        found.extend(value if isinstance(value, list) else [value])
        if len(found) > MAX_LIST:
            raise TooMuch(f"merge makes a list of more than {MAX_LIST:,} values")
    return found


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def days_between(start: Any, end: Any) -> int | None:
    """Days from one ISO date to the other, negative when the second is earlier; None without two dates."""
    first, last = _day(start), _day(end)
    return (last - first).days if first and last else None


def years_between(start: Any, end: Any) -> int | None:
    """Full years from one ISO date to the other, so an age; None without two dates."""
    first, last = _day(start), _day(end)
    if first is None or last is None:
        return None
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def date_add(day: Any, amount: Any, unit: Any) -> str | None:
    """The ISO date so many "days", "months" or "years" later; the month's last where it has no such day."""
    first, steps = _day(day), number(amount)
    if first is None or steps != steps or abs(steps) > 100_000:
        return None
    try:
        if unit == "days":
            return (first + timedelta(days=int(steps))).isoformat()
        months = first.year * 12 + first.month - 1 + int(steps) * (12 if unit == "years" else 1)
        year, month = divmod(months, 12)
        following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
        return date(year, month + 1, min(first.day, (following - timedelta(days=1)).day)).isoformat()
    except (ValueError, OverflowError):
        return None


def count(*values: Any) -> int:
    """How many members a list has; null has none."""
    items = values[0]
    return len(items) if isinstance(items, list) else int(items is not None)


EAGER: dict[str, tuple[Operator, int, int | None]] = {
    "==": (loosely_equal, 2, 2),
    "!=": (lambda a, b: not loosely_equal(a, b), 2, 2),
    "===": (strictly_equal, 2, 2),
    "!==": (lambda a, b: not strictly_equal(a, b), 2, 2),
    "<": (less, 2, 3),
    "<=": (at_most, 2, 3),
    ">": (lambda a, b: _less(b, a), 2, 2),
    ">=": (lambda a, b: _at_most(b, a), 2, 2),
    "!": (lambda a: not truthy(a), 1, 1),
    "!!": (truthy, 1, 1),
    "+": (add, 0, None),
    "-": (subtract, 1, 2),
    "*": (multiply, 1, None),
    "/": (divide, 2, 2),
    "%": (remainder, 2, 2),
    "min": (smallest, 1, None),
    "max": (largest, 1, None),
    "in": (contained, 2, 2),
    "cat": (joined, 0, None),
    "substr": (part_of, 2, 3),
    "merge": (merged, 0, None),
    "days_between": (days_between, 2, 2),
    "years_between": (years_between, 2, 2),
    "date_add": (date_add, 3, 3),
    "count": (count, 1, 1),
}
"""Operator → function, least and greatest number of arguments. The last four are our own."""

"""Dates, money, sizes and spans of time as people here write them. Pure: no clock, no request."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, ngettext

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
WORKING_DAY_MINUTES = 8 * 60
SOON_MINUTES = WORKING_DAY_MINUTES


@dataclass(frozen=True, slots=True)
class Chip:
    """A word with a sign and a colour: `kind` is one of go, done, soon, late, wait, plain."""

    kind: str
    sign: str
    word: str


def day_words(value: date) -> str:
    """`09/06/2020`: a moment by its day in Hà Nội; a moment without a zone is refused (ValueError)."""
    return (_in_hanoi(value) if isinstance(value, datetime) else value).strftime("%d/%m/%Y")


def moment_words(value: datetime) -> str:
    """`09/06/2020 14:30`, in Hà Nội. A moment without a zone is refused (ValueError)."""
    return _in_hanoi(value).strftime("%d/%m/%Y %H:%M")


def number_words(value: int) -> str:
    """`1.250.000`"""
    return f"{value:,}".replace(",", ".")


def money_words(amount_vnd: int) -> str:
    """`1.250.000 đ`, held together by a space that does not break."""
    return f"{number_words(amount_vnd)}\N{NO-BREAK SPACE}đ"


def size_words(size_bytes: int) -> str:
    """`340 KB`, `2,4 MB`: thousands of bytes, one figure after the comma from a megabyte up."""
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000))}\N{NO-BREAK SPACE}KB"
    megabytes = f"{size_bytes / 1_000_000:.1f}".removesuffix(".0").replace(".", ",")
    return f"{megabytes}\N{NO-BREAK SPACE}MB"


def span_words(minutes: int, *, day_minutes: int = WORKING_DAY_MINUTES) -> str:
    """`1 ngày 3 giờ`, `2 giờ`, `45 phút`: the largest units that say enough; what is smaller is dropped."""
    days, rest = divmod(abs(minutes), day_minutes)
    hours, left = divmod(rest, 60)
    parts = [
        ngettext("%(n)d ngày", "%(n)d ngày", days) % {"n": days} if days else "",
        ngettext("%(n)d giờ", "%(n)d giờ", hours) % {"n": hours} if hours else "",
        ngettext("%(n)d phút", "%(n)d phút", left) % {"n": left} if not days and not hours else "",
    ]
    return " ".join(part for part in parts if part)


def time_left_chip(minutes: int, *, day_minutes: int = WORKING_DAY_MINUTES) -> Chip:
    """How long until due, in working minutes (negative: late). One working day or less is soon, for that is
    when the law wants a delay announced (NĐ 61/2018 art. 19.9)."""
    span = span_words(minutes, day_minutes=day_minutes)
    if minutes < 0:
        return Chip("late", "!", gettext("trễ %(span)s") % {"span": span})
    if minutes == 0:
        return Chip("soon", "◔", gettext("đến hạn lúc này"))
    kind, sign = ("soon", "◔") if minutes <= SOON_MINUTES else ("plain", "○")
    return Chip(kind, sign, gettext("còn %(span)s") % {"span": span})


def paused_chip() -> Chip:
    """The clock stands still."""
    return Chip("wait", "‖", gettext("tạm dừng"))


# By the ten codes of the national status list; 0 is a draft that nobody has received.
STATE_SIGNS = {
    0: ("plain", "○"),
    1: ("go", "●"),
    2: ("go", "◐"),
    3: ("late", "✕"),
    4: ("go", "◐"),
    5: ("soon", "!"),
    6: ("soon", "!"),
    7: ("wait", "↩"),
    8: ("late", "✕"),
    9: ("done", "✓"),
    10: ("done", "✓"),
}


def state_chip(code: int, *, word: str) -> Chip:
    """The chip of a state by its national code 0..10 (KeyError for another), saying `word`."""
    kind, sign = STATE_SIGNS[code]
    return Chip(kind, sign, word)


def _in_hanoi(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be shown")
    return value.astimezone(HANOI)


def sentence(text: object) -> str:
    """A help text that another sentence may follow: with a full stop, unless it ends in a mark already."""
    said = str(text or "").rstrip()
    return said if not said or said[-1] in ".!?…:;" else f"{said}."


def seconds_words(value: int) -> str:
    """`4:05`, `1:04:05`: as a clock counts."""
    minutes, rest = divmod(max(0, int(value)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"

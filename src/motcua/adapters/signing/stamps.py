"""What the fields of a signed document show: streams of PDF operators, each as wide and high as its field."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from motcua.adapters.signing.ink import Ink

INK_BLUE = "0.09 0.18 0.45"
SEAL_RED = "0.76 0.07 0.10"
BLACK = "0 0 0"

# Four Bézier arcs come this close to a circle.
KAPPA = 0.5523


@dataclass(frozen=True)
class Box:
    """The size of a field, in points."""

    width: float
    height: float


def number_text(number: str) -> str:
    """`Số: 123/GP-UBND`, as it stands at the head of the document (NĐ 30/2020, annex I)."""
    return f"Số: {number}"


def date_text(day: date, *, place: str) -> str:
    """`Hà Nội, ngày 09 tháng 06 năm 2020`: days and months below ten with their nought."""
    return f"{place}, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"


def when_text(at: datetime) -> str:
    """`09/06/2020 14:30:05 +07:00`."""
    offset = f"{at:%z}"
    return f"{at:%d/%m/%Y %H:%M:%S} {offset[:3]}:{offset[3:5]}"


def line_of_text(text: str, *, box: Box, ink: Ink, font: str) -> bytes:
    """One line in the middle of its field, smaller where it would not fit."""
    text = unicodedata.normalize("NFC", text)
    size = min(box.height * 0.8, _fitting(text, ink=ink, width=box.width))
    x = (box.width - ink.width(text, size=size)) / 2
    y = (box.height - size * 0.66) / 2
    line = f"{BLACK} rg /{font} {size:.2f} Tf {x:.2f} {y:.2f} Td {ink.shown(text)} Tj"
    return f"/Tx BMC q BT {line} ET Q EMC".encode()


def signature_stamp(name: str, *, at: datetime, reason: str, box: Box, ink: Ink, font: str) -> bytes:
    """Who signed and when, under a line as from a pen; the reason when there is one."""
    lines = ["Ký số bởi:", name, when_text(at), *([reason] if reason else [])]
    sizes = [7.5, 11.0, 7.5, 7.0]
    rows = list(zip(lines, sizes, strict=False))
    return _centred(rows, box=box, ink=ink, font=font, colour=INK_BLUE, widest=box.width - 6)


def seal_stamp(unit: str, *, number: str, at: datetime, box: Box, ink: Ink, font: str) -> bytes:
    """A double ring with the unit, the number that it sealed, and the moment."""
    radius = min(box.width, box.height) / 2 - 1.5
    middle = (box.width / 2, box.height / 2)
    rings = f"q {SEAL_RED} RG 1.6 w {_circle(middle, radius)} S 0.6 w {_circle(middle, radius - 3.2)} S Q\n"
    widest = radius * 1.5
    unit_lines = _wrapped(unit.upper(), ink=ink, size=6.6, width=widest)
    named = [(line, 6.6) for line in unit_lines]
    lines = [("CON DẤU ĐIỆN TỬ", 5.6), *named, (number, 6.2), (when_text(at), 4.8)]
    words = _centred(lines, box=box, ink=ink, font=font, colour=SEAL_RED, widest=widest)
    return rings.encode() + words


def _fitting(text: str, *, ink: Ink, width: float) -> float:
    """The largest size at which the text is no wider than `width`."""
    return width / max(ink.width(text, size=1), 0.01)


def _centred(lines: Iterable[tuple[str, float]], *, box: Box, ink: Ink, font: str, colour: str, widest: float) -> bytes:
    """Lines one under another, the block in the middle of the box."""
    rows = []
    for raw, wanted in lines:
        text = unicodedata.normalize("NFC", raw)
        rows.append((text, min(wanted, _fitting(text, ink=ink, width=widest))))
    leading = [size * 1.28 for _, size in rows]
    squeeze = min(1.0, (box.height - 4) / max(sum(leading), 1))
    y = (box.height + sum(leading) * squeeze) / 2
    parts = [f"q BT {colour} rg"]
    for (text, full), step in zip(rows, leading, strict=True):
        size = full * squeeze
        y -= step * squeeze
        x = (box.width - ink.width(text, size=size)) / 2
        parts.append(f"/{font} {size:.2f} Tf 1 0 0 1 {x:.2f} {y + size * 0.3:.2f} Tm {ink.shown(text)} Tj")
    parts.append("ET Q")
    return "\n".join(parts).encode()


def _wrapped(text: str, *, ink: Ink, size: float, width: float) -> list[str]:
    """Words in as few lines as the width allows."""
    lines: list[str] = []
    for word in unicodedata.normalize("NFC", text).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and ink.width(longer, size=size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _circle(middle: tuple[float, float], radius: float) -> str:
    x, y = middle
    near = radius * KAPPA
    return (
        f"{x + radius:.2f} {y:.2f} m "
        f"{x + radius:.2f} {y + near:.2f} {x + near:.2f} {y + radius:.2f} {x:.2f} {y + radius:.2f} c "
        f"{x - near:.2f} {y + radius:.2f} {x - radius:.2f} {y + near:.2f} {x - radius:.2f} {y:.2f} c "
        f"{x - radius:.2f} {y - near:.2f} {x - near:.2f} {y - radius:.2f} {x:.2f} {y - radius:.2f} c "
        f"{x + near:.2f} {y - radius:.2f} {x + radius:.2f} {y - near:.2f} {x + radius:.2f} {y:.2f} c"
    )

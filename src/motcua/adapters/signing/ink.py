"""Letters for what is written into a PDF after it was typeset: names, numbers and dates on its fields.

The glyphs come from Typst itself, as the subset font of a small page, so that a stamp looks like the letter
around it and nothing but the `typst` wheel holds a font. The subset carries ToUnicode, as PDF/A-2a asks.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache

import pikepdf
import typst

from motcua.adapters.typesetting.streams import without_doubtful_ends

VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
SIGNS = "0123456789 .,:;/-–—+()&'’\"“”@…_#%"
EVERYTHING = VIETNAMESE + VIETNAMESE.upper() + SIGNS

FAMILY = "Libertinus Serif"


@dataclass(frozen=True)
class Ink:
    """One style of one font: glyph codes, widths in thousandths of the size, and a PDF that holds it."""

    codes: dict[str, int]
    widths: dict[int, float]
    pdf: bytes

    def width(self, text: str, *, size: float) -> float:
        """How wide a line is, in points."""
        return sum(self.widths.get(self.code(letter), 0.0) for letter in text) * size / 1000

    def code(self, letter: str) -> int:
        """The glyph of a letter; a letter that no Vietnamese name needs shows as `#`."""
        return self.codes.get(letter) or self.codes["#"]

    def shown(self, text: str) -> str:
        """The operand of `Tj` for this text."""
        return "<" + "".join(f"{self.code(letter):04x}" for letter in text) + ">"


@cache
def ink(style: str = "normal", letters: str = EVERYTHING) -> Ink:
    """The font in `style` ("normal", "italic") with these letters and `#`. Made once per process."""
    source = (
        '#set document(title: "ink")\n'
        f'#set text(font: "{FAMILY}", style: "{style}", lang: "vi", ligatures: false, kerning: false)\n'
        "#sys.inputs.letters"
    )
    wanted = "".join(dict.fromkeys(letters + "#"))
    pdf = typst.compile(
        source.encode(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"letters": wanted},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=0,
    )
    pdf = without_doubtful_ends(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as page:
        font = font_of(page)
        codes = _codes(bytes(font.ToUnicode.read_bytes()))
        widths = _widths(font.DescendantFonts[0].W)
    return Ink(codes=codes, widths=widths, pdf=pdf)


def font_of(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The one font of the one page of an `Ink`."""
    return next(iter(pdf.pages[0].Resources.Font.values()))


def _codes(cmap: bytes) -> dict[str, int]:
    codes: dict[str, int] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.S):
        for glyph, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            codes.setdefault(bytes.fromhex(text.decode()).decode("utf-16-be"), int(glyph, 16))
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.S):
        for first, last, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            letter = ord(bytes.fromhex(text.decode()).decode("utf-16-be"))
            for step, glyph in enumerate(range(int(first, 16), int(last, 16) + 1)):
                codes.setdefault(chr(letter + step), glyph)
    return codes


def _widths(entries: pikepdf.Object) -> dict[int, float]:
    """The /W array of ISO 32000-1, 9.7.4.3: `c [w1 w2 …]` or `first last w`."""
    widths: dict[int, float] = {}
    rest = list(entries)
    while rest:
        first = int(rest.pop(0))
        second = rest.pop(0)
        if isinstance(second, pikepdf.Array):
            widths |= {first + step: float(width) for step, width in enumerate(second)}
        else:
            width = float(rest.pop(0))
            widths |= dict.fromkeys(range(first, int(second) + 1), width)
    return widths

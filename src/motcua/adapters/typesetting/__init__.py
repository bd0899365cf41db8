"""Letters and results become pages: Typst templates of a pack, filled with data, as PDF/A-2a and PDF/UA-1."""

from motcua.adapters.typesetting.codes import qr_code
from motcua.adapters.typesetting.typesetter import TypesettingFailed, render

__all__ = ["TypesettingFailed", "qr_code", "render"]

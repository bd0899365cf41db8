"""QR codes for letters."""

from __future__ import annotations

import io

import segno

MASK = 2

def qr_code(address: str) -> bytes:
    """An SVG without a size of its own, with the quiet zone of ISO/IEC 18004, for an asset called `qr`."""
    out = io.BytesIO()
    # Weighing all eight masks takes longer than signing the letter. Any of them is readable, and an address has no
    # large even areas, which is what the weighing looks for.
    segno.make(address, error="m", micro=False, mask=MASK).save(out, kind="svg", border=4, xmldecl=False, omitsize=True)
    return out.getvalue()

"""QR codes for letters."""

from __future__ import annotations

import io

import segno


def qr_code(address: str) -> bytes:
    """An SVG without a size of its own, with the quiet zone of ISO/IEC 18004, for an asset called `qr`."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=4, xmldecl=False, omitsize=True)
    return out.getvalue()

"""A signature drawn on a tablet: judged by its content, and written anew, so that nothing else comes with it."""

import base64
import binascii
import io

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from motcua.base.refusals import Invalid

MOST_BYTES = 200_000
MOST_SIDE = 2000
LEAST_INK = 60  # dots; a touch by mistake is no signature
PREFIX = "data:image/png;base64,"


def drawn(sent: str) -> bytes:
    """The PNG of a data address that a canvas gave. Raises `Invalid` for anything else, and for an empty sheet."""
    try:
        if not sent.startswith(PREFIX):
            raise ValueError
        content = base64.b64decode(sent[len(PREFIX) :], validate=True)
        if len(content) > MOST_BYTES:
            raise ValueError
        with Image.open(io.BytesIO(content), formats=["PNG"]) as found:
            if max(found.size) > MOST_SIDE:
                raise ValueError
            sheet = found.convert("RGBA")
    except (ValueError, binascii.Error, OSError, UnidentifiedImageError, Image.DecompressionBombError):
        raise Invalid(fields={"signature": _("Chữ ký vẽ không đọc được. Hãy ký lại, hoặc ký trên giấy.")}) from None
    alpha = sheet.getchannel("A")
    if sum(alpha.histogram()[128:]) < LEAST_INK:
        raise Invalid(fields={"signature": _("Chưa có chữ ký. Hãy ký vào khung, hoặc chọn ký trên giấy.")})
    ink = Image.new("L", sheet.size, 255)
    ink.paste(0, mask=alpha)
    kept = io.BytesIO()
    ink.save(kept, "PNG", optimize=True)
    return kept.getvalue()

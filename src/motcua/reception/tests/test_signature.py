import base64
import io

import pytest
from PIL import Image, ImageDraw

from motcua.base.refusals import Invalid
from motcua.reception import signature


def sheet(*, size=(600, 200), ink=True, kind="PNG"):
    found = Image.new("RGBA", size, (0, 0, 0, 0))
    if ink:
        ImageDraw.Draw(found).line([(20, 150), (300, 40), (580, 160)], fill=(0, 0, 90, 255), width=4)
    kept = io.BytesIO()
    (found if kind == "PNG" else found.convert("RGB")).save(kept, kind)
    return "data:image/png;base64," + base64.b64encode(kept.getvalue()).decode()


def test_a_drawn_line_is_kept_as_a_picture_written_anew():
    found = Image.open(io.BytesIO(signature.drawn(sheet())))
    assert (found.format, found.size, found.mode) == ("PNG", (600, 200), "L")
    assert found.getextrema() == (0, 255)


@pytest.mark.parametrize(
    "sent",
    ["x", "data:image/png;base64,", "data:image/png;base64,AAAA", "data:image/svg+xml;base64,PHN2Zz4=",
     sheet(ink=False), sheet(size=(2001, 10)), sheet(kind="JPEG"), sheet()[:-40]],
)  # fmt: skip
def test_what_is_no_signature_is_refused(sent):
    with pytest.raises(Invalid) as found:
        signature.drawn(sent)
    assert "signature" in found.value.fields

"""Photographs of papers: checked by decoding them, and made light enough to send and sharp enough to read."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pillow_heif
from PIL import Image, ImageOps

from motcua.documents.reasons import PaperRefused

Source = bytes | Path

pillow_heif.register_heif_opener(thumbnails=False)

_DECODERS = {"jpeg": "JPEG", "png": "PNG", "heic": "HEIF"}
# The biggest sensors in telephones make 200 megapixels. A baseline JPEG is decoded at a fraction of its size,
# so that it may be that big; every other picture must first be decoded in full (3 to 4 bytes a pixel).
_MOST_PIXELS_SCALED = 210_000_000
_MOST_PIXELS = 64_000_000
# Pillow's own guard stops at half of what we take; pixels are counted below, before anything is decoded.
Image.MAX_IMAGE_PIXELS = _MOST_PIXELS_SCALED

# Longest side in pixels and JPEG quality, tried in order until the page is light enough. 2,339 pixels are
# an A4 page at 200 dots an inch; below 150 dots an inch small print is lost, so the last step lowers
# quality only.
_STEPS = ((2339, 80), (2339, 68), (2339, 55), (1754, 60), (1754, 40))
LIGHT_BYTES = 580_000


def check(source: Source, *, kind: str) -> None:
    """Refuse a picture that cannot be decoded to its end or that has too many pixels.

    `kind` is jpeg, png or heic. Raises `PaperRefused` (damaged, many-pixels).
    """
    with _opened(source, kind=kind) as picture:
        if kind == "jpeg":
            # An eighth of the size is enough to see that all scan lines are there.
            picture.draft(None, (1, 1))
        picture.load()


def readable_jpeg(source: Source, *, kind: str) -> tuple[bytes, int, int]:
    """The picture upright, as a JPEG without metadata, and its width and height in pixels.

    At most `LIGHT_BYTES` long except where the last step of quality is still above. Position, time, camera
    and thumbnail (EXIF, XMP, IPTC) are gone; transparency becomes white. Raises `PaperRefused`.
    """
    with _opened(source, kind=kind) as picture:
        upright = _upright(picture, kind=kind)
    for longest, quality in _STEPS:
        upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        upright.save(out, "JPEG", quality=quality, optimize=True, progressive=False)
        if out.tell() <= LIGHT_BYTES:
            break
    return out.getvalue(), upright.width, upright.height


def _upright(picture: Image.Image, *, kind: str) -> Image.Image:
    if kind == "jpeg":
        longest = _STEPS[0][0]
        picture.draft(None, (longest, longest))
    turned = ImageOps.exif_transpose(picture)
    plain = _without_transparency(turned)
    # A new picture made of nothing but pixels: metadata cannot come along.
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    return bare


def _without_transparency(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I;16"):
        # 16-bit grey: Pillow clips instead of scaling when it is asked for 8 bits.
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.mode in {"1", "L"}:
        return picture.convert("L")
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        paper = Image.new("RGB", seen.size, "white")
        paper.paste(seen, mask=seen.getchannel("A"))
        return paper
    return picture.convert("RGB")


@contextmanager
def _opened(source: Source, *, kind: str) -> Iterator[Image.Image]:
    """The picture, its size already judged; whatever the decoder dislikes becomes "damaged"."""
    stream: Any = io.BytesIO(source) if isinstance(source, bytes) else source
    try:
        with warnings.catch_warnings():
            # Pillow warns of size and of odd metadata; the size is judged here, the metadata thrown away.
            warnings.simplefilter("ignore")
            with Image.open(stream, formats=[_DECODERS[kind]]) as picture:
                _judge_size(picture, kind=kind)
                yield picture
    except (PaperRefused, MemoryError):
        raise
    except Image.DecompressionBombError:
        above = 2 * _MOST_PIXELS_SCALED // 10**6
        raise PaperRefused("many-pixels", megapixels=above, most=_MOST_PIXELS // 10**6) from None
    except Exception as error:
        # Decoders answer hostile bytes with any exception there is (OSError, SyntaxError, struct.error, …).
        raise PaperRefused("damaged") from error


def _judge_size(picture: Image.Image, *, kind: str) -> None:
    pixels = picture.width * picture.height
    scaled = kind == "jpeg" and not picture.info.get("progressive")
    most = _MOST_PIXELS_SCALED if scaled else _MOST_PIXELS
    if pixels > most:
        raise PaperRefused("many-pixels", megapixels=pixels // 10**6, most=most // 10**6)

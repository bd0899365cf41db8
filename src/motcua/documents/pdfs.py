"""PDF files: what may be in them, a harmless copy to look at, thumbnails of their pages.

A paper must show everybody the same: a file with a script, a program to launch, films or other files inside
is refused, not cleaned, since a cleaned copy may show something else than what its author saw. What is
harmless but not needed for looking (links, form actions, metadata) is taken out of the copy; the original
stays as it came. Names of keys and actions are those of ISO 32000-2 (12.6 actions, 12.5.6 annotations,
7.11.4 embedded files).
"""

import importlib
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from PIL import Image

from motcua.documents.reasons import PaperRefused

Source = bytes | Path

MOST_PAGES = 300
_MOST_OBJECTS = 1_000_000
_A4 = (595.276, 841.89)
_MARGIN = 14.17
_SMALLEST_DOTS_PER_INCH = 100

_ACTIONS = {
    "/JavaScript": "script",
    "/Launch": "launch",
    "/Movie": "media",
    "/Sound": "media",
    "/Rendition": "media",
    "/RichMediaExecute": "media",
    "/GoToE": "attachment",
}
_ANNOTATIONS = {
    "/FileAttachment": "attachment",
    "/RichMedia": "media",
    "/Screen": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/3D": "media",
}
_NOT_FOR_LOOKING = ("/AA", "/Metadata", "/PieceInfo", "/AF", "/Thumb")
_NOT_IN_ROOT = ("/OpenAction", "/Collection", "/JavaScript", "/URI", "/Perms", "/Legal")


def check(source: Source) -> tuple[int, bool]:
    """How many pages the PDF has and whether it carries an electronic signature.

    A PDF that opens without a password is taken even when it is encrypted: whoever holds it can read it.
    Raises `PaperRefused` (locked-pdf, damaged, no-pages, many-pages, script, launch, attachment, media,
    living-form, too-heavy).
    """
    with _opened(source) as pdf:
        pages = len(pdf.pages)
        if not pages:
            raise PaperRefused("no-pages")
        if pages > MOST_PAGES:
            raise PaperRefused("many-pages", pages=pages, most=MOST_PAGES)
        form = pdf.Root.get("/AcroForm")
        if isinstance(form, Dictionary) and "/XFA" in form and pdf.Root.get("/NeedsRendering"):
            raise PaperRefused("living-form")
        signed = False
        for part in _dictionaries(pdf):
            _judge(part)
            signed = signed or ("/ByteRange" in part and "/Contents" in part)
        return pages, signed


def harmless(source: Source) -> bytes:
    """A linearised copy that only shows its pages: no actions, links out, metadata, encryption, leftovers.

    The same bytes in give the same bytes out. Signatures are no longer valid in the copy: the original is
    what counts. Raises `PaperRefused`.
    """
    with _opened(source) as pdf:
        for part in _dictionaries(pdf):
            _disarm(part)
        for key in _NOT_IN_ROOT:
            _drop(pdf.Root, key)
        names, form = pdf.Root.get("/Names"), pdf.Root.get("/AcroForm")
        if isinstance(names, Dictionary):
            for key in ("/JavaScript", "/EmbeddedFiles", "/Renditions"):
                _drop(names, key)
        if isinstance(form, Dictionary):
            for key in ("/XFA", "/CO"):
                _drop(form, key)
        _drop(pdf.trailer, "/Info")
        return _saved(pdf)


def count(pdf: Source) -> int:
    """How many pages a PDF has that this module made."""
    with _opened(pdf) as document:
        return len(document.pages)


def from_jpegs(pictures: Sequence[tuple[bytes, int, int]]) -> bytes:
    """A PDF of one A4 page per JPEG (bytes, width, height in pixels), upright or lying as the picture is.

    The picture fills the page within 5 mm, but is never blown up beyond 100 dots an inch.
    """
    with Pdf.new() as pdf:
        for jpeg, width, height in pictures:
            _add_picture(pdf, jpeg, width=width, height=height)
        return _saved(pdf)


def join(pdfs: Sequence[bytes]) -> bytes:
    """Several PDFs that this module made, as one, in their order."""
    with Pdf.new() as whole:
        for part in pdfs:
            with Pdf.open(io.BytesIO(part)) as pdf:
                whole.pages.extend(pdf.pages)
        return _saved(whole)


def thumbnails(source: Source, *, side: int = 320, most: int = 12) -> list[bytes]:
    """The first `most` pages as WebP pictures, `side` pixels on the longer side.

    Raises `PaperRefused` (damaged).
    """
    pdfium: Any = importlib.import_module("pypdfium2")
    try:
        with pdfium.PdfDocument(source) as document:
            # Values in form fields are drawn only by the form environment.
            document.init_forms()
            return [_thumbnail(document[number], side=side) for number in range(min(most, len(document)))]
    except pdfium.PdfiumError as error:
        raise PaperRefused("damaged") from error


def _thumbnail(page: Any, *, side: int) -> bytes:
    picture = page.render(scale=side / max(*page.get_size(), 1)).to_pil()
    out = io.BytesIO()
    picture.convert("RGB").save(out, "WEBP", quality=70)
    return out.getvalue()


@contextmanager
def _opened(source: Source) -> Iterator[Pdf]:
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    try:
        with Pdf.open(stream, suppress_warnings=True) as pdf:
            yield pdf
    except pikepdf.PasswordError:
        raise PaperRefused("locked-pdf") from None
    except (pikepdf.PdfError, ValueError, RuntimeError, AttributeError, KeyError, TypeError) as error:
        # A tree with the wrong kind of thing in a place surfaces as any of these.
        raise PaperRefused("damaged") from error


def _dictionaries(pdf: Pdf) -> Iterator[Object]:
    """Every dictionary (a stream's too) that the trailer leads to: what it does not reach cannot act."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Object] = [pdf.trailer]
    count = 0
    while waiting:
        part = waiting.pop()
        count += 1
        if count > _MOST_OBJECTS:
            raise PaperRefused("too-heavy")
        if part.is_indirect:
            if part.objgen in seen:
                continue
            seen.add(part.objgen)
        if isinstance(part, Dictionary | Stream):
            yield part
            inside = [child for _key, child in part.items()]
        elif isinstance(part, Array):
            inside = list(part)
        else:
            continue
        waiting.extend(child for child in inside if isinstance(child, Dictionary | Stream | Array))


def _judge(part: Object) -> None:
    reason = _ACTIONS.get(_name(part, key="/S")) or _ANNOTATIONS.get(_name(part, key="/Subtype"))
    if "/JS" in part:
        reason = "script"
    elif "/EF" in part:
        reason = "attachment"
    if reason:
        raise PaperRefused(reason)


def _name(part: Object, *, key: str) -> str:
    value = part.get(key)
    return str(value) if isinstance(value, Name) else ""


def _disarm(part: Object) -> None:
    for key in _NOT_FOR_LOOKING:
        _drop(part, key)
    action = part.get("/A")
    if isinstance(action, Dictionary) and _name(action, key="/S") not in {"", "/GoTo"}:
        _drop(part, "/A")
    if "/S" in part and "/Next" in part:
        _drop(part, "/Next")


def _drop(part: Object, key: str) -> None:
    if key in part:
        del part[key]


def _add_picture(pdf: Pdf, jpeg: bytes, *, width: int, height: int) -> None:
    page_width, page_height = _A4 if height >= width else _A4[::-1]
    scale = min(
        (page_width - 2 * _MARGIN) / width, (page_height - 2 * _MARGIN) / height, 72 / _SMALLEST_DOTS_PER_INCH
    )
    across, up = width * scale, height * scale
    left, bottom = (page_width - across) / 2, (page_height - up) / 2
    picture = Stream(
        pdf,
        jpeg,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=Name.DeviceGray if _is_grey(jpeg) else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    page = pdf.add_blank_page(page_size=(page_width, page_height))
    page.Resources = Dictionary(XObject=Dictionary(Photo=picture))
    drawing = f"q {across:.3f} 0 0 {up:.3f} {left:.3f} {bottom:.3f} cm /Photo Do Q"
    page.Contents = Stream(pdf, drawing.encode())


def _is_grey(jpeg: bytes) -> bool:
    with Image.open(io.BytesIO(jpeg), formats=["JPEG"]) as picture:
        return picture.mode == "L"


def _saved(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, linearize=True, deterministic_id=True, encryption=False)
    return out.getvalue()

"""What a person handed in: recognised by its content, refused with a sentence, or made into a PDF.

The name of a file is never believed; it is only said back to the person. The original is kept as it came (see
`store`); the PDF and the thumbnails are what people look at. `prepare` does all of it in a process
of its own and is what the house calls; the functions under it work in the present process.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from motcua.documents import pdfs, pictures, word
from motcua.documents.limited import Exhausted, run_limited
from motcua.documents.reasons import PaperRefused

Source = bytes | Path
Kind = Literal["jpeg", "heic", "png", "pdf", "docx"]

MIME: dict[Kind, str] = {
    "jpeg": "image/jpeg",
    "heic": "image/heic",
    "png": "image/png",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# What a browser's file chooser offers; only a help, nothing is believed of it.
ACCEPT = ",".join([*MIME.values(), "image/heif", ".jpg", ".jpeg", ".heic", ".heif", ".png", ".pdf", ".docx"])

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_AVIF_BRANDS = {b"avif", b"avis"}
_SPACE_BEFORE_PDF = b"\xef\xbb\xbf \t\r\n\x00\x0c"
_REFUSED_STARTS = {
    b"Rar!\x1a\x07": "archive",
    b"7z\xbc\xaf\x27\x1c": "archive",
    b"\x1f\x8b": "archive",
    b"GIF8": "picture",
    b"BM": "picture",
    b"II*\x00": "picture",
    b"MM\x00*": "picture",
    b"\x1aE\xdf\xa3": "video",
    b"ID3": "video",
}


@dataclass(frozen=True)
class Found:
    """What a file is: its kind, pages (None for Word, which has none until it is laid out), media type.

    `signed`: a PDF that carries an electronic signature, valid or not; only its original keeps it.
    """

    kind: Kind
    pages: int | None
    mime: str
    signed: bool = False


@dataclass(frozen=True)
class Prepared:
    """A paper ready to be kept and looked at: what it is, its PDF, how many pages, the first as WebP."""

    found: Found
    pdf: bytes
    pages: int
    thumbnails: list[bytes]


def prepare(
    path: Path, *, name: str, seconds: float = 60, megabytes: int = 1536, soffice: str | None = None
) -> Prepared:
    """Inspect the file at `path`, make its PDF and thumbnails, within a deadline and a ceiling of memory.

    `name` is what the person called it; `soffice` the path of LibreOffice when there is one, which needs
    about 4,000 megabytes of address space. Raises `PaperRefused`, also when time or memory did not suffice.
    """
    try:
        answer = run_limited(prepare_here, str(path), soffice, seconds=seconds, megabytes=megabytes)
    except Exhausted:
        raise PaperRefused("too-heavy", name=name) from None
    if "refused" in answer:
        raise PaperRefused(answer["refused"], name=name, **answer["values"])
    return Prepared(found=Found(**answer.pop("found")), **answer)


def prepare_here(path: str, soffice: str | None) -> dict[str, Any]:
    """The work of `prepare`, as plain values; a refusal is an answer too."""
    source = Path(path)
    try:
        found = inspect(source, name="")
        pdf = to_pdf(source, kind=found.kind, soffice=soffice)
        pages = pdfs.count(pdf)
        return {"found": asdict(found), "pdf": pdf, "pages": pages, "thumbnails": pdfs.thumbnails(pdf)}
    except PaperRefused as refused:
        return {"refused": refused.reason, "values": refused.values}


def inspect(source: Source, *, name: str) -> Found:
    """What this file is, by its content. Raises `PaperRefused` with a sentence that says what to do.

    Decodes pictures and walks through PDFs: call it through `prepare` unless the file is known to be
    harmless.
    """
    try:
        start, tail = _ends(source)
        kind = _kind(start, tail)
        _judge_polyglot(source, kind=kind, start=start)
        return _checked(source, kind=kind)
    except PaperRefused as refused:
        raise PaperRefused(refused.reason, name=name, **refused.values) from refused


def to_pdf(source: Source, *, kind: Kind, soffice: str | None = None) -> bytes:
    """The PDF to look at, of a file that `inspect` has taken. Same bytes, same PDF (LibreOffice aside).

    Pictures: one A4 page, upright, without metadata, below 600 KB. PDF: a harmless copy (see `pdfs`).
    Word: laid out by `soffice`, else a quick view that says so. Raises `PaperRefused`.
    """
    if kind == "pdf":
        return pdfs.harmless(source)
    if kind == "docx":
        return word.to_pdf(source, soffice=soffice)
    return pdfs.from_jpegs([pictures.readable_jpeg(source, kind=kind)])


def join(papers: Sequence[bytes]) -> bytes:
    """Several PDFs made by `to_pdf` as one: the pages of one paper photographed one by one."""
    return pdfs.join(papers)


def thumbnails(pdf: Source, *, side: int = 320, most: int = 12) -> list[bytes]:
    """The first `most` pages as WebP pictures, `side` pixels on the longer side."""
    return pdfs.thumbnails(pdf, side=side, most=most)


def _ends(source: Source) -> tuple[bytes, bytes]:
    if isinstance(source, bytes):
        return source[:4096], source[-(64 << 10) :]
    with source.open("rb") as stream:
        start = stream.read(4096)
        stream.seek(max(0, source.stat().st_size - (64 << 10)))
        return start, stream.read()


def _kind(start: bytes, tail: bytes) -> Kind:
    if not start.strip(b"\x00 \t\r\n"):
        raise PaperRefused("empty")
    if start.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if start.lstrip(_SPACE_BEFORE_PDF).startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"PK\x03\x04"):
        return "docx"
    if start[4:8] == b"ftyp":
        return _iso_media(start)
    raise PaperRefused(_refusal(start, tail))


def _iso_media(start: bytes) -> Kind:
    """HEIC, AVIF and films share one container (ISO/IEC 14496-12); its brands say which it is."""
    length = min(int.from_bytes(start[:4], "big"), len(start))
    brands = {start[8:12], *(start[at : at + 4] for at in range(16, length, 4))}
    if brands & _HEIF_BRANDS:
        return "heic"
    raise PaperRefused("picture" if brands & _AVIF_BRANDS else "video")


def _refusal(start: bytes, tail: bytes) -> str:
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        locked = "EncryptedPackage".encode("utf-16-le")
        return "locked-office" if locked in start or locked in tail else "old-word"
    if start.startswith(b"PK"):
        return "archive"
    if start.startswith(b"RIFF"):
        return "picture" if start[8:12] == b"WEBP" else "video"
    return next((reason for begin, reason in _REFUSED_STARTS.items() if start.startswith(begin)), "unknown")


def _judge_polyglot(source: Source, *, kind: Kind, start: bytes) -> None:
    """Refuse a file that others would read as another kind. A film behind a photo (live photo) is usual."""
    if kind != "pdf" and b"%PDF-" in start[:1024]:
        raise PaperRefused("two-in-one")
    if kind != "docx" and _has_zip(source):
        raise PaperRefused("two-in-one")


def _has_zip(source: Source) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as package:
            return bool(package.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


def _checked(source: Source, *, kind: Kind) -> Found:
    if kind == "pdf":
        pages, signed = pdfs.check(source)
        return Found(kind=kind, pages=pages, mime=MIME[kind], signed=signed)
    if kind == "docx":
        word.check(source)
        return Found(kind=kind, pages=None, mime=MIME[kind])
    pictures.check(source, kind=kind)
    return Found(kind=kind, pages=1, mime=MIME[kind])


MOST_PAGES = 8


def readable_pages(pdf: bytes) -> list[bytes]:
    """The first pages, large enough to be read on a screen: to be called through `run_limited`."""
    return pdfs.thumbnails(pdf, side=1400, most=MOST_PAGES)

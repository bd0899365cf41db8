"""Files on their way to the browser: shown in place, never guessed at, never kept by a cache."""

from typing import BinaryIO

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header


def pdf(content: BinaryIO, *, name: str) -> FileResponse:
    """A kept PDF, in place."""
    return FileResponse(content, content_type="application/pdf", filename=_named(name, "pdf"))


def made_pdf(content: bytes, *, name: str) -> HttpResponse:
    """A PDF that was just printed, in place."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, _named(name, "pdf")) or "inline"
    return response


def picture(content: BinaryIO) -> FileResponse:
    """The first page of a paper, small."""
    return FileResponse(content, content_type="image/webp")


def _named(name: str, kind: str) -> str:
    """A file name that says what it is: `ảnh.HEIC` is shown as a PDF."""
    stem = name.rpartition(".")[0] or name
    return f"{stem}.{kind}"

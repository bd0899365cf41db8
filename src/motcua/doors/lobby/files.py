"""Files on their way to an officer's browser: shown in place, never guessed at, never kept by a cache."""

from typing import BinaryIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def pdf(content: BinaryIO | bytes, *, name: str) -> HttpResponse:
    """A PDF in place, under a name that says what it is: `ảnh.HEIC` is shown as `ảnh.pdf`."""
    response = HttpResponse(_all(content), content_type="application/pdf")
    named = f"{name.rpartition('.')[0] or name}.pdf"
    response["Content-Disposition"] = content_disposition_header(False, named) or "inline"
    return response


def picture(content: BinaryIO) -> HttpResponse:
    """The first page of a paper, small."""
    return HttpResponse(_all(content), content_type="image/webp")


def _all(content: BinaryIO | bytes) -> bytes:
    """No file is larger than `FILE_LIMIT`."""
    if isinstance(content, bytes):
        return content
    with content as file:
        return file.read()

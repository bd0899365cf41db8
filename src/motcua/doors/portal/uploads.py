"""Files that arrive: refused before they are read when the whole is too large, judged one by one otherwise."""

import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from motcua import casework
from motcua.base.refusals import TooLarge
from motcua.documents import queries as documents
from motcua.documents.reasons import PaperRefused, shown_name
from motcua.doors.lobby.requests import Request
from motcua.doors.lobby.words import size_words


def bounded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse a post above `POST_LIMIT` (413) before its body is read; the form is then checked as every other."""
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.POST_LIMIT:
            said = _("Các tệp gửi một lần không được quá %(size)s. Hãy gửi ít tệp hơn mỗi lần; những gì đã lưu vẫn còn.")
            raise TooLarge(said % {"size": size_words(settings.POST_LIMIT)})
        return checked(request, *args, **kwargs)

    return guarded


def keep_files(
    request: Request, *, dossier_id: UUID, paper: str, files: list[UploadedFile]
) -> tuple[list[str], list[str]]:
    """Attach each file to the paper. Gives the ids of those that were taken and a sentence for each that was not."""
    taken, refused = [], []
    for file in files:
        name = file.name or _("tệp")
        try:
            with on_disk(file) as path:
                prepared = documents.looked_at(path, name=name)
                done = casework.attach(
                    dossier_id=dossier_id, paper=paper, path=path, prepared=prepared, name=name, by=request.who,
                    at=timezone.now(),
                )  # fmt: skip
            taken.append(str(done.said["document"]))
        except PaperRefused as refusal:
            refused.append(str(refusal.said))
        except TooLarge:
            said = _("«%(name)s» lớn hơn %(size)s. Hãy chụp ảnh nhỏ hơn hoặc tách thành nhiều tệp.")
            refused.append(said % {"name": shown_name(name), "size": size_words(settings.FILE_LIMIT)})
    return taken, refused


@contextmanager
def on_disk(file: UploadedFile) -> Any:
    """The upload as a file with a path, for as long as it is needed."""
    with tempfile.NamedTemporaryFile(prefix="motcua-upload-") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
        kept.flush()
        yield Path(kept.name)

"""Uploads that go on after a lost connection, for the script beside the papers page; the form itself needs none.

After the tus protocol: the script announces a file, asks for the offset, sends parts with `Upload-Offset`. It keeps
nothing: announcing the same file again finds what has arrived. An upload belongs to one draft, and only its writer
gets past `with_draft`.
"""

import hashlib
import hmac
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.base.refusals import Invalid
from motcua.documents.uploads import Uploads, WrongOffset
from motcua.doors.lobby.requests import Request
from motcua.doors.portal.drafts import Writing, with_draft
from motcua.doors.portal.pages import typed
from motcua.doors.portal.papers import room_for
from motcua.doors.portal.uploads import keep_one

PART = 512 * 1024  # what a weak telephone network carries in some seconds; below DATA_UPLOAD_MAX_MEMORY_SIZE
MOST_UNDER_WAY = 20
KEPT_FOR = timedelta(hours=24)


@require_POST
@with_draft
def begin(request: Request, writing: Writing) -> HttpResponse:
    """Announce a file by paper, name, length and time of its last change: where to send it, and from which byte."""
    paper, name = request.POST.get("paper", ""), typed(request.POST.get("name", ""), most=200)
    size = _number(request.POST.get("size", ""))
    if fault := room_for(writing, paper=paper, more=1):
        raise Invalid(fault)
    now = timezone.now()
    sweep(at=now)
    mark = "\n".join([str(request.who.person_id), paper, typed(request.POST.get("changed", ""), most=40)])
    upload_id = _uploads(writing).go_on(
        total=size, name=name, mark=mark, limit=settings.FILE_LIMIT, most=MOST_UNDER_WAY, at=now
    )
    there = reverse("portal:upload", args=[writing.kept.pk, upload_id])
    return JsonResponse({"url": there, "offset": _uploads(writing).offset(upload_id), "part": PART}, status=201)


@require_http_methods(["GET", "PATCH", "DELETE"])
@with_draft
def part(request: Request, writing: Writing, upload_id: str) -> HttpResponse:
    """Ask where to go on, add a part there, or give up. A part at another place is refused with the right one (409)."""
    uploads = _uploads(writing)
    if request.method == "DELETE":
        uploads.find(upload_id)
        uploads.abandon(upload_id)
        return HttpResponse(status=204)
    if request.method == "GET":
        return _at(uploads.offset(upload_id), status=200)
    offset, data = _number(request.headers.get("Upload-Offset", "")), request.body
    claimed = request.headers.get("Upload-Checksum", "")
    if claimed and not hmac.compare_digest(claimed, f"sha256 {hashlib.sha256(data).hexdigest()}"):
        raise Invalid(_("Phần vừa gửi bị hỏng trên đường. Hãy gửi lại."))
    try:
        return _at(uploads.append(upload_id, offset=offset, data=data, at=timezone.now()), status=200)
    except WrongOffset as wrong:
        return _at(wrong.offset, status=409)


@require_POST
@with_draft
def done(request: Request, writing: Writing, upload_id: str) -> HttpResponse:
    """Judge the complete file and lay it with its paper; asked twice, the same answer. 422: not taken."""
    uploads, paper = _uploads(writing), request.POST.get("paper", "")
    found = uploads.find(upload_id)
    if not found.said:
        if fault := room_for(writing, paper=paper, more=1):
            raise Invalid(fault)
        with uploads.whole(upload_id) as path:
            found = uploads.find(upload_id)
            if found.said:
                return JsonResponse({"document": found.said})
            _same(path, request.POST.get("sha256", ""))
            document, said = keep_one(
                request, dossier_id=writing.kept.pk, paper=paper, path=path, name=found.name
            )
            if said:
                uploads.abandon(upload_id)
                return JsonResponse({"said": said}, status=422)
            uploads.settle(upload_id, said=document)
        return JsonResponse({"document": document})
    return JsonResponse({"document": found.said})


def _same(path: Path, claimed: str) -> None:
    if claimed:
        with path.open("rb") as file:
            if not hmac.compare_digest(hashlib.file_digest(file, "sha256").hexdigest(), claimed):
                raise Invalid(_("Tệp nhận được không giống tệp đã gửi. Hãy chọn lại tệp."))


def sweep(*, at: Any) -> None:
    """Forget what nobody went on with for a day. A folder that has become empty goes too."""
    for folder in _root().glob("*"):
        uploads = Uploads(folder)
        uploads.sweep(now=at, idle=KEPT_FOR)
        if not any(folder.iterdir()):
            try:
                folder.rmdir()
            except OSError:
                continue  # somebody has just begun another


def _uploads(writing: Writing) -> Uploads:
    return Uploads(_root() / writing.kept.pk.hex)


def _root() -> Path:
    return Path(settings.FILES) / ".uploads"


def _number(said: str) -> int:
    if not said.isascii() or not said.isdigit() or len(said) > 12:
        raise Invalid(_("Không hiểu yêu cầu tải lên này."))
    return int(said)


def _at(offset: int, *, status: int) -> HttpResponse:
    return JsonResponse({"offset": offset}, status=status, headers={"Upload-Offset": str(offset)})


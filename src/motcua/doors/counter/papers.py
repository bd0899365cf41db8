"""Papers at the counter: scans and photos laid with a dossier, and one receipt for several dossiers."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua import casework
from motcua.base.refusals import Invalid, TooLarge
from motcua.catalogue.cleaning import plain_text
from motcua.documents import queries as documents
from motcua.documents.reasons import PaperRefused, shown_name
from motcua.doors.counter.reading import frame, opened
from motcua.doors.lobby.casefile import Casefile
from motcua.doors.lobby.requests import Request, key_of, officers_only
from motcua.doors.lobby.words import size_words
from motcua.people.models import Role

MOST_FILES = 20


@officers_only(Role.COUNTER)
@require_http_methods(["GET", "POST"])
def scan(request: Request, dossier_id: UUID) -> HttpResponse:
    """Choose the paper, choose the files (or take a photo); each file is judged by itself."""
    file = Casefile(opened(request, dossier_id), request.LANGUAGE_CODE or "vi")
    known = {p.id: file.paper_name(p.id) for p in file.definition.papers}
    chosen, faults = request.POST.get("paper", ""), dict[str, str]()
    files = request.FILES.getlist("files")
    if request.method == "POST":
        if chosen not in known:
            faults["paper"] = _("Chọn giấy tờ được quét.")
        if not 1 <= len(files) <= MOST_FILES:
            faults["files"] = _("Chọn từ một đến %(most)s tệp.") % {"most": MOST_FILES}
        if not faults:
            refused = _laid(request, dossier_id, paper=chosen, files=files)
            if not refused:
                messages.success(request, _("Đã lưu %(n)s bản quét.") % {"n": len(files)})
                return redirect("counter:dossier", dossier_id)
            faults["files"] = " ".join(refused)
    here = reverse("counter:dossier", args=[dossier_id])
    fields: list[dict[str, Any]] = [
        {
            "name": "paper", "kind": "one_of", "look": "select", "label": _("Giấy tờ"), "value": chosen,
            "choices": [{"value": code, "label": name, "help": ""} for code, name in known.items()],
        },
        {
            "name": "files", "kind": "file", "label": _("Bản quét hoặc ảnh chụp"), "multiple": True,
            "accept": "application/pdf,image/*", "max_bytes": settings.FILE_LIMIT, "types": "PDF, JPG, PNG, HEIC",
        },
    ]  # fmt: skip
    for field in fields:
        field["error"] = faults.get(field["name"], "")
    context = frame(request, here="worklist") | {
        "dossier": file.dossier, "fields": fields, "back_url": here,
        "errors": [{"name": name, "message": said} for name, said in faults.items()],
        "crumbs": [
            (_("Việc cần làm"), reverse("counter:worklist")), (file.dossier.code, here), (_("Quét, chụp giấy tờ"), ""),
        ],
    }  # fmt: skip
    return render(request, "counter/scan.html", context, status=422 if faults else 200)


def _laid(request: Request, dossier_id: UUID, *, paper: str, files: list[Any]) -> list[str]:
    """Lay each file with the paper; a sentence for each that was not taken."""
    refused = []
    for number, file in enumerate(files):
        name = plain_text((file.name or "")[:200]) or _("tệp")
        try:
            with _on_disk(file) as path:
                casework.scan(
                    dossier_id=dossier_id, paper=paper, path=path, prepared=documents.looked_at(path, name=name),
                    name=name, by=request.who, at=timezone.now(), key=f"{key_of(request)[:60]}:{number}",
                )  # fmt: skip
        except PaperRefused as refusal:
            refused.append(str(refusal.said))
        except TooLarge:
            said = _("«%(name)s» lớn hơn %(size)s. Hãy chụp ảnh nhỏ hơn hoặc tách thành nhiều tệp.")
            refused.append(said % {"name": shown_name(name), "size": size_words(settings.FILE_LIMIT)})
    return refused


@contextmanager
def _on_disk(file: Any) -> Iterator[Path]:
    """The upload as a file with a path, for as long as it is needed."""
    with tempfile.NamedTemporaryFile(prefix="motcua-scan-") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
        kept.flush()
        yield Path(kept.name)


@officers_only(Role.COUNTER)
@require_POST
def combine(request: Request) -> HttpResponse:
    """One receipt for the dossiers that were ticked; it opens at once, to be printed."""
    try:
        first, *others = (UUID(one) for one in request.POST.getlist("dossier"))
    except ValueError:
        raise Invalid(_("Chọn các hồ sơ cần một giấy tiếp nhận chung.")) from None
    done = casework.combine_receipts(
        dossier_id=first, others=others, by=request.who, at=timezone.now(), key=key_of(request)
    )
    return redirect("counter:letter", first, done.said["letter"])

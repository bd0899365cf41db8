"""Files that arrive, each judged by itself. A post that is too large as a whole never gets here (`lobby.limits`)."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua import casework
from motcua.base.refusals import TooLarge
from motcua.documents import queries as documents
from motcua.documents.reasons import PaperRefused, shown_name
from motcua.doors.lobby.requests import Request
from motcua.doors.lobby.words import size_words
from motcua.doors.portal.pages import typed


def keep_files(request: Request, *, dossier_id: UUID, paper: str, files: list[Any]) -> tuple[list[str], list[str]]:
    """Attach each file to the paper. Gives the ids of those that were taken and a sentence for each that was not."""
    taken, refused = [], []
    for file in files:
        with on_disk(file) as path:
            document, said = keep_one(request, dossier_id=dossier_id, paper=paper, path=path, name=file.name or "")
        taken += [document] if document else []
        refused += [said] if said else []
    return taken, refused


def keep_one(request: Request, *, dossier_id: UUID, paper: str, path: Path, name: str) -> tuple[str, str]:
    """Attach one file. Gives the document's id, or a sentence why it was not taken."""
    name = typed(name, most=200) or _("tệp")
    try:
        prepared = documents.looked_at(path, name=name)
        done = casework.attach(
            dossier_id=dossier_id,
            paper=paper,
            path=path,
            prepared=prepared,
            name=name,
            by=request.who,
            at=timezone.now(),
        )
    except PaperRefused as refusal:
        return "", str(refusal.said)
    except TooLarge:
        said = _("«%(name)s» lớn hơn %(size)s. Hãy chụp ảnh nhỏ hơn hoặc tách thành nhiều tệp.")
        return "", said % {"name": shown_name(name), "size": size_words(settings.FILE_LIMIT)}
    return str(done.said["document"]), ""


@contextmanager
def on_disk(file: Any) -> Iterator[Path]:
    """The upload as a file with a path, for as long as it is needed."""
    with tempfile.NamedTemporaryFile(prefix="motcua-upload-") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
        kept.flush()
        yield Path(kept.name)

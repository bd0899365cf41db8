"""Questions that are answered with files: each file lies with the draft under the question's own name.

The answer is the list of the documents' ids; ids that do not lie under the question are dropped, wherever they
come from.
"""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua import casework
from motcua.catalogue.questions import File
from motcua.documents import queries as documents
from motcua.documents.papers import ACCEPT
from motcua.doors.lobby.requests import Request
from motcua.doors.portal.drafts import Writing
from motcua.doors.portal.papers import file_words
from motcua.doors.portal.uploads import keep_files

REMOVE = "remove"


def arrived(request: Request, writing: Writing, *, section: str, raw: dict[str, list[str]]) -> dict[str, str]:
    """Keep the files that came with this page and take off the one to be removed; `raw` gets the ids that count.

    Gives the faults by question.
    """
    faults: dict[str, str] = {}
    gone = request.POST.get(REMOVE, "")
    for ready in writing.form.questions[section]:
        question, name = ready.question, ready.question.id
        if not isinstance(question, File):
            continue
        lying = [str(i) for i in writing.kept.papers.get(name, [])]
        if gone in lying:
            casework.detach(dossier_id=writing.kept.pk, document_id=gone, by=request.who, at=timezone.now())
            lying.remove(gone)
        files = request.FILES.getlist(name)
        if len(lying) + len(files) > question.max_files:
            faults[name] = _("Hãy tải lên nhiều nhất %(most)d tệp.") % {"most": question.max_files}
        else:
            taken, refused = keep_files(request, dossier_id=writing.kept.pk, paper=name, files=files)
            lying += taken
            if refused:
                faults[name] = " ".join(refused)
        raw[name] = lying
    return faults


def with_files(question: dict[str, Any], *, writing: Writing) -> dict[str, Any]:
    """A question of the page; one for files gets what lies under it and the limits of its chooser."""
    if question["shape"] != "files":
        return question
    name = question["field"]["name"]
    kept = {str(d.id): d for d in documents.of_dossier(writing.kept.pk)}
    lying = [str(i) for i in writing.kept.papers.get(name, []) if str(i) in kept]
    asked: Any = writing.form.by_id[name].question
    question["files"] = [file_words(kept[i], draft_id=writing.kept.pk) for i in lying]
    question["field"] |= {
        "max_bytes": settings.FILE_LIMIT,
        "accept": ACCEPT,
        "types": _("ảnh JPEG, HEIC, PNG, tệp PDF hoặc Word"),
        "multiple": asked.max_files > 1,
        "value": None,
    }
    return question

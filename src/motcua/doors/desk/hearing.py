"""Whoever was not satisfied gets an answer from a named person, who is not told who it was."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua import casework
from motcua.base.refusals import Invalid
from motcua.doors.desk.reading import WORKERS, frame
from motcua.doors.lobby import asking
from motcua.doors.lobby.requests import Request, key_of, officers_only
from motcua.feedback import queries as feedback


@officers_only(*WORKERS)
@require_GET
def grievances(request: Request) -> HttpResponse:
    """What this officer owes an answer to, due next first."""
    words = frame(request) | {"rows": feedback.to_answer(request.who), "now": timezone.now()}
    return render(request, "desk/grievances.html", words | {"crumbs": [(_title(), "")]})


@officers_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def grievance(request: Request, dossier_id: UUID) -> HttpResponse:
    """One of them: what was said, and the answer that the person will read."""
    said, error = asking.text(request.POST, "said", most=4000, lines=True), ""
    if request.method == "POST":
        try:
            casework.answer_grievance(
                dossier_id=dossier_id, said=said, by=request.who, at=timezone.now(), key=key_of(request)
            )
        except Invalid as refusal:
            error = str(refusal.fields["said"])
        else:
            messages.success(request, _("Đã trả lời; người đánh giá sẽ nhận được."))
            return redirect("desk:grievances")
    row = feedback.one_to_answer(request.who, dossier_id)
    words = frame(request) | {
        "row": row, "errors": [{"name": "said", "message": error}] if error else [],
        "field": {
            "name": "said", "kind": "textarea", "label": _("Câu trả lời"), "value": said, "error": error,
            "help": _("Nói rõ đã xem lại điều gì và sẽ sửa thế nào."),
        },
        "crumbs": [(_title(), reverse("desk:grievances")), (row["about"], "")],
    }  # fmt: skip
    return render(request, "desk/grievance.html", words, status=422 if error else 200)


def _title() -> str:
    return _("Ý kiến chưa hài lòng")

"""The desk's pages for corrections: what is kept wrongly, and the second person's word."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua import casework
from motcua.base.refusals import Invalid
from motcua.doors.desk.acts import after, file_of, page, reason_field
from motcua.doors.desk.reading import WORKERS
from motcua.doors.lobby import asking
from motcua.doors.lobby.casefile import Casefile
from motcua.doors.lobby.requests import Request, key_of, officers_only
from motcua.dossiers import corrections


@officers_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def correct(request: Request, dossier_id: UUID) -> HttpResponse:
    """Choose what is wrong and write what it should read; the wrong words stay beside it."""
    what, now = request.POST.get("what", "")[:80], asking.text(request.POST, "now", most=1000)
    reason, refusal = asking.text(request.POST, "reason", most=2000, lines=True), None
    if request.method == "POST":
        try:
            done = casework.correct(
                dossier_id=dossier_id, what=what, now=now, reason=reason, by=request.who, at=timezone.now(),
                key=key_of(request),
            )  # fmt: skip
            return after(request, done, _("đã ghi đính chính, chờ người thứ hai đồng ý."))
        except Invalid as found:
            refusal = found
    file = file_of(request, dossier_id)
    fields: list[dict[str, Any]] = [
        {
            "name": "what", "kind": "one_of", "look": "select", "label": _("Mục nào sai"), "value": what,
            "choices": _choices(file),
        },
        {"name": "now", "kind": "text", "label": _("Nội dung đúng"), "value": now},
        reason_field(_("Vì sao phải đính chính"), reason),
    ]  # fmt: skip
    return page(request, file, act="correct", fields=fields, refusal=refusal, template="desk/act.html", more={})


def _choices(file: Casefile) -> list[dict[str, str]]:
    """What can be corrected, each with what stands there now."""
    kept = [(name, corrections.words(name)) for name in ("owner_name", "channel", "received_at", "about")]
    found = [
        {"value": name, "label": f"{label}: {corrections.kept_now(file.dossier, what=name)}"} for name, label in kept
    ]
    plain = {name for name, value in file.answers[-1].answers.items() if isinstance(value, str | int | bool)}
    rows = [row for section in file.sections() for row in section["rows"] if row["question"] in plain]
    return found + [
        {"value": f"answer.{row['question']}", "label": f"{row['label']}: {row['value']}"[:120]} for row in rows
    ]


@officers_only(*WORKERS)
@require_POST
def agree(request: Request, dossier_id: UUID, number: int) -> HttpResponse:
    """The second person: agreed, or not."""
    agreed = request.POST.get("agreed") == "yes"
    done = casework.agree(
        dossier_id=dossier_id, number=number, agreed=agreed, note="", by=request.who, at=timezone.now(),
        key=key_of(request),
    )  # fmt: skip
    return after(request, done, _("đã đồng ý đính chính.") if agreed else _("đã không đồng ý đính chính."))

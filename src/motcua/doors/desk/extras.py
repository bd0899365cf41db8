"""Around a dossier and its lists: notes, messages through the one-stop unit, signatures on letters, files of lists."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua import casework
from motcua.base.refusals import Invalid
from motcua.doors.desk.reading import READERS, WORKERS, opened
from motcua.doors.desk.views import narrow, tabs
from motcua.doors.lobby import asking, lists, saved
from motcua.doors.lobby.files import pdf
from motcua.doors.lobby.requests import Request, key_of, officers_only
from motcua.reporting import control_sheet as sheets


@officers_only(*WORKERS)
@require_POST
def note(request: Request, dossier_id: UUID) -> HttpResponse:
    text = asking.text(request.POST, "text", most=2000, lines=True)
    try:
        casework.leave_note(
            dossier_id=dossier_id, text=text, by=request.who, at=timezone.now(), key=key_of(request)
        )
        messages.success(request, _("Đã ghi chú cho đồng nghiệp."))
    except Invalid as refusal:
        messages.error(request, " ".join(str(said) for said in refusal.fields.values()))
    return redirect(reverse("desk:dossier", args=[dossier_id]) + "#notes")


@officers_only(*WORKERS)
@require_POST
def message(request: Request, dossier_id: UUID) -> HttpResponse:
    text = asking.text(request.POST, "text", most=2000, lines=True)
    try:
        casework.write_to_applicant(
            dossier_id=dossier_id, text=text, by=request.who, at=timezone.now(), key=key_of(request)
        )
        messages.success(request, _("Đã chuyển Bộ phận Một cửa gửi cho người nộp hồ sơ."))
    except Invalid as refusal:
        messages.error(request, " ".join(str(said) for said in refusal.fields.values()))
    return redirect(reverse("desk:dossier", args=[dossier_id]) + "#talk")


@officers_only(*WORKERS)
@require_POST
def sign_letter(request: Request, dossier_id: UUID, letter_id: UUID) -> HttpResponse:
    casework.sign_letter(
        dossier_id=dossier_id, letter_id=letter_id, by=request.who, at=timezone.now(), key=key_of(request)
    )
    messages.success(request, _("Đã ký số văn bản."))
    return redirect("desk:dossier", dossier_id)


@officers_only(*READERS)
@require_GET
def control_sheet(request: Request, dossier_id: UUID) -> HttpResponse:
    """The process-control sheet as the record tells it now."""
    found, now = opened(request, dossier_id), timezone.now()
    casework.view(dossier_id=dossier_id, what="letter", by=request.who, at=now)
    return pdf(sheets.printed(found, at=now), name=f"{_('Phiếu kiểm soát')} {found.code}.pdf")


@officers_only(*READERS)
@require_POST
def view(request: Request) -> HttpResponse:
    return saved.keep(request, place="desk", home=reverse("desk:worklist"))


@officers_only(*READERS)
@require_POST
def export(request: Request) -> HttpResponseBase:
    """The whole list that is open, as it is filtered, as a file."""
    query = QueryDict(request.POST.get("query", ""))
    tab, rows, procedure, words = lists.asked_for(query, tabs(request), narrow=narrow)
    asked = {"list": tab[0], "procedure": procedure, "words": saved.unsaid(words)}
    head = [
        _("Mã hồ sơ"), _("Thủ tục"), _("Người nộp"), _("Trạng thái"), _("Nhận lúc"), _("Hẹn trả"), _("Ai giữ"),
    ]  # fmt: skip
    return saved.exported(request, what="desk", asked=asked, head=head, rows=_rows(rows), name=tab[0])


def _rows(found: Any) -> Iterator[list[Any]]:
    of_results = hasattr(found.model, "dossier")
    for one in found.iterator(chunk_size=500):
        dossier = one.dossier if of_results else one
        who = one.preparer if of_results else dossier.holder
        yield [
            dossier.code, dossier.about, dossier.owner.full_name, dossier.get_state_display(), dossier.received_at,
            dossier.due_at, who.full_name if who else "",
        ]  # fmt: skip

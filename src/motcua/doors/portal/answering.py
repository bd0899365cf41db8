"""What an applicant does with a dossier that was sent: complete it, take it back, say how it was."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua import casework
from motcua.base.refusals import Invalid, OutOfOrder
from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.catalogue.kinds import posted
from motcua.documents import queries as documents
from motcua.documents.papers import ACCEPT
from motcua.doors.lobby.requests import Request, key_of, persons_only
from motcua.doors.lobby.scales import scales, scores_of
from motcua.doors.portal.files import own
from motcua.doors.portal.following import head
from motcua.doors.portal.pages import language, show, typed
from motcua.doors.portal.questions import errors_of, shown
from motcua.doors.portal.uploads import keep_files
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import ENDED
from motcua.feedback import queries as feedback
from motcua.results import queries as results

KEPT = "kept."  # hidden fields: files of this request that have arrived already


@require_http_methods(["GET", "POST"])
@persons_only
def supplement(request: Request, dossier_id: UUID) -> HttpResponse:
    """Only what was asked for, each with its reason. Files that arrived stay even when something else is missing."""
    dossier = own(request, dossier_id)
    if not {s.act for s in dossiers.open_acts(request.who, dossier)} & {"supplement", "resubmit"}:
        messages.info(request, _("Hồ sơ này lúc này không chờ bổ sung."))
        return redirect("portal:dossier", dossier.pk)
    items = dossiers.requests(dossier.pk)[-1].items
    if request.method != "POST":
        return _supplement_page(request, dossier, items, raw=None, errors={}, kept={})
    raw = {name: request.POST.getlist(name) for name in request.POST}
    kept, errors = _arrived(request, dossier, items)
    form = catalogue.form(dossier.version_id)
    questions = [item["question"] for item in items if item.get("question") in form.by_id]
    answers = {name: posted(form.by_id[name].question, raw, name=name) for name in questions}
    if not errors:
        try:
            casework.supplement(
                dossier_id=dossier.pk,
                answers={n: a for n, a in answers.items() if a is not None},
                papers={code: ids for code, ids in kept.items() if ids},
                by=request.who,
                at=timezone.now(),
                key=key_of(request),
            )
        except Invalid as refusal:
            errors = {name: str(said) for name, said in refusal.fields.items()}
        else:
            messages.success(request, _("Đã nộp bổ sung. Cán bộ sẽ xem tiếp hồ sơ của bạn."))
            return redirect("portal:dossier", dossier.pk)
    return _supplement_page(request, dossier, items, raw=raw, errors=errors, kept=kept)


def _arrived(
    request: Request, dossier: Any, items: list[dict[str, str]]
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The files of each paper that was asked for: those that came with an earlier try, and those that come now."""
    known = {str(d.id) for d in documents.of_dossier(dossier.pk)} - {
        str(p.document_id) for p in dossiers.papers(dossier.pk)
    }
    kept, errors = {}, {}
    for code in [item["paper"] for item in items if "paper" in item]:
        earlier = [i for i in request.POST.getlist(KEPT + code) if i in known]
        taken, refused = keep_files(
            request, dossier_id=dossier.pk, paper=code, files=request.FILES.getlist(f"paper.{code}")
        )
        kept[code] = earlier + taken
        if refused:
            errors[f"paper.{code}"] = " ".join(refused)
    return kept, errors


def _supplement_page(
    request: Request,
    dossier: Any,
    items: list[dict[str, str]],
    *,
    raw: Any,
    errors: dict[str, str],
    kept: dict[str, list[str]],
) -> HttpResponse:
    asked = dossiers.requests(dossier.pk)[-1]
    words = {
        **head(dossier),
        "here": "mine",
        "request_reason": asked.reason,
        "asked_at": asked.at,
        "asked_by": asked.by.full_name,
        "items": _items(dossier, items, raw=raw, errors=errors, kept=kept),
        "errors": errors_of(errors),
        "restarts": dossier.received_at is not None,
    }
    return show(request, "supplement", words, status=422 if errors else 200)


def _items(
    dossier: Any, items: list[dict[str, str]], *, raw: Any, errors: dict[str, str], kept: dict[str, list[str]]
) -> list[dict[str, Any]]:
    form = catalogue.form(dossier.version_id)
    situation = application.situation(channel=dossier.channel_name, at=timezone.now())
    pages = form.pages(
        dossiers.last_answers(dossier.pk), situation=situation, language=language(), raw=raw, errors=errors
    )
    fields = {field["name"]: field for page in pages for field in page["fields"]}
    papers = {p.id: p for p in form.definition.papers}
    names = {str(d.id): d.name for d in documents.of_dossier(dossier.pk)}
    found: list[dict[str, Any]] = []
    for item in items:
        question, code = item.get("question", ""), item.get("paper", "")
        if question in fields:
            found.append(
                {"reason": item["reason"], "question": shown({**fields[question], "required": True}, sources={})}
            )
        elif code:
            arrived = [{"id": i, "name": names.get(i, "")} for i in kept.get(code, [])]
            name = papers[code].name.into(language()) if code in papers else code
            found.append(
                {
                    "reason": item["reason"],
                    "paper": name,
                    "field": _chooser(code, errors, needed=not arrived),
                    "kept": arrived,
                    "kept_name": KEPT + code,
                }
            )
    return found


def _chooser(code: str, errors: dict[str, str], *, needed: bool) -> dict[str, Any]:
    name = f"paper.{code}"
    return {
        "kind": "file",
        "name": name,
        "label": _("Chọn tệp"),
        "error": errors.get(name, ""),
        "multiple": True,
        "help": "",
        "optional": not needed,
        "max_bytes": settings.FILE_LIMIT,
        "accept": ACCEPT,
        "types": _("ảnh JPEG, HEIC, PNG, tệp PDF hoặc Word"),
    }


@require_http_methods(["GET", "POST"])
@persons_only
def withdraw(request: Request, dossier_id: UUID) -> HttpResponse:
    """Asks first; possible while there is no decision (TT 03/2025 art. 7)."""
    dossier = own(request, dossier_id)
    errors: dict[str, str] = {}
    reason = typed(request.POST.get("reason", ""), most=1000)
    if request.method == "POST" and not reason:
        errors["reason"] = _("Hãy viết một câu vì sao bạn rút hồ sơ.")
    elif request.method == "POST":
        casework.withdraw(dossier_id=dossier.pk, reason=reason, by=request.who, at=timezone.now(), key=key_of(request))
        messages.success(request, _("Đã ghi nhận yêu cầu rút hồ sơ. Bộ phận Một cửa sẽ xác nhận."))
        return redirect("portal:dossier", dossier.pk)
    elif "withdraw" not in {s.act for s in dossiers.open_acts(request.who, dossier)} or results.is_decided(dossier.pk):
        raise OutOfOrder(_("Hồ sơ đã có quyết định hoặc đã kết thúc nên không rút được nữa."))
    field = {
        "kind": "textarea",
        "name": "reason",
        "label": _("Vì sao bạn rút hồ sơ?"),
        "value": reason,
        "error": errors.get("reason", ""),
        "help": _("Cán bộ sẽ đọc câu này."),
    }
    words = {**head(dossier), "here": "mine", "field": field, "errors": errors_of(errors), "key": key_of(request)}
    return show(request, "withdraw", words, status=422 if errors else 200)


@require_http_methods(["GET", "POST"])
@persons_only
def rate(request: Request, dossier_id: UUID) -> HttpResponse:
    """The three-step scale, overall and in three details; officers see sums only (TT 32/2017 art. 12)."""
    dossier = own(request, dossier_id)
    if feedback.is_rated(dossier.pk):
        messages.success(request, _("Bạn đã đánh giá hồ sơ này. Cảm ơn bạn."))
        return redirect("portal:dossier", dossier.pk)
    if dossier.state not in ENDED:
        raise OutOfOrder(_("Hồ sơ chưa kết thúc nên chưa đánh giá được."))
    errors: dict[str, str] = {}
    if request.method == "POST":
        scores = scores_of(request.POST)
        comment = typed(request.POST.get("comment", ""), most=2000)
        try:
            casework.rate(
                dossier_id=dossier.pk,
                scores=scores,
                comment=comment,
                by=request.who,
                at=timezone.now(),
                key=key_of(request),
            )
        except Invalid as refusal:
            errors = {name: str(said) for name, said in refusal.fields.items()}
        else:
            messages.success(request, _("Cảm ơn bạn. Đánh giá được cộng vào số liệu chung, không ai thấy tên bạn."))
            return redirect("portal:dossier", dossier.pk)
    words = {**head(dossier), "here": "mine", "errors": errors_of(errors), "fields": scales(request.POST, errors)}
    return show(request, "rate", words, status=422 if errors else 200)

"""Mandates on my page: given and held, made and ended."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere, TooLarge
from motcua.catalogue import queries as catalogue
from motcua.documents import queries as documents
from motcua.documents.papers import ACCEPT
from motcua.documents.reasons import PaperRefused
from motcua.doors.lobby.brake import brake
from motcua.doors.lobby.requests import Request, key_of, persons_only
from motcua.doors.portal.files import pdf
from motcua.doors.portal.pages import language, show, typed
from motcua.doors.portal.particulars import day_of, day_words, particulars, particulars_fields
from motcua.doors.portal.questions import errors_of
from motcua.doors.portal.uploads import on_disk
from motcua.dossiers import clock
from motcua.people import mandates

TRIES, MOST_LISTED = 20, 200
THEIRS = ("full_name", "personal_number", "tax_code", "phone", "email", "address")


@require_safe
@persons_only
def kept(request: Request) -> HttpResponse:
    rows = [_row(one, person_id=request.who.person_id) for one in mandates.of_person(request.who.person_id)]
    words = {
        "here": "mine",
        "given": [row for row in rows if row["given"]],
        "held": [row for row in rows if not row["given"]],
        "crumbs": _crumbs(_("Uỷ quyền")),
    }
    return show(request, "mandates", words)


def _crumbs(last: str) -> list[tuple[str, str]]:
    return [(_("Hồ sơ của tôi"), reverse("portal:mine")), (last, "")]


def _row(one: Any, *, person_id: UUID | None) -> dict[str, Any]:
    today = clock.local(timezone.now()).date()
    given, running = one.giver_id == person_id, one.ended_at is None and today <= one.until_date
    if one.ended_at is not None:
        state, kind = _("đã chấm dứt"), "idle"
    elif today > one.until_date:
        state, kind = _("đã hết hạn"), "idle"
    elif today < one.since_date:
        state, kind = _("chưa đến ngày"), "soon"
    else:
        state, kind = _("đang có hiệu lực"), "done"
    return {
        "given": given,
        "other": (one.holder if given else one.giver).full_name,
        "state": state,
        "kind": kind,
        "since": one.since_date,
        "until": one.until_date,
        "by_giver": one.by_giver,
        "procedures": [_procedure(code) for code in one.procedures],
        "url": reverse("portal:mandate_paper", args=[one.pk]),
        "end_url": reverse("portal:mandate_end", args=[one.pk]) if running else "",
    }


def _procedure(code: str) -> str:
    try:
        definition = catalogue.definition(catalogue.current(code).version_id)
    except NotThere:
        return code
    return (definition.short_name or definition.name).into(language())


@require_http_methods(["GET", "POST"])
@persons_only
def giving(request: Request) -> HttpResponse:
    """Give a mandate, or enter one that somebody gave on paper. What is wrong is said at its field (422)."""
    errors: dict[str, str] = {}
    owner: dict[str, str] = {}
    if request.method == "POST":
        brake(request, what="mandate", most=TRIES)
        owner, errors = particulars(request)
        done = _give(request, owner=owner, errors=errors)
        if done:
            messages.success(request, _("Đã lập giấy uỷ quyền. Người kia đã được báo."))
            return redirect("portal:mandates")
    words = {
        "here": "mine",
        "errors": errors_of(errors),
        "side": _side(request, errors),
        "fields": particulars_fields(owner, errors=errors, only=THEIRS),
        "scope": _scope(request, errors),
        "days": _days(request, errors),
        "paper": _paper(errors),
        "crumbs": [*_crumbs("")[:1], (_("Uỷ quyền"), reverse("portal:mandates")), (_("Lập giấy uỷ quyền"), "")],
    }
    return show(request, "mandate_new", words, status=422 if errors else 200)


def _give(request: Request, *, owner: dict[str, str], errors: dict[str, str]) -> bool:
    """Whether it was given; else `errors` says why not."""
    since, until = day_of(request.POST.get("since", "")), day_of(request.POST.get("until", ""))
    side, code = request.POST.get("side", ""), typed(request.POST.get("procedure", ""), most=80)
    upload = request.FILES.get("paper")
    if side not in {"giver", "holder"}:
        errors["side"] = _("Hãy chọn ai uỷ quyền cho ai.")
    if not owner.get("full_name"):
        errors["full_name"] = _("Hãy ghi họ tên hoặc tên tổ chức.")
    if not owner.get("personal_number") and not owner.get("tax_code"):
        errors["personal_number"] = _("Hãy ghi số định danh, hoặc mã số thuế nếu là tổ chức.")
    if since is None:
        errors["since"] = _("Hãy ghi ngày có thật, dạng ngày/tháng/năm.")
    if until is None:
        errors["until"] = _("Hãy ghi ngày có thật, dạng ngày/tháng/năm.")
    if code and not _is_offered(code):
        errors["procedure"] = _("Không có thủ tục nào mang mã này.")
    if upload is None:
        errors["paper"] = _("Hãy chọn tệp chụp giấy uỷ quyền đã ký.")
    if errors or since is None or until is None or upload is None:
        return False
    name = typed(upload.name or "", most=200) or _("tệp")
    try:
        with on_disk(upload) as path:
            arrived = documents.Arrived(path=path, prepared=documents.looked_at(path, name=name), name=name)
            casework.authorise(
                subject_id=request.who.account_id,
                other=owner,
                as_giver=side == "giver",
                procedures=[code] if code else [],
                since=since,
                until=until,
                paper=arrived,
                by=request.who,
                at=timezone.now(),
                key=key_of(request),
            )
    except (PaperRefused, TooLarge) as refusal:
        errors["paper"] = str(refusal.said)
    except NotAllowed:
        errors["personal_number"] = _("Không ai uỷ quyền cho chính mình được.")
    except Invalid as refusal:
        errors |= {name if name in {*THEIRS, "until"} else "full_name": str(s) for name, s in refusal.fields.items()}
    return not errors


def _is_offered(code: str) -> bool:
    try:
        return catalogue.current(code).code == code
    except NotThere:
        return False


def _side(request: Request, errors: dict[str, str]) -> dict[str, Any]:
    return {
        "kind": "one_of",
        "name": "side",
        "label": _("Ai uỷ quyền cho ai?"),
        "value": request.POST.get("side", ""),
        "error": errors.get("side", ""),
        "choices": [
            {"value": "giver", "label": _("Tôi uỷ quyền cho người này"), "help": ""},
            {
                "value": "holder",
                "label": _("Người này đã uỷ quyền cho tôi trên giấy"),
                "help": _("Họ sẽ được báo; cán bộ sẽ đối chiếu giấy."),
            },
        ],
    }


def _scope(request: Request, errors: dict[str, str]) -> dict[str, Any]:
    """A list where it can be looked through; in a whole city's catalogue, the procedure's code."""
    if catalogue.offered().count() > MOST_LISTED:
        return {
            "kind": "text",
            "name": "procedure",
            "label": _("Mã thủ tục"),
            "value": request.POST.get("procedure", ""),
            "error": errors.get("procedure", ""),
            "optional": True,
            "help": _("Để trống thì dùng được cho mọi thủ tục."),
        }
    choices = sorted(
        ({"value": one.code, "label": _procedure(one.code), "help": ""} for one in catalogue.offered()),
        key=lambda choice: choice["label"],
    )
    return {
        "kind": "one_of",
        "look": "select",
        "name": "procedure",
        "label": _("Cho thủ tục nào"),
        "value": request.POST.get("procedure", ""),
        "error": errors.get("procedure", ""),
        "optional": True,
        "help": _("Không chọn thì dùng được cho mọi thủ tục."),
        "choices": choices,
    }


def _days(request: Request, errors: dict[str, str]) -> list[dict[str, Any]]:
    today = day_words(clock.local(timezone.now()).date())
    labels = {"since": _("Có hiệu lực từ ngày"), "until": _("Đến hết ngày")}
    return [
        {
            "kind": "date",
            "name": name,
            "label": label,
            "value": request.POST.get(name, today if name == "since" else ""),
            "error": errors.get(name, ""),
            "help": "",
        }
        for name, label in labels.items()
    ]


def _paper(errors: dict[str, str]) -> dict[str, Any]:
    return {
        "kind": "file",
        "name": "paper",
        "label": _("Giấy uỷ quyền đã ký"),
        "error": errors.get("paper", ""),
        "max_bytes": settings.FILE_LIMIT,
        "accept": ACCEPT,
        "types": _("ảnh JPEG, HEIC, PNG, tệp PDF hoặc Word"),
        "help": "",
    }


@require_POST
@persons_only
def ending(request: Request, mandate_id: UUID) -> HttpResponse:
    casework.end_mandate(
        subject_id=request.who.account_id, mandate_id=mandate_id, by=request.who, at=timezone.now(), key=key_of(request)
    )
    messages.success(request, _("Giấy uỷ quyền đã chấm dứt. Hồ sơ đã gửi trước đó vẫn được giải quyết."))
    return redirect("portal:mandates")


@require_safe
@persons_only
def paper(request: Request, mandate_id: UUID) -> HttpResponse:
    """The paper of a mandate, to its giver and its holder."""
    found = mandates.one(request.who, mandate_id)
    return pdf(documents.read(found.document_digest), name=found.document_name.rpartition(".")[0] or "uy-quyen")

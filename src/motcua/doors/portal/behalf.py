"""For whom a draft is written: oneself, or somebody else on a mandate or a legal relation."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua import casework
from motcua.base.refusals import Invalid
from motcua.doors.lobby.brake import brake
from motcua.doors.lobby.requests import Request
from motcua.doors.portal.drafts import Writing, only_its_writer, with_draft
from motcua.doors.portal.pages import show
from motcua.doors.portal.particulars import day_words, particulars, particulars_fields
from motcua.doors.portal.questions import errors_of
from motcua.dossiers import clock
from motcua.people import mandates

SELF, MANDATE = "self", "mandate"
TRIES = 20


@require_http_methods(["GET", "POST"])
@with_draft
def for_whom(request: Request, writing: Writing) -> HttpResponse:
    """Oneself, unless another is named with the reason why one may; what is wrong is said at its field (422)."""
    only_its_writer(request)
    behalf = writing.kept.behalf
    errors: dict[str, str] = {}
    if request.method == "POST":
        brake(request, what="owner", most=TRIES)
        behalf, errors = _posted(request)
        if not errors:
            try:
                casework.represent(dossier_id=writing.kept.pk, behalf=behalf, by=request.who, at=timezone.now())
            except Invalid as refusal:
                errors = {name: str(said) for name, said in refusal.fields.items()}
            else:
                return redirect(writing.url("check" if request.POST.get("from") == "check" else "draft"))
    words = {
        "procedure": writing.name,
        "errors": errors_of(errors),
        "basis": _basis_field(request, writing, behalf=behalf, error=errors.get("basis", "")),
        "fields": particulars_fields(behalf.get("owner") or {}, errors=errors),
        "from": request.POST.get("from") or request.GET.get("from", ""),
        "back": writing.url("draft"),
    }
    return show(request, "for_whom", words, status=422 if errors else 200)


def _posted(request: Request) -> tuple[dict[str, Any], dict[str, str]]:
    basis = request.POST.get("basis", "")
    if basis in {"", SELF}:
        return {}, {} if basis else {"basis": _("Hãy chọn bạn nộp hồ sơ cho ai.")}
    kind, _colon, mandate_id = basis.partition(":")
    if kind == MANDATE:
        return {"basis": MANDATE, "mandate": mandate_id, "owner": {}}, {}
    owner, errors = particulars(request)
    return {"basis": kind, "mandate": "", "owner": owner}, errors


def _basis_field(request: Request, writing: Writing, *, behalf: dict[str, Any], error: str) -> dict[str, Any]:
    day = clock.local(timezone.now()).date()
    chosen = behalf.get("basis", SELF)
    if chosen == MANDATE:
        chosen = f"{MANDATE}:{behalf.get('mandate', '')}"
    choices = [{"value": SELF, "label": _("Cho chính tôi"), "help": ""}]
    for one in mandates.usable(request.who.person_id, procedure=writing.definition.id, day=day):
        help = _("Theo giấy uỷ quyền, đến hết ngày %(day)s.") % {"day": day_words(one.until_date)}
        label = _("Cho %(name)s") % {"name": one.giver.full_name}
        choices.append({"value": f"{MANDATE}:{one.pk}", "label": label, "help": help})
    choices += [
        {"value": "parent", "label": _("Cho con chưa đủ 18 tuổi"), "help": _("Ghi họ tên và ngày sinh của con.")},
        {"value": "guardian", "label": _("Cho người tôi giám hộ"), "help": _("Ghi họ tên người được giám hộ.")},
        {
            "value": "representative",
            "label": _("Cho tổ chức mà tôi là người đại diện theo pháp luật"),
            "help": _("Ghi tên và mã số thuế của tổ chức."),
        },
    ]
    return {
        "kind": "one_of",
        "name": "basis",
        "label": _("Bạn nộp hồ sơ cho ai?"),
        "value": chosen,
        "error": error,
        "choices": choices,
        "help": _("Nộp thay người khác thì cần giấy uỷ quyền, lập ở mục Uỷ quyền trên trang của bạn."),
    }


def owner_words(behalf: dict[str, Any]) -> str:
    """Whose dossier a draft will be, in words for the check page."""
    if not behalf:
        return _("Chính bạn")
    if behalf["basis"] == MANDATE:
        found = mandates.known(UUID(behalf["mandate"]))
        return _("%(name)s, theo giấy uỷ quyền") % {"name": found.giver.full_name if found else "—"}
    words = {
        "parent": _("%(name)s, bạn là cha hoặc mẹ"),
        "guardian": _("%(name)s, bạn là người giám hộ"),
        "representative": _("%(name)s, bạn là người đại diện theo pháp luật"),
    }
    return words[behalf["basis"]] % {"name": behalf["owner"].get("full_name", "")}

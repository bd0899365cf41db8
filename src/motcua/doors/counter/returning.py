"""Giving the result and the originals back: who came, what goes with it, how it was signed for."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua import casework
from motcua.base.refusals import Invalid, OutOfOrder
from motcua.doors.counter.acts import after, receiver_fields
from motcua.doors.counter.reading import CLERKS, frame, open_acts, opened
from motcua.doors.lobby import asking
from motcua.doors.lobby.casefile import Casefile
from motcua.doors.lobby.requests import Request, key_of, officers_only
from motcua.doors.lobby.words import money_words
from motcua.reception import queries as reception

MOST_SIGNATURE = 300_000


@officers_only(*CLERKS)
@require_http_methods(["GET", "POST"])
def hand_back(request: Request, dossier_id: UUID) -> HttpResponse:
    """Give the result to whoever came for it, on the identity that they showed."""
    return _give(request, dossier_id, act="hand_back", do=casework.hand_back, said=_("đã trả kết quả."))


@officers_only(*CLERKS)
@require_http_methods(["GET", "POST"])
def give_back(request: Request, dossier_id: UUID) -> HttpResponse:
    """Give the papers of a stopped dossier back."""
    return _give(request, dossier_id, act="give_back", do=casework.give_back, said=_("đã trả lại giấy tờ."))


def _give(request: Request, dossier_id: UUID, *, act: str, do: Any, said: str) -> HttpResponse:
    posted, refusal = request.POST, None
    name, identity, mandate = (asking.text(posted, field, most=200) for field in ("to_name", "identity", "mandate"))
    receiver = "mandate" if posted.get("receiver") == "mandate" else "applicant"
    if request.method == "POST":
        try:
            done = do(
                dossier_id=dossier_id, to_name=name, identity=identity, receiver=receiver, mandate=mandate,
                originals=_originals(request, dossier_id), signature=_signature(request), by=request.who,
                at=timezone.now(), key=key_of(request),
            )  # fmt: skip
            return after(request, done, said)
        except Invalid as found:
            refusal = found
    file = Casefile(opened(request, dossier_id), request.LANGUAGE_CODE or "vi")
    if act == "hand_back" and file.account.due_vnd > 0:
        due = money_words(file.account.due_vnd)
        raise OutOfOrder(_("Còn phải thu %(due)s trước khi trả kết quả.") % {"due": due})
    asking.need_open(act, open_acts(request, file), file.dossier)
    fields = [
        _who_comes(receiver), *receiver_fields(name if posted else file.dossier.owner.full_name, identity),
        {
            "name": "mandate", "kind": "text", "label": _("Văn bản ủy quyền"), "value": mandate, "optional": True,
            "help": _("Số, ngày, nơi chứng thực; chỉ ghi khi người khác nhận thay."),
        },
    ]  # fmt: skip
    here = reverse("counter:dossier", args=[dossier_id])
    context = frame(request, here="worklist")
    context |= asking.page(file, act=act, fields=fields, refusal=refusal, key=key_of(request))
    context |= {
        "originals": _counted(request, file, faults=dict(refusal.fields) if refusal else {}),
        "signed": posted.get("signed") or "paper", "back_url": here,
        "signature_error": dict(refusal.fields).get("signature", "") if refusal else "",
        "crumbs": [
            (_("Việc cần làm"), reverse("counter:worklist")), (file.dossier.code, here),
            (str(context["step"].name), ""),
        ],
    }  # fmt: skip
    return render(request, "counter/give.html", context, status=422 if refusal else 200)


def _who_comes(receiver: str) -> dict[str, Any]:
    return {
        "name": "receiver", "kind": "one_of", "label": _("Ai đến nhận"), "value": receiver,
        "choices": [
            {"value": "applicant", "label": _("Chính người nộp hoặc chủ hồ sơ"), "help": ""},
            {"value": "mandate", "label": _("Người được ủy quyền"), "help": ""},
        ],
    }  # fmt: skip


def _signature(request: Request) -> str:
    """What was drawn, if that is how it was signed. Raises `Invalid` when the tablet was chosen and nothing came."""
    if request.POST.get("signed") != "tablet":
        return ""
    drawn = request.POST.get("signature", "")[:MOST_SIGNATURE]
    if not drawn:
        raise Invalid(fields={"signature": _("Chưa có chữ ký. Hãy ký vào khung, hoặc chọn ký trên giấy.")})
    return drawn


def _originals(request: Request, dossier_id: UUID) -> dict[str, int]:
    """How many of each original go back, as they were counted on the table."""
    found, faults = {}, {}
    for code in reception.originals_here(dossier_id):
        typed = request.POST.get(f"originals__{code}", "").strip() or "0"
        if typed.isascii() and typed.isdigit() and len(typed) < 6:
            found[code] = int(typed)
        else:
            faults[f"originals__{code}"] = _("Ghi số bản bằng chữ số.")
    if faults:
        raise Invalid(fields=faults)
    return found


def _counted(request: Request, file: Casefile, *, faults: dict[str, Any]) -> list[dict[str, Any]]:
    """Every original that is still here; all of them go back unless the officer counts fewer."""
    return [
        {
            "name": f"originals__{code}", "label": file.paper_name(code), "here": n,
            "value": request.POST.get(f"originals__{code}", str(n)), "error": faults.get(f"originals__{code}", ""),
        }
        for code, n in reception.originals_here(file.dossier.pk).items()
    ]  # fmt: skip

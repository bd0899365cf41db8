"""How it was: the one-time link on the applicant's own telephone, no account needed."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua import casework
from motcua.base.refusals import Invalid
from motcua.doors.lobby.brake import brake
from motcua.doors.lobby.requests import Request, key_of
from motcua.doors.lobby.scales import scales, scores_of
from motcua.doors.portal.pages import show, typed
from motcua.doors.portal.questions import errors_of
from motcua.feedback import queries as feedback

LINKS_A_MINUTE = 20


@require_http_methods(["GET", "POST"])
def by_link(request: Request, token: str) -> HttpResponse:
    """The three-step scale for whoever holds the link. It is good for one rating; then it says thank you."""
    brake(request, what="rating", most=LINKS_A_MINUTE)
    dossier_id, about = feedback.invited(token[:80], now=timezone.now())
    words: dict[str, Any] = {"about": about, "done": feedback.is_rated(dossier_id)}
    errors: dict[str, str] = {}
    if request.method == "POST" and not words["done"]:
        try:
            casework.rate_by_link(
                dossier_id=dossier_id, token=token, scores=scores_of(request.POST),
                comment=typed(request.POST.get("comment", ""), most=2000), by=request.who, at=timezone.now(),
                key=key_of(request),
            )  # fmt: skip
            words["done"] = True
        except Invalid as refusal:
            errors = {name: str(said) for name, said in refusal.fields.items()}
    words |= {"errors": errors_of(errors), "fields": scales(request.POST, errors)}
    words["thanks"] = _("Cảm ơn bạn. Đánh giá được cộng vào số liệu chung, không ai thấy tên bạn.")
    return show(request, "rate_by_link", words, status=422 if errors else 200)

"""The owner of a dossier that somebody else sent objects to it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua import casework
from motcua.base.refusals import Invalid
from motcua.doors.lobby.requests import Request, key_of, persons_only
from motcua.doors.portal.files import own
from motcua.doors.portal.following import head
from motcua.doors.portal.pages import show, typed
from motcua.doors.portal.questions import errors_of


@require_http_methods(["GET", "POST"])
@persons_only
def objecting(request: Request, dossier_id: UUID) -> HttpResponse:
    """The owner says that what was sent in their name is not what they want; officers read it."""
    dossier = own(request, dossier_id)
    errors: dict[str, str] = {}
    reason = typed(request.POST.get("reason", ""), most=1000)
    if request.method == "POST":
        try:
            casework.object_to(
                dossier_id=dossier.pk, reason=reason, by=request.who, at=timezone.now(), key=key_of(request)
            )
        except Invalid as refusal:
            errors = {name: str(said) for name, said in refusal.fields.items()}
        else:
            messages.success(request, _("Đã ghi nhận. Cán bộ sẽ đọc trước khi giải quyết tiếp."))
            return redirect("portal:dossier", dossier.pk)
    field = {
        "kind": "textarea",
        "name": "reason",
        "label": _("Vì sao bạn phản đối?"),
        "value": reason,
        "error": errors.get("reason", ""),
        "help": _("Cán bộ và người nộp thay sẽ biết bạn không đồng ý; chỉ cán bộ đọc câu này."),
    }
    words = {**head(dossier), "here": "mine", "field": field, "errors": errors_of(errors)}
    return show(request, "object", words, status=422 if errors else 200)

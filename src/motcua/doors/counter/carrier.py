"""The post's page: parcels on their way, each shown by its label and nothing else of the dossier."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua import casework
from motcua.base.refusals import Invalid, NotThere
from motcua.doors.counter.acts import receiver_fields
from motcua.doors.counter.reading import frame
from motcua.doors.lobby import asking
from motcua.doors.lobby.requests import Request, key_of, officers_only
from motcua.people.models import Role
from motcua.post import queries as post

A_PAGE = 50


@officers_only(Role.POSTAL)
@require_GET
def parcels(request: Request) -> HttpResponse:
    """What this carrier has to deliver, longest on the way first."""
    page = Paginator(post.on_the_way(request.who), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "counter/parcels.html", frame(request, here="post") | {"page": page})


@officers_only(Role.POSTAL)
@require_GET
def parcel(request: Request, dossier_id: UUID) -> HttpResponse:
    """One label, and the two ways in which it can end."""
    return _page(request, dossier_id, fields=receiver_fields("", ""), reason="", refusal=None, wrong="")


@officers_only(Role.POSTAL)
@require_http_methods(["POST"])
def deliver(request: Request, dossier_id: UUID) -> HttpResponse:
    """Delivered against an identity paper or a mandate: the dossier is closed."""
    name, identity = (asking.text(request.POST, field, most=200) for field in ("to_name", "identity"))
    try:
        done = casework.deliver(
            dossier_id=dossier_id, to_name=name, identity=identity, by=request.who, at=timezone.now(),
            key=key_of(request),
        )  # fmt: skip
    except Invalid as refusal:
        fields = receiver_fields(name, identity)
        return _page(request, dossier_id, fields=fields, reason="", refusal=refusal, wrong="deliver")
    messages.success(request, _("%(code)s: đã phát cho người nhận.") % {"code": done.code})
    return redirect("counter:post")


@officers_only(Role.POSTAL)
@require_http_methods(["POST"])
def bring_back(request: Request, dossier_id: UUID) -> HttpResponse:
    """It could not be delivered and comes back to the counter."""
    reason = asking.text(request.POST, "reason", most=500, lines=True)
    try:
        done = casework.bring_back(
            dossier_id=dossier_id, reason=reason, by=request.who, at=timezone.now(), key=key_of(request)
        )
    except Invalid as refusal:
        fields = receiver_fields("", "")
        return _page(request, dossier_id, fields=fields, reason=reason, refusal=refusal, wrong="bring_back")
    messages.success(request, _("%(code)s: đã chuyển hoàn về Bộ phận Một cửa.") % {"code": done.code})
    return redirect("counter:post")


def _page(
    request: Request, dossier_id: UUID, *, fields: list[dict[str, Any]], reason: str, refusal: Invalid | None,
    wrong: str,
) -> HttpResponse:  # fmt: skip
    found = post.on_the_way(request.who).filter(dossier_id=dossier_id).first()
    if found is None:
        raise NotThere()
    faults = dict(refusal.fields) if refusal else {}
    why = {
        "name": "reason", "kind": "textarea", "label": _("Vì sao không phát được"), "value": reason,
        "error": faults.get("reason", ""),
    }  # fmt: skip
    for field in fields:
        field["error"] = faults.get(field["name"], "") if wrong == "deliver" else ""
    context = frame(request, here="post") | {
        "parcel": found, "fields": fields, "why": why,
        "errors": [{"name": f["name"], "message": f["error"]} for f in (*fields, why) if f["error"]],
        "crumbs": [(_("Bưu chính"), reverse("counter:post")), (found.item_code, "")],
    }  # fmt: skip
    return render(request, "counter/parcel.html", context, status=422 if refusal else 200)

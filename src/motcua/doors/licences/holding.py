"""What I hold: licences and certificates, until when, and the way to renew them."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from motcua import casework
from motcua.catalogue import queries as catalogue
from motcua.doors.licences.words import line, name_of
from motcua.doors.lobby.requests import Request, persons_only
from motcua.registers import queries as registers


@require_safe
@persons_only
def mine(request: Request) -> HttpResponse:
    """Everything that was issued to this person and lives on."""
    today = timezone.localdate()
    names = {one.code: name_of(one) for one in registers.registers()}
    rows = [
        line(one, today=today)
        | {"register": names.get(one.register, ""), "content": one.content, "dossier_id": one.dossier_id,
           "renewals": _renewals(one.register)}
        for one in registers.of_holder(request.who)
    ]  # fmt: skip
    return render(request, "licences/mine.html", {"lines": rows, "here": "mine"})


@require_POST
@persons_only
def renew(request: Request, registration_id: UUID) -> HttpResponse:
    """Start an application for renewal, change or re-issue; that it is about this registration is noted with it."""
    found = catalogue.current(request.POST.get("procedure", "")[:80])
    draft_id = uuid4()
    casework.start(
        dossier_id=draft_id, procedure=found.code, answers={}, by=request.who, at=timezone.now(),
        renews=registration_id,
    )  # fmt: skip
    return redirect("portal:unit", draft_id)


def _renewals(register: str) -> list[dict[str, Any]]:
    """The procedures whose result is kept in this register: to renew, to change, to have it issued again."""
    return [{"code": code, "name": name} for code, name in catalogue.registered_in(register)]

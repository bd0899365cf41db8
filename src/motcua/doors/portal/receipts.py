"""The page after sending: what was sent, what happens next and by when, how to follow it."""

from uuid import UUID

import segno
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.doors.lobby.requests import Request, persons_only
from motcua.doors.portal.files import own
from motcua.doors.portal.following import head, letters_of
from motcua.doors.portal.pages import show, whole_place
from motcua.doors.portal.promise import reception_due
from motcua.organisation import queries as organisation


@require_safe
@persons_only
def receipt(request: Request, dossier_id: UUID) -> HttpResponse:
    dossier = own(request, dossier_id)
    receiving = organisation.unit(dossier.receiving_unit_id)
    link = settings.PUBLIC_URL + reverse("portal:follow", args=[dossier.secret])
    words = {
        **head(dossier),
        "secret": _in_fours(dossier.secret),
        "qr": segno.make(link, error="m").svg_data_uri(scale=4, border=1),
        "link": link,
        "office": whole_place(receiving),
        "sent_at": dossier.submitted_at,
        "received_by": reception_due(receiving, submitted_at=dossier.submitted_at),
        "received_at": dossier.received_at,
        "due_at": dossier.due_at,
        "by_post": dossier.return_by == "post",
        "letters": letters_of(dossier),
        "crumbs": [
            (_("Hồ sơ của tôi"), reverse("portal:mine")),
            (dossier.code, reverse("portal:dossier", args=[dossier.pk])),
            (_("Giấy nhận"), ""),
        ],
        "here": "mine",
    }
    return show(request, "receipt", words)


def _in_fours(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))

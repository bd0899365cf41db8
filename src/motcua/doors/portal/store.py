"""My papers: what was handed in once and what the city issued, with source, date and validity; and taking them off."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua import casework
from motcua.catalogue import queries as catalogue
from motcua.doors.lobby.requests import Request, persons_only
from motcua.doors.portal.drafts import Writing
from motcua.doors.portal.pages import language, show
from motcua.doors.portal.particulars import day_of, day_words
from motcua.dossiers import representation, shelf
from motcua.results import queries as results


@require_http_methods(["GET", "POST"])
@persons_only
def papers(request: Request) -> HttpResponse:
    now = timezone.now()
    fault = ""
    if request.method == "POST":
        until = request.POST.get("valid_until", "").strip()
        take_off, day = "take_off" in request.POST, day_of(until)
        if until and day is None and not take_off:
            fault = _("Hãy ghi ngày có thật, dạng ngày/tháng/năm.")
        else:
            digest = request.POST.get("digest", "")[:64]
            casework.shelve(digest=digest, valid_until=day, take_off=take_off, by=request.who, at=now)
            messages.success(request, _("Đã bỏ khỏi kho giấy tờ.") if take_off else _("Đã ghi ngày hết giá trị."))
            return redirect("portal:store")
    assert request.who.person_id is not None
    issued = [
        _issued(one, until=_until(request, one.sealed_digest))
        for one in results.issued_to(request.who.person_id)
        if not _is_off(request, one.sealed_digest)
    ]
    words = {
        "here": "mine",
        "rows": [*issued, *[_row(offer) for offer in shelf.of(request.who, at=now)]],
        "fault": fault,
        "crumbs": [(_("Hồ sơ của tôi"), reverse("portal:mine")), (_("Kho giấy tờ"), "")],
    }
    return show(request, "store", words, status=422 if fault else 200)


def offers(request: Request, writing: Writing, *, paper: str) -> list[dict[str, Any]]:
    """What may be laid under this paper of a draft by one click: nothing that lies there, nothing out of date."""
    if writing.guest:
        return []
    now = timezone.now()
    owner_id = representation.owner_id_of(behalf=writing.kept.behalf, by=request.who)
    laid = writing.digests(paper)
    found = [_row(o) for o in shelf.offered(request.who, code=paper, at=now, owner_id=owner_id) if o.digest not in laid]
    if owner_id == request.who.person_id:
        found += [
            _issued(one, until=_until(request, one.sealed_digest))
            for one in results.issued_to(owner_id)
            if one.sealed_digest not in laid and shelf.stands(request.who, digest=one.sealed_digest, at=now)
        ]
    return found


def _until(request: Request, digest: str) -> Any:
    mark = shelf.mark_of(request.who.person_id, digest=digest) if request.who.person_id else None
    return mark.valid_until if mark else None


def _is_off(request: Request, digest: str) -> bool:
    mark = shelf.mark_of(request.who.person_id, digest=digest) if request.who.person_id else None
    return mark is not None and mark.taken_off_at is not None


def _row(offer: Any) -> dict[str, Any]:
    definition = catalogue.definition(offer.source.version_id)
    name = next((p.name.into(language()) for p in definition.papers if p.id == offer.code), offer.code)
    return {
        "name": name,
        "file_name": offer.document.name,
        "source": _("đã nộp với hồ sơ %(code)s") % {"code": offer.source.code},
        "at": offer.at,
        "until": offer.valid_until,
        "until_typed": day_words(offer.valid_until) if offer.valid_until else "",
        "valid": offer.valid,
        "digest": offer.digest,
        "url": reverse("portal:paper", args=[offer.source.pk, offer.document.id]),
        "thumbnail_url": reverse("portal:picture", args=[offer.source.pk, offer.document.id])
        if offer.document.picture_digest
        else "",
    }


def _issued(result: Any, *, until: Any) -> dict[str, Any]:
    return {
        "name": result.name,
        "file_name": f"{_('Số')} {result.number}",
        "source": _("kết quả của hồ sơ %(code)s") % {"code": result.dossier.code},
        "at": result.number_date,
        "until": until,
        "until_typed": day_words(until) if until else "",
        "valid": True,
        "digest": result.sealed_digest,
        "url": reverse("portal:result", args=[result.dossier_id]),
        "thumbnail_url": "",
    }

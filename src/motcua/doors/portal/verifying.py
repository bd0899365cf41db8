"""Is this paper real: by the address in its QR code, or by the file itself. Open to everybody."""

import hashlib
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.base.ports import plugged
from motcua.base.refusals import NotThere
from motcua.documents import queries as documents
from motcua.doors.lobby.brake import brake
from motcua.doors.lobby.requests import Request
from motcua.doors.lobby.words import size_words
from motcua.doors.portal.pages import show, whole_place
from motcua.doors.portal.questions import errors_of
from motcua.doors.portal.words import masked_name
from motcua.organisation import queries as organisation
from motcua.results import queries as results
from motcua.results.ports import Signatures

FILES_A_MINUTE = 10


@require_http_methods(["GET", "POST"])
def verify(request: Request, result_id: UUID | None = None) -> HttpResponse:
    """What was issued, to whom (masked), by whom, signed by whom; and whether a file is the very one."""
    issued = results.issued(result_id) if result_id else None
    words: dict[str, Any] = {"here": "", "issued": _issued(issued) if issued else None}
    if issued is not None:
        words["signatures"] = _signatures(documents.read(issued.sealed_digest))
    error = ""
    if request.method == "POST":
        brake(request, what="verify", most=FILES_A_MINUTE)
        file = request.FILES.get("file")
        if file is None:
            error = _("Hãy chọn tệp PDF cần kiểm tra.")
        elif (file.size or 0) > settings.FILE_LIMIT:
            error = _("Tệp lớn hơn %(size)s nên không phải kết quả do chúng tôi phát hành.") % {
                "size": size_words(settings.FILE_LIMIT)
            }
        else:
            words["checked"] = _checked(file, expected=issued)
    words |= {"field": _field(error), "errors": errors_of({"file": error} if error else {})}
    return show(request, "verify", words, status=422 if error else 200)


def _checked(file: Any, *, expected: Any) -> dict[str, Any]:
    content = file.read()
    try:
        found = results.published(hashlib.sha256(content).hexdigest())
    except NotThere:
        found = None
    return {
        "name": file.name,
        "issued": _issued(found) if found else None,
        "signatures": _signatures(content),
        "another": found is not None and expected is not None and found.id != expected.id,
    }


def _issued(result: Any) -> dict[str, Any]:
    owner, unit = result.dossier.owner, organisation.unit(result.dossier.settling_unit_id)
    revoked = results.revocation_of(result)
    instead = results.replacement_of(result) if revoked else None
    return {
        "revoked_at": revoked.at if revoked else None,
        "revoked_why": revoked.note if revoked else "",
        "instead": instead,
        "name": result.name,
        "number": result.number,
        "date": result.number_date,
        "unit": whole_place(unit),
        "owner": owner.full_name if owner.tax_code else masked_name(owner.full_name),
        "outcome": result.get_outcome_display(),
        "refused": result.outcome == "refused",
    }


def _signatures(content: bytes) -> list[dict[str, Any]]:
    signer: Signatures = plugged("signer")
    return [
        {
            "signer": one.signer or _("Không đọc được"),
            "at": one.signed_at,
            "intact": one.intact,
            "trusted": one.trusted,
            "good": one.intact and one.trusted,
        }
        for one in signer.check(content)
    ]


def _field(error: str) -> dict[str, Any]:
    return {
        "kind": "file",
        "name": "file",
        "label": _("Tệp PDF cần kiểm tra"),
        "error": error,
        "accept": "application/pdf,.pdf",
        "max_bytes": settings.FILE_LIMIT,
        "types": "PDF",
        "help": _("Tệp chỉ được đọc để so sánh, không được giữ lại."),
    }

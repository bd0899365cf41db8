"""What a result says: its template, and the data for it, from the declaration and the specialist's words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.base.ids import new_id
from motcua.base.language import for_the_record
from motcua.base.refusals import Invalid
from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.dossiers.clock import TZ
from motcua.dossiers.models import Dossier
from motcua.organisation import queries as organisation
from motcua.people.models import Role
from motcua.people.queries import officers_of
from motcua.people.who import Who
from motcua.results.models import Outcome

TEMPLATES = {"licence": "result_licence", "extract": "result_extract", "certified_copy": "result_extract"}


@dataclass(frozen=True)
class Plan:
    result_id: UUID
    name: str
    template: str
    data: dict[str, Any]


def plan(dossier: Dossier, *, answers: dict[str, Any], outcome: str, content: str, by: Who, at: datetime) -> Plan:
    """The result of this dossier, ready to be printed. A refusal needs its reason: raises `Invalid`."""
    if outcome == Outcome.REFUSED and not content.strip():
        raise Invalid(fields={"content": _("Ghi rõ lý do từ chối giải quyết: người nộp hồ sơ sẽ đọc.")})
    return _planned(dossier, answers=answers, outcome=outcome, content=content, at=at)


@for_the_record
def _planned(dossier: Dossier, *, answers: dict[str, Any], outcome: str, content: str, at: datetime) -> Plan:
    definition = catalogue.definition(dossier.version_id)
    result, unit = definition.results[0], organisation.unit(dossier.settling_unit_id)
    result_id = new_id()
    data: dict[str, Any] = {
        "at": at.astimezone(TZ).isoformat(timespec="seconds"),
        "agency": {"parent": _above(dossier), "name": unit.authority, "place": organisation.city_of(unit)},
        "symbol": "QĐ" if outcome == Outcome.REFUSED else "GP" if result.kind == "licence" else "GCN",
        "dossier": {"code": dossier.code, "content": dossier.about},
        "verification": {"url": f"{settings.PUBLIC_URL}/verify/{result_id}/"},
        "signer": _signer(dossier),
        "recipients": [_("Như trên;"), _("Lưu: VT.")],
        "signable": True,
    }
    if outcome == Outcome.REFUSED:
        basis = "; ".join(f"{b.title} ({b.number})" for b in definition.legal_basis)
        data |= {
            "title": _("Văn bản từ chối giải quyết hồ sơ"),
            "subject": dossier.about,
            "applicant": {"name": dossier.submitter.full_name},
            "paragraphs": [],
            "reasons": [{"reason": content, "basis": basis}],
            "closing": "",
        }
        return Plan(result_id, _("Văn bản từ chối giải quyết"), "result_refusal", data)
    rows = catalogue.form(dossier.version_id).shown(
        answers, situation=application.situation(channel=dossier.channel_name, at=at), language="vi",
        place=organisation.name_of,
    )  # fmt: skip
    data |= {
        "title": str(result.name),
        "subtitle": "",
        "authority": unit.authority,
        "rows": [{"label": row.label, "value": row.value} for row in rows if row.value],
        "paragraphs": [{"text": content}] if content.strip() else [],
        "legal_bases": [f"{b.title} ({b.number})" for b in definition.legal_basis],
    }
    return Plan(result_id, str(result.name), TEMPLATES.get(result.kind, "result_certificate"), data)


def _above(dossier: Dossier) -> str:
    unit = organisation.unit(dossier.settling_unit_id)
    return organisation.unit(unit.parent_id).authority if unit.parent_id else ""


def _signer(dossier: Dossier) -> dict[str, str]:
    """Who will sign is known only when they do; the title stands in the draft."""
    leader = officers_of(dossier.settling_unit_id, Role.LEADER).order_by("username").first()
    return {"title": leader.title if leader else "", "name": leader.full_name if leader else ""}

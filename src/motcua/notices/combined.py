"""The receipt for several dossiers of one person: the same data as form 01, one line a dossier."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.base.language import for_the_record
from motcua.base.refusals import Invalid, NotAllowed
from motcua.catalogue import queries as catalogue
from motcua.dossiers import queries as dossiers
from motcua.dossiers.clock import TZ
from motcua.dossiers.models import Dossier
from motcua.notices.letters import agency, follow_url
from motcua.organisation import queries as organisation
from motcua.people.models import Role
from motcua.people.who import Who

MOST = 50


def need_one_person(together: Sequence[Dossier], *, by: Who) -> None:
    """Raises `Invalid` unless these are two or more received dossiers of one person at one counter."""
    if not 2 <= len(together) <= MOST:
        raise Invalid(_("Chọn từ hai đến %(n)s hồ sơ để cấp một giấy tiếp nhận chung.") % {"n": MOST})
    if len({(d.submitter_id, d.receiving_unit_id) for d in together}) > 1:
        raise Invalid(_("Giấy tiếp nhận chung chỉ dành cho các hồ sơ của cùng một người, cùng nơi nhận."))
    if any(d.received_at is None for d in together):
        raise Invalid(_("Có hồ sơ chưa được tiếp nhận, nên chưa cấp giấy tiếp nhận chung được."))
    if any(Role.COUNTER not in dossiers.roles_on(by, d) for d in together):
        raise NotAllowed(_("Việc này không thuộc vai trò của bạn."))


@for_the_record
def receipt(together: Sequence[Dossier], *, by: Who, at: datetime) -> dict[str, Any]:
    """The letter's data; papers are those that were counted, by their names in the procedure."""
    first = together[0]
    unit, person = organisation.unit(first.receiving_unit_id), first.submitter
    return {
        "at": _moment(at), "date": at.astimezone(TZ).date().isoformat(), "agency": agency(unit),
        "number": first.code.rsplit("-", 1)[-1], "signable": False,
        "applicant": {
            "name": person.full_name, "address": person.address, "phone": person.phone, "email": person.email,
            "identity": person.personal_number or person.tax_code,
        },
        "dossiers": [
            {
                "code": d.code, "content": d.about, "due_at": _moment(d.due_at) if d.due_at else None,
                "settled_by": organisation.unit(d.settling_unit_id).authority, "papers": _papers(d),
                "url": follow_url(d),
            }
            for d in together
        ],
        "phone": unit.phone, "receiver": {"name": by.name},
    }  # fmt: skip


def _papers(dossier: Dossier) -> list[dict[str, Any]]:
    names = {p.id: str(p.name) for p in catalogue.definition(dossier.version_id).papers}
    return [
        {"name": names.get(code, code), "original": o, "certified": c, "copy": p}
        for code, o, c, p in dossiers.papers_handed_in(dossier.pk)
    ]


def _moment(at: datetime) -> str:
    return at.astimezone(TZ).isoformat(timespec="seconds")

"""What the letters say: the data of the forms of TT 01/2018 (fields in `vietnam.md` 1.3), from the record.

The shapes are those of the pack's templates (`packs/*/letters/examples`). Nothing here is typed by anybody.
"""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.base.language import for_the_record
from motcua.base.money import in_words
from motcua.catalogue import queries as catalogue
from motcua.catalogue.application import Application
from motcua.dossiers import representation
from motcua.dossiers.clock import TZ
from motcua.dossiers.models import Apology, Basis, Dossier, SupplementRequest
from motcua.organisation import queries as organisation
from motcua.organisation.models import Unit
from motcua.people.models import Person
from motcua.people.who import Who


@for_the_record
def receipt(
    dossier: Dossier, applied: Application, *, papers: list[tuple[str, int, int, int]], by: Who, at: datetime
) -> dict[str, Any]:
    """Form 01: receipt and appointment. `papers` are (code, originals, certified, copies)."""
    names = {demand.id: str(demand.paper.name) for demand in applied.papers}
    names[representation.MANDATE] = _("Giấy uỷ quyền")
    counted = [{"name": names.get(code, code), "original": o, "certified": c, "copy": p} for code, o, c, p in papers]
    return {
        **_head(dossier, at=at),
        "dossier": _dossier(dossier, time_by_rule=_limit_in_words(applied.limit)),
        "papers": counted,
        "channel": str(dossier.get_channel_display()),
        "owner": {"name": dossier.owner.full_name, "address": dossier.owner.address},
        **_authorised(dossier),
        "return_at": str(dossier.get_return_by_display()),
        "receiver": {"name": by.name},
    }


def _authorised(dossier: Dossier) -> dict[str, Any]:
    """The third person of a dossier that its owner did not send: who is authorised, and by what."""
    if dossier.owner_id == dossier.submitter_id:
        return {}
    found = representation.of(dossier.pk)
    if found is None:
        return {}
    until = found.copy.get("until", "")
    return {
        "authorised": {
            "name": found.authorised.full_name,
            "basis": str(Basis(found.basis).label),
            "until": ".".join(reversed(until.split("-"))).replace(".", "/"),
        }
    }


@for_the_record
def supplement(dossier: Dossier, request: SupplementRequest, *, by: Who, at: datetime) -> dict[str, Any]:
    """Form 02: everything that has to be completed, with the reason for each item."""
    definition, form = catalogue.definition(dossier.version_id), catalogue.form(dossier.version_id)
    names = {p.id: str(p.name) for p in definition.papers}
    names |= {name: str(ready.question.label) for name, ready in form.by_id.items()}
    papers, reasons = [], [request.reason]
    for item in request.items:
        name = names.get(item.get("paper") or item.get("question", ""), "")
        if "paper" in item:
            papers.append({"name": name, "original": 0, "certified": 0, "copy": 1})
        reasons.append(f"{name}: {item['reason']}")
    return {
        **_head(dossier, at=at),
        "dossier": _dossier(dossier),
        "papers": papers,
        "reason": "\n".join(reasons),
        "contact": {"name": by.name, "phone": organisation.unit(dossier.receiving_unit_id).phone},
        "receiver": {"name": by.name},
    }


@for_the_record
def refusal(dossier: Dossier, reason: str, *, by: Who, at: datetime) -> dict[str, Any]:
    """Form 03: refusal to receive."""
    return {
        **_head(dossier, at=at), "dossier": _dossier(dossier), "reason": reason, "receiver": {"name": by.name},
    }  # fmt: skip


@for_the_record
def stop_notice(dossier: Dossier, reason: str, *, by: Who, at: datetime) -> dict[str, Any]:
    """Form 05 of TT 03/2025: notice of stopping."""
    return {
        **_head(dossier, at=at),
        "dossier": _dossier(dossier),
        "reason": reason,
        "signer": {"title": by.title, "name": by.name},
        "recipients": [_("Như trên;"), _("Bộ phận Một cửa;"), _("Lưu: VT.")],
        "stopped_at": moment(at),
    }


@for_the_record
def apology(dossier: Dossier, draft: Apology, *, by: Who, at: datetime) -> dict[str, Any]:
    """Form 04: sorry, why, and the new date (NĐ 61/2018 art. 19.9). Called before the new date holds."""
    return {
        **_head(dossier, at=at),
        "dossier": _dossier(dossier),
        "reason": draft.reason,
        "new_due_at": moment(draft.new_due_at),
        "signer": {"title": by.title, "name": by.name},
        "recipients": [_("Như trên;"), _("Bộ phận Một cửa;"), _("Lưu: VT.")],
    }


@for_the_record
def fee_receipt(dossier: Dossier, *, number: str, amount_vnd: int, how: str, by: Who, at: datetime) -> dict[str, Any]:
    """A receipt for a fee taken now; `how` it was paid, in words."""
    return {
        **_head(dossier, at=at),
        "number": number,
        "dossier": _dossier(dossier),
        "lines": [{"name": _("Phí, lệ phí giải quyết hồ sơ"), "amount_vnd": amount_vnd}],
        "total_vnd": amount_vnd,
        "total_in_words": in_words(amount_vnd),
        "paid_how": how,
        "paid_at": moment(at),
        "receiver": {"name": by.name},
    }


@for_the_record
def control_sheet(
    dossier: Dossier, steps: list[dict[str, Any]], *, limit: dict[str, Any] | None, at: datetime
) -> dict[str, Any]:
    """Form 05 of TT 01/2018, 06 of TT 03/2025: `steps` are the hand-overs as the record tells them."""
    return {
        **_head(dossier, at=at),
        "dossier": _dossier(dossier, time_by_rule=_limit_in_words(limit)),
        "owner": {"name": dossier.owner.full_name},
        "steps": steps,
    }


@for_the_record
def tracking_book(
    unit: Unit, rows: list[dict[str, Any]], *, first: date, last: date, at: datetime
) -> dict[str, Any]:
    """Form 06 of TT 01/2018, 07 of TT 03/2025: what one unit received from a day to a day."""
    return {
        "at": moment(at),
        "date": at.astimezone(TZ).date().isoformat(),
        "agency": agency(unit),
        "number": f"{first:%d%m%Y}-{last:%d%m%Y}",
        "first_date": first.isoformat(),
        "last_date": last.isoformat(),
        "rows": rows,
    }


@for_the_record
def withdrawn() -> str:
    return _("Người nộp hồ sơ đề nghị rút hồ sơ.")


def agency(unit: Unit) -> dict[str, str]:
    """The head of a letter: who is above, who writes."""
    above = organisation.unit(unit.parent_id) if unit.parent_id else None
    return {
        "parent": above.authority if above else "",
        "name": unit.authority,
        "place": organisation.city_of(unit),
        "desk": _("Bộ phận Một cửa, %(unit)s") % {"unit": unit.authority},
    }


def follow_url(dossier: Dossier) -> str:
    """The applicant's own way to the dossier: it carries the look-up secret."""
    return f"{settings.PUBLIC_URL}/follow/{dossier.secret}/"


def _head(dossier: Dossier, *, at: datetime) -> dict[str, Any]:
    unit = organisation.unit(dossier.receiving_unit_id)
    return {
        "at": moment(at),
        "date": at.astimezone(TZ).date().isoformat(),
        "agency": agency(unit),
        "number": dossier.code.rsplit("-", 1)[-1],
        "applicant": _person(dossier.submitter),
        "lookup": {"url": follow_url(dossier), "phone": unit.phone},
        "signable": False,
    }


def _dossier(dossier: Dossier, *, time_by_rule: str = "") -> dict[str, Any]:
    return {
        "code": dossier.code,
        "content": dossier.about,
        "sets": 1,
        "time_by_rule": time_by_rule,
        "received_at": moment(dossier.received_at) if dossier.received_at else None,
        "due_at": moment(dossier.due_at) if dossier.due_at else None,
        "settled_by": organisation.unit(dossier.settling_unit_id).authority,
    }


def _person(person: Person) -> dict[str, str]:
    return {
        "name": person.full_name, "address": person.address, "phone": person.phone, "email": person.email,
        "identity": person.personal_number or person.tax_code,
    }  # fmt: skip


def moment(at: datetime) -> str:
    """A moment as the templates take it."""
    return at.astimezone(TZ).isoformat(timespec="seconds")


def _limit_in_words(limit: dict[str, Any] | None) -> str:
    words = {
        "at_once": _("Giải quyết ngay"),
        "hours": _("%(n)s giờ làm việc"),
        "working_days": _("%(n)s ngày làm việc"),
        "days": _("%(n)s ngày"),
        "months": _("%(n)s tháng"),
        "clock_hours": _("%(n)s giờ"),
    }
    return next((words[unit] % {"n": n} for unit, n in (limit or {}).items() if unit in words), "")

"""What may be written about registers. Called by casework, inside an act."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.asking import Asked
from motcua.base.refusals import NotThere, OutOfOrder
from motcua.catalogue import queries as catalogue
from motcua.dossiers.models import Dossier
from motcua.people.who import Who
from motcua.registers import queries
from motcua.registers.models import Register, Registration, Renewal
from motcua.registers.validity import last_day


def keep_registers(*, rows: list[dict[str, Any]]) -> None:
    """The registers of the pack, made or brought up to date."""
    known = Register.objects.in_bulk()
    for row in rows:
        values = {
            "name": row["name"], "public": bool(row.get("public", False)), "law": row.get("law", ""),
            "mark": row.get("mark", "R"), "reminder_days": row.get("reminder_days", 30),
        }  # fmt: skip
        if row["id"] in known:
            record.change(known[row["id"]], **values)
        else:
            record.add(Register(code=row["id"], **values))


def enter(
    *, dossier: Dossier, result_id: UUID, granted: bool, number: str, issued_date: date, content: list[dict[str, Any]],
    again: bool, by: Who, at: datetime,
) -> Registration | None:  # fmt: skip
    """Enter what was issued in the register that the procedure names; None when it names none, or it was refused.

    `again`: it was issued in place of a revoked result of the same dossier.
    """
    result = catalogue.definition(dossier.version_id).results[0]
    if not granted or result.registered_in is None:
        return None
    renews_id = _line_before(dossier) if again else _meant_to_renew.first(draft_id=dossier.pk)
    registration = Registration(
        dossier=dossier, id=result_id, register=result.registered_in, name=str(result.name)[:300], number=number,
        issued_date=issued_date, valid_until_date=last_day(issued_date, result.validity),
        unit_id=dossier.settling_unit_id, holder_id=dossier.owner_id, content=content,
        renews_id=renews_id and renews_id[0],
    )  # fmt: skip
    _tell(dossier, kind="registers.enter", registration=registration, by=by, at=at, number=number)
    return record.add(registration)


def strike_off(*, dossier: Dossier, result_id: UUID, reason: str, by: Who, at: datetime) -> None:
    """The result was revoked, so its line in the register ends, with the reason. Nothing when it has no line."""
    registration = Registration.objects.filter(dossier_id=dossier.pk, id=result_id).first()
    if registration is not None:
        record.change(registration, ended_at=at, ended_why=reason)
        _tell(dossier, kind="registers.strike_off", registration=registration, by=by, at=at)


def note_renewal(*, draft_id: UUID, registration_id: UUID, by: Who) -> None:
    """An application means to renew this registration of the applicant's own. Raises `NotThere` for another's."""
    queries.own(by, registration_id)
    record.add(Renewal(id=draft_id, registration_id=registration_id))


def forget_renewal(*, draft_id: UUID) -> None:
    record.run('DELETE FROM "registers_renewal" WHERE id = %s', [draft_id])


def remind(*, dossier: Dossier, registration_id: UUID, by: Who, at: datetime) -> Registration:
    """The holder is told, once, that it will expire. Raises `OutOfOrder` when there is nothing to remind of."""
    found = Registration.objects.filter(dossier_id=dossier.pk, id=registration_id).first()
    if found is None:
        raise NotThere()
    if found.reminded_at is not None or found.ended_at is not None or queries.is_replaced(found):
        raise OutOfOrder(_("Không còn gì phải nhắc."))
    record.change(found, reminded_at=at)
    _tell(dossier, kind="registers.remind", registration=found, by=by, at=at)
    return found


_meant_to_renew = Asked(lambda *, draft_id: Renewal.objects.filter(pk=draft_id).values_list("registration_id"))


def _line_before(dossier: Dossier) -> tuple[UUID] | None:
    """The line of this very dossier that a re-issued result replaces."""
    return Registration.objects.filter(dossier_id=dossier.pk).order_by("-issued_date", "-id").values_list("id").first()


def _tell(dossier: Dossier, *, kind: str, registration: Registration, by: Who, at: datetime, **data: Any) -> None:
    record.write(
        subject=dossier.pk, kind=kind, actor=by.actor, at=at,
        data={"registration": str(registration.id), "register": registration.register, **data},
    )  # fmt: skip

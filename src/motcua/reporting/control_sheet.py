"""The control sheet of a dossier (form 05 of TT 01/2018, 06 of TT 03/2025): every hand-over, read from the record."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.base.language import for_the_record
from motcua.base.ports import plugged
from motcua.catalogue import queries as catalogue
from motcua.dossiers import clock
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import LIFECYCLE as OF_DOSSIERS
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Dossier
from motcua.notices import letters
from motcua.notices.ports import Typesetter
from motcua.organisation import queries as organisation
from motcua.people.models import Role
from motcua.results import queries as results
from motcua.results.lifecycle import LIFECYCLE as OF_RESULTS

NAMES = {step.act: step.name for step in (*OF_DOSSIERS.steps, *OF_RESULTS.steps)}
# Who is next, as long as nobody has taken the next step.
NEXT = {
    "submit": Role.COUNTER, "resubmit": Role.COUNTER, "register": Role.SPECIALIST, "receive": Role.SPECIALIST,
    "take": Role.SPECIALIST, "supplement": Role.SPECIALIST, "acquit": Role.SPECIALIST, "propose": Role.HEAD,
    "approve": Role.LEADER, "send_back": Role.SPECIALIST, "sign": Role.SEAL, "seal": Role.COUNTER,
    "withdraw": Role.COUNTER, "ask": Role.APPLICANT, "guide": Role.APPLICANT, "charge": Role.APPLICANT,
}  # fmt: skip


@for_the_record
def steps(dossier: Dossier) -> list[dict[str, Any]]:
    """One entry for each step that was taken: who gave, who took over, when, with which outcome and remark."""
    taken = [*dossiers.movements(dossier.pk), *results.steps(dossier.pk)]
    taken = sorted((m for m in taken if not (m.act == "seal" and hasattr(m, "result_id"))), key=lambda m: m.at)
    return [_step(dossier, one, after) for one, after in zip(taken, [*taken[1:], None], strict=True)]


def _step(dossier: Dossier, one: Any, after: Any) -> dict[str, Any]:
    note = str(NAMES.get(one.act, one.act)) + (f". {one.note}" if one.note else "")
    return {
        "giver": _side(dossier, one), "taker": _side(dossier, after) if after is not None else _next(dossier, one),
        "at": letters.moment(one.at), "outcome": _outcome(dossier) if one.act == "seal" else "", "note": note,
    }  # fmt: skip


def _side(dossier: Dossier, step: Any) -> dict[str, str]:
    if step.role in {Role.APPLICANT, Role.SYSTEM}:
        return {"unit": str(Role(step.role).label), "name": dossier.submitter.full_name}
    return {"unit": _seat(dossier, step.role), "name": step.by.full_name if step.by else ""}


def _next(dossier: Dossier, step: Any) -> dict[str, str]:
    if dossier.state in {State.RETURNED, State.STOPPED, State.DECLINED}:
        return {"unit": str(Role.APPLICANT.label), "name": dossier.owner.full_name}
    role = NEXT.get(step.act, Role.SPECIALIST)
    name = dossier.holder.full_name if role == Role.SPECIALIST and dossier.holder else _("chưa nhận")
    return {"unit": _seat(dossier, role), "name": name}


def _seat(dossier: Dossier, role: str) -> str:
    here = dossiers.AT_RECEIVING_UNIT
    unit = organisation.unit(dossier.receiving_unit_id if role in here else dossier.settling_unit_id)
    return f"{Role(role).label}, {unit.authority}"


def _outcome(dossier: Dossier) -> str:
    if not dossier.finished_at or not dossier.due_at:
        return ""
    finished, due = clock.local(dossier.finished_at), clock.local(dossier.due_at)
    return _("Quá hạn") if finished > due else _("Trước hạn") if finished.date() < due.date() else _("Đúng hạn")


@for_the_record
def printed(dossier: Dossier, *, at: datetime) -> bytes:
    """The sheet as it stands now, in the form in force today. It is not kept: the record is."""
    events = dossiers.clock_events(dossier.pk)
    limit = events[0].data["limit"] if events else None
    data = letters.control_sheet(dossier, steps(dossier), limit=limit, at=at)
    version = catalogue.letter("control_sheet", on=clock.local(at).date())
    typesetter: Typesetter = plugged("typesetter")
    return typesetter.render(files=version.files, main="control_sheet.typ", data=data)

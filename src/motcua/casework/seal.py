"""Number and seal the result: it is issued, and the administration's time ends."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.catalogue import application
from motcua.dossiers import commands as dossiers
from motcua.dossiers import queries as ask_dossiers
from motcua.dossiers.clock import local
from motcua.notices import commands as notices
from motcua.payments import commands as payments
from motcua.people.who import Who
from motcua.registers import commands as registers
from motcua.results import commands as results
from motcua.routing import commands as routing


@act
def seal(*, dossier_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Give number and date, put the unit's seal, and send the result to the one-stop unit (state 9).

    A result that replaces a revoked one is issued in the same way; the dossier stays where it is. What lives on is
    entered in its register. What is due on return, and the postage, join the bill.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    result = results.seal(dossier=dossier, by=by, at=at)
    again = dossier.finished_at is not None
    if not again:
        dossiers.move(dossier=dossier, act="seal", by=by, at=at)
        dossiers.resume_clock(dossier=dossier, at=at)
        dossiers.finish(dossier=dossier, at=at)
        applied = application.promised(
            dossier.version_id, answers=ask_dossiers.last_answers(dossier.pk), unit_id=dossier.offering_unit_id,
            channel=dossier.channel_name, at=at,
        )  # fmt: skip
        charges = applied.charges("on_return") + (payments.postage() if dossier.return_by == "post" else [])
        payments.charge_stage(dossier=dossier, charges=charges, by=by, at=at)
    registers.enter(
        dossier=dossier, result_id=result.id, granted=result.outcome == "granted", number=result.number,
        issued_date=local(at).date(), content=result.data.get("rows", []), again=again, by=by, at=at,
    )  # fmt: skip
    notices.owe(dossier=dossier, kind="done", at=at)
    routing.passed(dossier=dossier, act="seal", by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"number": result.number})

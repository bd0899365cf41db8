"""Number and seal the result: it is issued, and the administration's time ends."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.catalogue import application
from motcua.dossiers import commands as dossiers
from motcua.dossiers import queries as ask_dossiers
from motcua.notices import commands as notices
from motcua.payments import commands as payments
from motcua.people.who import Who
from motcua.results import commands as results


@act
def seal(*, dossier_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Give number and date, put the unit's seal, and send the result to the one-stop unit (state 9).

    What is due on return, and the postage, join the bill.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    result = results.seal(dossier=dossier, by=by, at=at)
    dossiers.move(dossier=dossier, act="seal", by=by, at=at)
    dossiers.finish(dossier=dossier, at=at)
    applied = application.promised(
        dossier.version_id, answers=ask_dossiers.last_answers(dossier.pk), unit_id=dossier.receiving_unit_id,
        channel=dossier.channel_name, at=at,
    )  # fmt: skip
    charges = applied.charges("on_return") + (payments.postage() if dossier.return_by == "post" else [])
    payments.charge_stage(dossier=dossier, charges=charges, by=by, at=at)
    notices.owe(dossier=dossier, kind="done", at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"number": result.number})

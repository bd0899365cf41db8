"""Receive an application: the moment the administration's clock starts."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.catalogue import application
from motcua.dossiers import commands as dossiers
from motcua.dossiers import groups
from motcua.dossiers import queries as ask_dossiers
from motcua.notices import commands as notices
from motcua.notices import letters
from motcua.payments import commands as payments
from motcua.people.who import Who
from motcua.reception import commands as reception
from motcua.routing import commands as routing


@act
def receive(*, dossier_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Take a submitted dossier in: start its clock, open its bill, give the receipt (NĐ 61/2018 art. 17)."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    applied = application.promised(
        dossier.version_id, answers=ask_dossiers.last_answers(dossier.pk), unit_id=dossier.receiving_unit_id,
        channel=dossier.channel_name, at=at,
    )  # fmt: skip
    limit, cutoff = applied.clock_rule()

    dossiers.move(dossier=dossier, act="receive", by=by, at=at)
    dossiers.take_in(dossier=dossier, case=applied.case, at=at)
    dossiers.start_clock(dossier=dossier, limit=limit, cutoff=cutoff, at=at)
    routing.begin(dossier=dossier, applied=applied, by=by, at=at)
    groups.owe_members(dossier=dossier, by=by, at=at)
    payments.open_bill(dossier=dossier, charges=applied.charges("on_reception"), by=by, at=at)
    reception.tie(dossier=dossier, by=by, at=at)
    data = letters.receipt(dossier, applied, papers=ask_dossiers.papers_handed_in(dossier.pk), by=by, at=at)
    notices.write_letter(dossier=dossier, name="receipt", data=data, by=by, at=at)
    notices.owe(dossier=dossier, kind="received", at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

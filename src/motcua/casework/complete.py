"""Take in what was incomplete the first time: the person is back at the counter with everything."""

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.catalogue import application
from motcua.dossiers import commands as dossiers
from motcua.dossiers import queries as ask_dossiers
from motcua.notices import commands as notices
from motcua.notices import letters
from motcua.payments import commands as payments
from motcua.people.who import Who
from motcua.reception import commands as reception
from motcua.routing import commands as routing


@act
def complete(
    *, dossier_id: UUID, answers: dict[str, Any], papers: list[dict[str, Any]], by: Who, at: datetime, key: str,
    receipt_asked: bool = False,
) -> Done:  # fmt: skip
    """Receive a dossier that was guided at the counter (NĐ 61/2018 art. 17): clock, bill and receipt begin now.

    `answers` is the whole declaration, `papers` are counted as in `register`. Raises `Invalid` while something is
    missing, `OutOfOrder` for a dossier that came online.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.only_counter(dossier=dossier, by=by)
    dossiers.only_of_the_counter(dossier=dossier)
    applied = application.complete(
        dossier.version_id, answers=answers, handed_in=[p["code"] for p in papers], unit_id=dossier.receiving_unit_id,
        channel="counter", at=at,
    )  # fmt: skip
    limit, cutoff = applied.clock_rule()

    dossiers.move(dossier=dossier, act="complete", by=by, at=at)
    counted = dossiers.papers_counted(papers=papers, by=by, at=at)
    dossiers.add_supplement(dossier=dossier, answers=applied.answers, papers={}, counted=counted, by=by, at=at)
    dossiers.take_in(dossier=dossier, case=applied.case, at=at)
    dossiers.start_clock(dossier=dossier, limit=limit, cutoff=cutoff, at=at)
    routing.begin(dossier=dossier, applied=applied, by=by, at=at)
    payments.open_bill(dossier=dossier, charges=applied.charges("on_reception"), by=by, at=at)
    if counted:
        reception.open_folder(dossier=dossier, by=by, at=at)
    reception.remark(dossier=dossier, papers=papers, by=by, at=at)
    reception.tie(dossier=dossier, by=by, at=at)
    if receipt_asked or not applied.at_once:
        data = letters.receipt(dossier, applied, papers=ask_dossiers.counted(counted), by=by, at=at)
        notices.write_letter(dossier=dossier, name="receipt", data=data, by=by, at=at)
    notices.owe(dossier=dossier, kind="received", at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

"""Hand in what was asked for: the named items, and nothing else."""

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.catalogue import application
from motcua.dossiers import commands as dossiers
from motcua.dossiers import queries as ask_dossiers
from motcua.notices import commands as notices
from motcua.payments import commands as payments
from motcua.people.who import Who
from motcua.routing import commands as routing


@act
def supplement(
    *, dossier_id: UUID, answers: dict[str, Any], papers: dict[str, list[str]], by: Who, at: datetime, key: str
) -> Done:
    """Complete the dossier. After reception the clock starts again in full (NĐ 61/2018 art. 19.4).

    `answers` are the new values of the questions that were named, `papers` the new documents' ids by paper.
    Raises `Invalid` when a named item is still missing or an answer is wrong.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    declared = ask_dossiers.last_answers(dossier.pk)
    changed = dossiers.only_what_was_asked(dossier=dossier, declared=declared, answers=answers, papers=papers)
    valid = application.corrected(
        dossier.version_id, answers=changed, asked=answers.keys(), channel=dossier.channel_name, at=at
    )

    dossiers.move(dossier=dossier, act="supplement" if dossier.received_at else "resubmit", by=by, at=at)
    dossiers.add_supplement(dossier=dossier, answers=valid, papers=papers, by=by, at=at)
    if dossier.received_at:
        applied = application.promised(
            dossier.version_id, answers=valid, unit_id=dossier.offering_unit_id, channel=dossier.channel_name, at=at
        )
        payments.charge_stage(dossier=dossier, charges=applied.charges("on_supplement"), by=by, at=at)
    dossiers.resume_clock(dossier=dossier, at=at)
    routing.resumed(dossier=dossier, at=at)
    notices.owe(dossier=dossier, kind="supplemented" if dossier.received_at else "submitted", at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

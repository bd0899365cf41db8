"""Grant an exemption from a fee."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.catalogue import application
from motcua.dossiers import commands as dossiers
from motcua.dossiers import queries as ask_dossiers
from motcua.payments import commands as payments
from motcua.payments import exemptions
from motcua.people.who import Who


@act
def exempt(*, dossier_id: UUID, line: str, exemption: str, evidence: str, by: Who, at: datetime, key: str) -> Done:
    """Take an exemption that the procedure names off one line of the bill, on the paper that proves it.

    `evidence` is the code of a paper that was handed in. Raises `Invalid` for another exemption or without the paper.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    payments.only_cashiers(dossier=dossier, by=by)
    applied = application.promised(
        dossier.version_id, answers=ask_dossiers.last_answers(dossier.pk), unit_id=dossier.offering_unit_id,
        channel=dossier.channel_name, at=at,
    )  # fmt: skip
    granted = exemptions.proven(
        applied, line=line, exemption=exemption, evidence=evidence, papers=ask_dossiers.papers(dossier.pk)
    )
    payments.waive(
        dossier=dossier, line=line, exemption=exemption, percent=granted.percent, label=str(granted.text),
        evidence=evidence, by=by, at=at,
    )  # fmt: skip
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

"""A second administrator agrees: what was proposed for a procedure holds, at once or from its day on."""

from datetime import datetime
from uuid import UUID

from motcua.base import record
from motcua.base.acts import Done, act
from motcua.catalogue import commands as catalogue
from motcua.catalogue.authoring import subject_of
from motcua.people.who import Who


@act
def consent_to_proposal(*, subject_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Carry the proposal with this id out. Never by the person who proposed it (`NotAllowed`)."""
    catalogue.only_administrators(by=by)
    proposal = catalogue.hold_proposal(proposal_id=subject_id)
    version = catalogue.carry_out(proposal=proposal, by=by, at=at)
    published = [[version.code, version.digest]] if version else []
    record.write(
        subject=subject_of(proposal.code), kind="procedure.consent", actor=by.actor, at=at,
        data={
            "proposal": str(proposal.pk), "change": proposal.kind, "code": proposal.code, "procedures": published,
            "effective": str(proposal.effective_date),
        },
    )  # fmt: skip
    return Done(subject_id, code=proposal.code, said={"version": str(version.pk) if version else ""})

"""Turn a proposed change of a procedure down, or take one's own back. Nothing changes."""

from datetime import datetime
from uuid import UUID

from motcua.base import record
from motcua.base.acts import Done, act
from motcua.catalogue import commands as catalogue
from motcua.catalogue.authoring import subject_of
from motcua.people.who import Who


@act
def reject(*, subject_id: UUID, reason: str, by: Who, at: datetime, key: str) -> Done:
    """Answer the proposal with this id with no, for a reason; its draft can be edited again. Raises `Invalid`."""
    catalogue.only_administrators(by=by)
    proposal = catalogue.hold_proposal(proposal_id=subject_id)
    catalogue.turn_down(proposal=proposal, reason=reason, by=by, at=at)
    record.write(
        subject=subject_of(proposal.code), kind="procedure.reject", actor=by.actor, at=at,
        data={"proposal": str(proposal.pk), "change": proposal.kind, "code": proposal.code, "reason": proposal.answer},
    )  # fmt: skip
    return Done(subject_id, code=proposal.code)

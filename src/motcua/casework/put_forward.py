"""Propose a change of the catalogue: publish a draft, withdraw a procedure, switch a wrong rule off."""

from datetime import datetime
from uuid import UUID

from motcua.base import record
from motcua.base.acts import Done, act
from motcua.catalogue import commands as catalogue
from motcua.catalogue.authoring import Change, subject_of
from motcua.people.who import Who


@act
def put_forward(*, subject_id: UUID, change: Change, by: Who, at: datetime, key: str) -> Done:
    """Put a change before a second administrator; nothing changes for citizens until that person consents.

    `subject_id` is the draft's or the procedure's (`subject_of`). What is not verified needs somebody's name
    (`change.approval`), what the lint refuses cannot be proposed (`Invalid`).
    """
    catalogue.only_administrators(by=by)
    if change.draft_id is not None:
        catalogue.hold_written(draft_id=change.draft_id)
    proposal = catalogue.propose_change(change=change, by=by, at=at)
    record.write(
        subject=subject_of(change.code), kind="procedure.put_forward", actor=by.actor, at=at,
        data={
            "proposal": str(proposal.pk), "change": proposal.kind, "code": proposal.code, "digest": proposal.digest,
            "effective": str(proposal.effective_date), "reason": proposal.reason, "approval": proposal.approval,
            "rules": proposal.rules,
        },
    )  # fmt: skip
    return Done(subject_id, code=proposal.code, said={"proposal": str(proposal.pk)})

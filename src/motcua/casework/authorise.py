"""Give a mandate: one person lets another act for them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.base import record
from motcua.base.acts import Done, act
from motcua.base.refusals import NotAllowed
from motcua.documents import commands as documents
from motcua.documents.queries import Arrived
from motcua.dossiers import representation
from motcua.notices import commands as notices
from motcua.people import commands as people
from motcua.people import mandates
from motcua.people import queries as persons
from motcua.people.who import Who


@act
def authorise(
    *, subject_id: UUID, other: dict[str, Any], as_giver: bool, procedures: list[str], since: date, until: date,
    paper: Arrived, by: Who, at: datetime, key: str,
) -> Done:  # fmt: skip
    """Keep a mandate with its paper (Civil Code art. 138, R). `other` has the columns of the other person.

    The giver makes it under their own account (`as_giver`), or the holder shows a paper that the giver signed; then
    the giver is told, and officers see that nobody but the holder has vouched for it. Raises `Invalid`, `NotAllowed`.
    """
    if by.person_id is None:
        raise NotAllowed()
    mine = persons.person(by.person_id)
    behalf = {"owner": other}
    known = representation.known_owner(behalf=behalf, mandate=None, submitter=mine)
    theirs = known or people.keep_person(found=None, values=representation.particulars(behalf))
    mandate = mandates.give(
        giver=mine if as_giver else theirs, holder=theirs if as_giver else mine, procedures=procedures,
        digest=documents.keep_shown(paper=paper), name=paper.name,
        pages=paper.prepared.pages, since=since, until=until, by=by, at=at,
    )  # fmt: skip
    told = {name: fact for name, fact in mandates.facts(mandate).items() if name != "document_name"}
    record.write(subject=subject_id, kind="people.authorise", actor=by.actor, at=at, data=told)
    notices.owe_message(
        person=theirs, kind="mandate_given", way="email", at=at, who=by.name, giver=mandate.giver.full_name,
        holder=mandate.holder.full_name, until=f"{until:%d/%m/%Y}",
    )  # fmt: skip
    return Done(subject_id, said={"mandate": str(mandate.pk)})

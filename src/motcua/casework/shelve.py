"""Say of a file in one's own store until when it is valid, or that it is to be offered no more."""

from datetime import date, datetime

from motcua.base.acts import Done, private
from motcua.base.refusals import NotAllowed, NotThere
from motcua.documents import commands as documents
from motcua.dossiers import shelf
from motcua.people.who import Who
from motcua.results import queries as results


@private
def shelve(*, digest: str, valid_until: date | None, take_off: bool, by: Who, at: datetime) -> Done:
    """Only the person's own store changes; dossiers keep what they hold. Raises `NotThere`, `NotAllowed`."""
    if by.person_id is None:
        raise NotAllowed()
    mine = {offer.digest for offer in shelf.of(by, at=at)} | {r.sealed_digest for r in results.issued_to(by.person_id)}
    if digest not in mine:
        raise NotThere()
    documents.say_of(
        found=shelf.mark_of(by.person_id, digest=digest), person_id=by.person_id, digest=digest, at=at,
        valid_until=valid_until, taken_off_at=at if take_off else None,
    )  # fmt: skip
    return Done(by.account_id)

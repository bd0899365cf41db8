"""A person comes to the portal for the first time, vouched for by an identity provider."""

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.base import record
from motcua.base.acts import Done, act
from motcua.people import commands as people
from motcua.people import queries as persons
from motcua.people.who import Who


@act
def enrol(*, subject_id: UUID, person: dict[str, Any], username: str, by: Who, at: datetime, key: str) -> Done:
    """Keep who this is, and an account without a password. `person` has the columns of `Person`. Raises `Invalid`."""
    known = persons.person_known_as(person)
    kept = people.keep_person(found=known, values=person)
    account = persons.account_of_person(kept.pk) if known else None
    user = people.keep_account(
        found=account, username=username, full_name=kept.full_name, person=kept, account_id=subject_id
    )
    record.write(subject=subject_id, kind="people.enrol", actor=by.actor, at=at, data={"person": str(kept.pk)})
    return Done(user.pk)

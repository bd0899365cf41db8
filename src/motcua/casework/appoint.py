"""Give an officer an account and duties."""

from datetime import date, datetime
from uuid import UUID

from motcua.base import record
from motcua.base.acts import Done, act
from motcua.people import commands as people
from motcua.people import queries as persons
from motcua.people.who import Who


@act
def appoint(
    *, subject_id: UUID, username: str, full_name: str, title: str, password_hash: str, duties: list[tuple[str, UUID]],
    since: date, by: Who, at: datetime, key: str,
) -> Done:  # fmt: skip
    """Make an officer's account, if there is none, and give the duties (role, unit id) that do not run yet."""
    known = persons.account(username)
    officer = people.keep_account(
        found=known, username=username, full_name=full_name, title=title, password_hash=password_hash,
        account_id=known.pk if known else subject_id,
    )  # fmt: skip
    given = [
        [role, str(unit_id)]
        for role, unit_id in duties
        if people.give_duty(officer=officer, unit_id=unit_id, role=role, since=since) is not None
    ]
    record.write(subject=officer.pk, kind="people.appoint", actor=by.actor, at=at, data={"duties": given})
    return Done(officer.pk)

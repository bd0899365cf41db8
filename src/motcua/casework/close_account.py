"""A person closes their account on the portal."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.acts import Done, act
from motcua.base.refusals import NotThere, OutOfOrder
from motcua.dossiers import drafts
from motcua.dossiers import queries as dossiers
from motcua.notices import commands as notices
from motcua.people import commands as people
from motcua.people import mandates
from motcua.people import queries as persons
from motcua.people.who import Who


@act
def close_account(*, subject_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """The account lets nobody in any more, its sessions end at their next page, drafts go, mandates end.

    Dossiers stay: they are the city's record. Raises `OutOfOrder` while one of them still runs, since its applicant
    must be reachable for what the city may ask; `NotThere` for another's account.
    """
    if by.person_id is None or by.user_id != subject_id:
        raise NotThere()
    user = persons.account_held(subject_id)
    if dossiers.of_person(by).filter(submitter_id=by.person_id, closed_at__isnull=True).exists():
        raise OutOfOrder(_("Bạn còn hồ sơ đang giải quyết. Đóng được tài khoản khi hồ sơ đã trả xong hoặc đã rút."))
    for mandate in mandates.of_person(by.person_id).filter(ended_at__isnull=True):
        mandates.end(mandate_id=mandate.pk, by=by, at=at)
    drafts.discard_all(person_id=by.person_id)
    people.close_account(user=user)
    record.write(subject=subject_id, kind="people.close_account", actor=by.actor, at=at)
    notices.owe_message(person=persons.person(by.person_id), kind="account_closed", way="email", at=at)
    return Done(subject_id)

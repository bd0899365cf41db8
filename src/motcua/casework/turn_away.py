"""Refuse to receive what somebody brings to the counter: on paper, with the reason, and in the books."""

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.dossiers import commands as dossiers
from motcua.dossiers.models import Channel, Dossier
from motcua.notices import commands as notices
from motcua.notices import letters
from motcua.people import commands as people
from motcua.people import queries as persons
from motcua.people.who import Who
from motcua.reception import commands as reception


@act
def turn_away(
    *, dossier_id: UUID, version_id: UUID, unit_id: UUID, person: dict[str, Any], answers: dict[str, Any], reason: str,
    by: Who, at: datetime, key: str,
) -> Done:  # fmt: skip
    """Note who came with what, and give form 03 for it (NĐ 61/2018 art. 17): a refusal by word of mouth is none.

    The person takes the papers home, so none are counted. Raises `Invalid` without a reason.
    """
    dossiers.need_reason(reason=reason)
    applied = application.unfinished(version_id, answers=answers, unit_id=unit_id, channel="counter", at=at)
    catalogue.need_offered(applied.definition.id)
    applicant = people.keep_person(found=persons.person_known_as(person), values=person)

    dossier = Dossier(
        id=dossier_id, version_id=version_id, receiving_unit=applied.receiving, settling_unit=applied.settling,
        submitter=applicant, owner=applicant, assisted_by_id=by.user_id, channel=Channel.COUNTER,
        return_by="counter", case=applied.case, about=applied.about, submitted_at=at,
    )  # fmt: skip
    dossiers.begin(dossier=dossier, act="note_in", by=by, at=at, answers=applied.answers, papers=[])
    dossiers.move(dossier=dossier, act="decline", by=by, at=at, note=reason)
    reception.tie(dossier=dossier, by=by, at=at)
    data = letters.refusal(dossier, reason, by=by, at=at)
    notices.write_letter(dossier=dossier, name="refusal", data=data, by=by, at=at)
    notices.owe(dossier=dossier, kind="declined", at=at, reason=reason)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

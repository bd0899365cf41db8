"""Take in the application of somebody who stands at the counter."""

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.dossiers import commands as dossiers
from motcua.dossiers import groups
from motcua.dossiers import queries as ask_dossiers
from motcua.dossiers.models import Channel, Dossier
from motcua.notices import commands as notices
from motcua.notices import letters
from motcua.payments import commands as payments
from motcua.people import commands as people
from motcua.people import queries as persons
from motcua.people.who import Who
from motcua.post import commands as post
from motcua.reception import commands as reception
from motcua.routing import commands as routing


@act
def register(
    *, dossier_id: UUID, version_id: UUID, unit_id: UUID, person: dict[str, Any], answers: dict[str, Any],
    papers: list[dict[str, Any]], return_by: str, address: str, by: Who, at: datetime, key: str,
    receipt_asked: bool = False,
) -> Done:  # fmt: skip
    """Receive a paper application at once (NĐ 61/2018 art. 17): code, clock, bill and receipt in one go.

    `papers` are `{"code", "originals", "certified", "copies", "remarks"}` as they were counted. The officer is recorded
    as assisting: what is typed for somebody is never counted as online. What is settled while the person waits gets a
    receipt only when it is asked for (art. 17), and is entered all the same. Raises `Invalid`.
    """
    applied = application.complete(
        version_id, answers=answers, handed_in=[p["code"] for p in papers], unit_id=unit_id, channel="counter", at=at
    )
    catalogue.need_offered(applied.definition.id)
    limit, cutoff = applied.clock_rule()
    known = persons.person_known_as(person)
    applicant = people.keep_person(found=known, values=person)

    dossier = Dossier(
        id=dossier_id, version_id=version_id, receiving_unit=applied.receiving, settling_unit=applied.settling,
        submitter=applicant, owner=applicant, assisted_by_id=by.user_id, channel=Channel.COUNTER,
        return_by=return_by, case=applied.case, about=applied.about, submitted_at=at, received_at=at,
    )  # fmt: skip
    counted = dossiers.papers_counted(papers=papers, by=by, at=at)
    dossiers.begin(dossier=dossier, act="register", by=by, at=at, answers=applied.answers, papers=counted)
    dossiers.start_clock(dossier=dossier, limit=limit, cutoff=cutoff, at=at)
    routing.begin(dossier=dossier, applied=applied, by=by, at=at)
    groups.owe_members(dossier=dossier, by=by, at=at)
    payments.open_bill(dossier=dossier, charges=applied.charges("on_reception"), by=by, at=at)
    if return_by == "post":
        post.order(dossier=dossier, to=applicant, address=address, by=by, at=at)
    if counted:
        reception.open_folder(dossier=dossier, by=by, at=at)
    reception.remark(dossier=dossier, papers=papers, by=by, at=at)
    reception.tie(dossier=dossier, by=by, at=at)
    if receipt_asked or not applied.at_once:
        data = letters.receipt(dossier, applied, papers=ask_dossiers.counted(counted), by=by, at=at)
        notices.write_letter(dossier=dossier, name="receipt", data=data, by=by, at=at)
    notices.owe(dossier=dossier, kind="received", at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

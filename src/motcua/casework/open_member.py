"""Open one dossier of a linked application at the agency that settles it."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.catalogue import linking
from motcua.dossiers import commands as dossiers
from motcua.dossiers import groups
from motcua.dossiers import queries as ask_dossiers
from motcua.notices import commands as notices
from motcua.people.who import Who
from motcua.results import queries as results


@act
def open_member(*, dossier_id: UUID, lead_id: UUID, member: str, by: Who, at: datetime, key: str) -> Done:
    """Begin the member's dossier when its turn comes (NĐ 61/2018 art. 19.6): own code, clock and status.

    `dossier_id` is the id that the group has kept for it, so that it is opened once. One that was sent electronically
    is opened at once and waits, its clock standing still (cause `linked`), for those before it.
    """
    dossiers.only_the_system(by=by)
    row = groups.row_of(lead_id=lead_id, member=member)
    lead, refused = groups.lead_of(row), results.refused_in(lead_id)
    groups.not_yet(row, lead=lead, refused=refused)
    wanted = next(one for one in linking.members(lead.version_id) if one.id == member)
    opening = linking.opening(
        wanted, version_id=row.version_id, settling_id=row.unit_id, answers=ask_dossiers.last_answers(lead_id),
        receiving_id=lead.receiving_unit_id, channel=lead.channel_name, at=at,
    )  # fmt: skip

    dossier = groups.new_dossier(lead=lead, row=row, opening=opening, at=at)
    dossiers.begin(dossier=dossier, act="open", by=by, at=at, answers=opening.answers, papers=[])
    waits_for = "linked" if groups.waits(row, refused=refused) else ""
    limit = groups.known_limit(opening)
    dossiers.start_clock(dossier=dossier, limit=limit, cutoff=opening.cutoff, at=at, waits_for=waits_for)
    notices.owe(dossier=dossier, kind="opened", at=at, lead=lead.code)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

"""Send an application: the draft becomes a dossier, and the administration owes an answer."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.dossiers import commands as dossiers
from motcua.dossiers.models import Channel, Dossier
from motcua.notices import commands as notices
from motcua.people.who import Who
from motcua.post import commands as post


@act
def submit(*, dossier_id: UUID, unit_id: UUID, address: str, by: Who, at: datetime, key: str) -> Done:
    """Send the draft with this id to a unit (NĐ 61/2018 art. 16.1c). Its id becomes the dossier's.

    Raises `Invalid` naming what is missing or wrong; the draft is then as it was.
    """
    draft = dossiers.hold_draft(draft_id=dossier_id, by=by)
    catalogue.need_offered(draft.version.code)
    applied = application.complete(
        draft.version_id, answers=draft.answers, handed_in=draft.papers.keys(), unit_id=unit_id, channel="online", at=at
    )

    dossier = Dossier(
        id=draft.pk, version=draft.version, receiving_unit=applied.receiving, settling_unit=applied.settling,
        submitter=draft.person, owner=draft.person, channel=Channel.ONLINE, return_by=draft.return_by,
        case=applied.case, about=applied.about, submitted_at=at,
    )  # fmt: skip
    papers = dossiers.papers_of_draft(draft=draft, by=by, at=at)
    dossiers.begin(dossier=dossier, act="submit", by=by, at=at, answers=applied.answers, papers=papers)
    if dossier.return_by == "post":
        post.order(dossier=dossier, to=draft.person, address=address, by=by, at=at)
    notices.owe(dossier=dossier, kind="submitted", at=at)
    dossiers.discard_draft(draft=draft)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

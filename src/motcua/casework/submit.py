"""Send an application: the draft becomes a dossier, and the administration owes an answer."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.documents import commands as documents
from motcua.dossiers import commands as dossiers
from motcua.dossiers import representation
from motcua.dossiers.models import Basis, Channel, Dossier
from motcua.notices import commands as notices
from motcua.people import commands as people
from motcua.people.who import Who
from motcua.post import commands as post


@act
def submit(
    *, dossier_id: UUID, unit_id: UUID, address: str, by: Who, at: datetime, key: str, assisted_by: UUID | None = None
) -> Done:
    """Send the draft with this id to a unit (NĐ 61/2018 art. 16.1c). Its id becomes the dossier's.

    Who sends it for another needs a basis that holds at this moment; it is kept with the dossier, and the owner is
    told. With an officer beside them (`assisted_by`) it came in at the counter, and is never counted as online.
    Raises `Invalid` naming what is missing or wrong, `NotAllowed` for a mandate that ended; the draft is as it was.
    """
    draft = dossiers.hold_draft(draft_id=dossier_id, by=by)
    catalogue.need_offered(draft.version.code)
    channel = Channel.COUNTER if assisted_by else Channel.ONLINE
    applied = application.complete(
        draft.version_id, answers=draft.answers, handed_in=draft.papers.keys(), unit_id=unit_id,
        channel=channel.name.lower(), at=at,
    )  # fmt: skip
    owner, mandate = draft.person, None
    if draft.behalf:
        mandate = representation.checked(behalf=draft.behalf, procedure=draft.version.code, by=by, at=at)
        known = representation.known_owner(behalf=draft.behalf, mandate=mandate, submitter=draft.person)
        owner = known or people.keep_person(found=None, values=representation.particulars(draft.behalf))

    dossier = Dossier(
        id=draft.pk, version=draft.version, receiving_unit=applied.receiving, settling_unit=applied.settling,
        submitter=draft.person, owner=owner, channel=channel, assisted_by_id=assisted_by, return_by=draft.return_by,
        case=applied.case, about=applied.about, submitted_at=at,
    )  # fmt: skip
    papers = dossiers.papers_of_draft(draft=draft, by=by, at=at)
    if mandate is not None:
        shown = documents.lay_mandate(
            dossier_id=dossier.pk, digest=mandate.document_digest, name=mandate.document_name,
            pages=mandate.document_pages, by=by, at=at,
        )  # fmt: skip
        papers.append(representation.mandates_paper(document=shown, by=by, at=at))
    dossiers.begin(dossier=dossier, act="submit", by=by, at=at, answers=applied.answers, papers=papers)
    if draft.behalf:
        basis = Basis(draft.behalf["basis"])
        representation.represent(dossier=dossier, basis=basis, mandate=mandate, by=by, at=at)
        notices.owe_to(
            person=owner, dossier=dossier, kind="on_behalf", at=at, submitter=by.name, basis=basis.label.lower()
        )
    if dossier.return_by == "post":
        post.order(dossier=dossier, to=draft.person, address=address, by=by, at=at)
    notices.owe(dossier=dossier, kind="submitted", at=at)
    dossiers.discard_draft(draft=draft)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

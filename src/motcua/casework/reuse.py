"""Use again what was handed in before, or what the city issued: by the click of consent of whose it is."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, private
from motcua.base.refusals import NotThere
from motcua.documents import commands as documents
from motcua.dossiers import commands as dossiers
from motcua.dossiers import representation, shelf
from motcua.people.who import Who
from motcua.results import queries as results


@private
def reuse(*, dossier_id: UUID, paper: str, digest: str, by: Who, at: datetime) -> Done:
    """Lay the file with this content from the person's own store under a paper of the draft; no byte is sent again.

    The document keeps from where it came, when and by whom it was agreed to. Raises `NotThere` for what is not
    theirs, was taken off the store or is past its day.
    """
    draft = dossiers.hold_draft(draft_id=dossier_id, by=by)
    owner_id = representation.owner_id_of(behalf=draft.behalf, by=by)
    issued = [r for r in results.issued_to(owner_id) if r.sealed_digest == digest] if owner_id == by.person_id else []
    if issued:
        if not shelf.stands(by, digest=digest, at=at):
            raise NotThere()
        name = f"{issued[0].name} {issued[0].number}".replace("/", "-")
        document = documents.take_result(
            dossier_id=dossier_id, source_id=issued[0].dossier_id, digest=digest, name=name, by=by, at=at
        )
    else:
        offer = shelf.taken(by, digest=digest, code=paper, at=at, owner_id=owner_id)
        document = documents.take_again(dossier_id=dossier_id, source=offer.document, by=by, at=at)
    dossiers.lay_with(dossier_id=dossier_id, paper=paper, document_id=document.id, by=by, at=at)
    return Done(dossier_id, said={"document": str(document.id)})

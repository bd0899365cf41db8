"""The personal store: what somebody handed in once is there for them to use again, with source, date and validity."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.base.refusals import NotThere
from motcua.documents.models import Document, Shelved
from motcua.dossiers import clock
from motcua.dossiers.models import Dossier, Paper
from motcua.dossiers.representation import MANDATE
from motcua.dossiers.sharing import NOBODYS
from motcua.people.who import Who


@dataclass(frozen=True)
class Offer:
    """One file of the store. `source` is the dossier with which it came, `code` which paper it was there."""

    code: str
    document: Document
    source: Dossier
    at: datetime
    valid_until: date | None
    valid: bool

    @property
    def digest(self) -> str:
        return self.document.digest


def of(who: Who, *, at: datetime, owner_id: UUID | None = None) -> list[Offer]:
    """Everything that this person handed in for themselves (or for `owner_id`), newest first, each content once.

    What they took off their store is not among it; what is past its day is, and says so.
    """
    if who.person_id is None:
        return []
    papers = (
        Paper.objects.filter(
            dossier__submitter_id=who.person_id, dossier__owner_id=owner_id or who.person_id, document_id__isnull=False
        )
        .exclude(code=MANDATE)
        .select_related("dossier")
        .order_by("-at")[:500]
    )
    found = list(papers)
    documents = {(d.dossier_id, d.id): d for d in Document.objects.filter(dossier_id__in={p.dossier_id for p in found})}
    said = {s.digest: s for s in Shelved.objects.filter(person_id=who.person_id)}
    offers: dict[tuple[str, str], Offer] = {}
    today = clock.local(at).date()
    for paper in found:
        document = documents.get((paper.dossier_id, paper.document_id or NOBODYS))
        mark = said.get(paper.digest)
        if document is None or (mark and mark.taken_off_at) or (paper.code, document.digest) in offers:
            continue
        until = mark.valid_until if mark else None
        offers[paper.code, document.digest] = Offer(
            code=paper.code, document=document, source=paper.dossier, at=paper.at, valid_until=until,
            valid=until is None or until >= today,
        )  # fmt: skip
    return list(offers.values())


def offered(who: Who, *, code: str, at: datetime, owner_id: UUID | None = None) -> list[Offer]:
    """What fits this paper and still holds."""
    return [offer for offer in of(who, at=at, owner_id=owner_id) if offer.code == code and offer.valid]


def taken(who: Who, *, code: str, digest: str, at: datetime, owner_id: UUID | None = None) -> Offer:
    """The file with this content, if it may be used again for this paper now. Raises `NotThere`."""
    for offer in offered(who, code=code, at=at, owner_id=owner_id):
        if offer.digest == digest:
            return offer
    raise NotThere()


def stands(who: Who, *, digest: str, at: datetime) -> bool:
    """Whether this person neither took this file off their store nor said that its day is past."""
    mark = mark_of(who.person_id, digest=digest) if who.person_id else None
    if mark is None:
        return True
    return mark.taken_off_at is None and (mark.valid_until is None or mark.valid_until >= clock.local(at).date())


def mark_of(person_id: UUID, *, digest: str) -> Shelved | None:
    return Shelved.objects.filter(person_id=person_id, digest=digest).first()

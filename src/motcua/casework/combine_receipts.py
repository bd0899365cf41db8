"""One receipt for several dossiers that one person handed in together."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.notices import combined
from motcua.notices import commands as notices
from motcua.people.who import Who


@act
def combine_receipts(*, dossier_id: UUID, others: list[UUID], by: Who, at: datetime, key: str) -> Done:
    """Give a receipt that names this dossier and the `others` (NĐ 61/2018 art. 17): it lies with the first, and each of
    the others' journals says where. Raises `Invalid` when they are not of one person, one counter, and received."""
    ids = sorted({dossier_id, *others})
    held = {one: dossiers.hold(dossier_id=one, by=by, at=at) for one in ids}
    together = [held[dossier_id], *(held[one] for one in ids if one != dossier_id)]
    combined.need_one_person(together, by=by)
    data = combined.receipt(together, by=by, at=at)
    letter = notices.write_letter(dossier=together[0], name="receipt_combined", data=data, by=by, at=at)
    for dossier in together[1:]:
        dossiers.tell(
            dossier=dossier, kind="dossier.combined_receipt", by=by, at=at, letter=str(letter.id),
            first=str(together[0].pk),
        )  # fmt: skip
    return Done(dossier_id, code=together[0].code, said={"letter": str(letter.id), "dossiers": len(together)})

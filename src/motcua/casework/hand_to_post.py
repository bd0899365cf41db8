"""Hand the result to the post."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.notices import commands as notices
from motcua.payments import commands as payments
from motcua.people.who import Who
from motcua.post import commands as post
from motcua.results import commands as results


@act
def hand_to_post(*, dossier_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Seal the envelope and give it to the carrier with an item code (QĐ 45/2016/QĐ-TTg), when nothing is owed."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    results.need_issued(dossier=dossier)
    payments.refuse_while_owed(dossier=dossier)
    parcel = post.move(dossier=dossier, act="hand_to_post", by=by, at=at)
    notices.owe(dossier=dossier, kind="on_its_way", at=at, item=parcel.item_code)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"item": parcel.item_code})

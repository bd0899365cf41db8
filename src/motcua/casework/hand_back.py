"""Return the result at the counter."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.dossiers import groups
from motcua.feedback import commands as feedback
from motcua.notices import commands as notices
from motcua.payments import commands as payments
from motcua.people.who import Who
from motcua.post import commands as post
from motcua.reception import commands as reception
from motcua.results import commands as results
from motcua.routing import commands as routing


@act
def hand_back(
    *, dossier_id: UUID, to_name: str, identity: str, by: Who, at: datetime, key: str, receiver: str = "applicant",
    mandate: str = "", originals: dict[str, int] | None = None, signature: str = "",
) -> Done:  # fmt: skip
    """Give the result to the applicant or to whoever shows a mandate (NĐ 61/2018 art. 20), when nothing is owed.

    `originals` are how many of each paper go back, `signature` what the receiver drew (a PNG as a data address), or ""
    when they signed on paper. Raises `Invalid`, `OutOfOrder` while money is owed.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.move(dossier=dossier, act="hand_back", by=by, at=at)
    groups.refuse_while_members_run(dossier=dossier)
    payments.refuse_while_owed(dossier=dossier)
    post.call_off(dossier=dossier, by=by, at=at)
    handed = results.hand_over(dossier=dossier, to_name=to_name, identity=identity, by=by, at=at)
    reception.give_originals_back(
        dossier=dossier, seq=handed.seq, originals=originals or {}, receiver=receiver, mandate=mandate,
        signature_drawn=signature, by=by, at=at,
    )  # fmt: skip
    notices.owe(dossier=dossier, kind="returned", at=at, token=feedback.invite(dossier=dossier, at=at))
    routing.passed(dossier=dossier, act="hand_back", by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

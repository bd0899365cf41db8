"""Give back the papers of a dossier that was stopped."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.people.who import Who
from motcua.reception import commands as reception
from motcua.results import commands as results


@act
def give_back(
    *, dossier_id: UUID, to_name: str, identity: str, by: Who, at: datetime, key: str, receiver: str = "applicant",
    mandate: str = "", originals: dict[str, int] | None = None, signature: str = "",
) -> Done:  # fmt: skip
    """Return the papers of a stopped dossier (NĐ 61/2018 art. 20), with the folder they are in.

    `originals` and `signature` as in `hand_back`. Raises `OutOfOrder` while the folder is not at the counter.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.move(dossier=dossier, act="give_back", by=by, at=at)
    handed = results.hand_over(dossier=dossier, to_name=to_name, identity=identity, by=by, at=at)
    reception.give_originals_back(
        dossier=dossier, seq=handed.seq, originals=originals or {}, receiver=receiver, mandate=mandate,
        signature_drawn=signature, by=by, at=at,
    )  # fmt: skip
    reception.give_out(dossier=dossier, by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

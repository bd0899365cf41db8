"""Stop the settlement."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.notices import commands as notices
from motcua.notices import letters
from motcua.people.who import Who
from motcua.results import commands as results
from motcua.routing import commands as routing


@act
def stop(*, dossier_id: UUID, reason: str, by: Who, at: datetime, key: str) -> Done:
    """End a dossier that cannot be settled, with a notice of stopping (NĐ 118/2025 art. 21). Not after a decision."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.need_reason(reason=reason)
    results.refuse_when_decided(dossier=dossier)
    dossiers.not_within_the_term(dossier=dossier, at=at)
    dossiers.move(dossier=dossier, act="stop", by=by, at=at, note=reason)
    data = letters.stop_notice(dossier, reason, by=by, at=at)
    notices.write_letter(dossier=dossier, name="stop_notice", data=data, by=by, at=at)
    notices.owe(dossier=dossier, kind="stopped", at=at, reason=reason)
    routing.passed(dossier=dossier, act="stop", by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

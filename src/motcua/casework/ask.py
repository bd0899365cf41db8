"""Ask the applicant for what the examination found missing: once, complete, with reasons."""

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
def ask(
    *, dossier_id: UUID, items: list[dict[str, str]], reason: str, by: Who, at: datetime, key: str, days: int = 0
) -> Done:
    """Request a supplement and stop the clock (NĐ 61/2018 art. 19.4; form 02). A second one is refused (art. 11.2c),
    unless a leader consented to it.

    `items` as in `guide`; `days` is the applicant's term, after which the unit may stop.
    Raises `Invalid` without any, `OutOfOrder` for a second one.
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    routing.refuse_while_waiting(dossier=dossier)
    results.set_aside(dossier=dossier, by=by, at=at)
    request = dossiers.request_supplement(dossier=dossier, items=items, reason=reason, by=by, at=at, days=days)
    dossiers.move(dossier=dossier, act="ask", by=by, at=at, note=reason, items=items)
    dossiers.pause_clock(dossier=dossier, cause="supplement", at=at)
    data = letters.supplement(dossier, request, by=by, at=at)
    notices.write_letter(dossier=dossier, name="supplement", data=data, by=by, at=at)
    notices.owe(dossier=dossier, kind="asked", at=at, reason=reason)
    routing.passed(dossier=dossier, act="ask", by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

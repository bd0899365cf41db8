"""Ask for a financial obligation that the examination found: the clock stands still until it is met."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.base.money import spoken
from motcua.dossiers import commands as dossiers
from motcua.notices import commands as notices
from motcua.payments import commands as payments
from motcua.people.who import Who
from motcua.results import commands as results
from motcua.routing import commands as routing


@act
def charge(*, dossier_id: UUID, amount_vnd: int, reason: str, by: Who, at: datetime, key: str) -> Done:
    """Charge the applicant and pause (state 6). `amount_vnd` is whole đồng and more than nothing."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.need_reason(reason=reason)
    routing.refuse_while_waiting(dossier=dossier)
    results.set_aside(dossier=dossier, by=by, at=at)
    dossiers.move(dossier=dossier, act="charge", by=by, at=at, note=reason)
    payments.charge_obligation(dossier=dossier, amount_vnd=amount_vnd, reason=reason, by=by, at=at)
    dossiers.pause_clock(dossier=dossier, cause="payment", at=at)
    notices.owe(dossier=dossier, kind="charged", at=at, reason=reason, amount=spoken(amount_vnd))
    routing.passed(dossier=dossier, act="charge", by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

"""Remind of what is owed, with a link to pay it."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.base.money import spoken
from motcua.dossiers import commands as dossiers
from motcua.notices import commands as notices
from motcua.payments import commands as payments
from motcua.payments import orders
from motcua.payments import queries as ask_payments
from motcua.people.who import SYSTEM, Who


@act
def remind(*, dossier_id: UUID, by: Who, at: datetime, key: str) -> Done:
    """Owe the applicant a message with a link by which the bill can be paid once. Raises `OutOfOrder` if nothing is."""
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    if by is not SYSTEM:
        payments.only_cashiers(dossier=dossier, by=by)
    payments.only_while_collected(dossier=dossier)
    token = orders.send_link(dossier=dossier, by=by, at=at)
    due = spoken(ask_payments.account(dossier.pk).due_vnd)
    notices.owe(dossier=dossier, kind="pay_link", at=at, amount=due, pay=payments.pay_url(token=token))
    return Done(dossier.pk, code=dossier.code, state=dossier.state)

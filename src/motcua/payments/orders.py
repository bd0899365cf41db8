"""Orders: what the applicant opens to pay online, what is heard of them, and the links by which others may pay."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.language import for_the_record
from motcua.base.refusals import Invalid, OutOfOrder
from motcua.dossiers.clock import local
from motcua.dossiers.models import Dossier
from motcua.payments import queries
from motcua.payments.models import Hearing, Order, PayLink
from motcua.people.who import Who

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# How long a page of a gateway may stay open, and a QR picture be paid; money that comes later is booked all the same.
OPEN_FOR = timedelta(minutes=30)
LINK_FOR = timedelta(days=30)


def begin(*, dossier: Dossier, way: str, by: Who, at: datetime) -> Order:
    """Open an order for all that is owed now. An order of this way and sum that is still open is answered again.

    Raises `OutOfOrder` when nothing is owed, `Invalid` for a way that is not offered.
    """
    if way not in queries.ways():
        raise Invalid(_("Cách nộp này hiện không dùng được. Hãy chọn cách khác."))
    due = queries.account(dossier.pk).due_vnd
    if due <= 0:
        raise OutOfOrder(_("Hồ sơ này không còn khoản nào phải nộp."))
    order = record.add(
        Order(
            dossier=dossier, way=way, reference=_reference(way, at=at), amount_vnd=due, at=at, until=at + OPEN_FOR,
            actor=by.actor,
        )
    )  # fmt: skip
    record.write(
        subject=dossier.pk, kind="payments.order", actor=by.actor, at=at,
        data={"order": str(order.id), "way": way, "amount_vnd": due},
    )  # fmt: skip
    return order


def hear(
    *, dossier: Dossier, order: Order, outcome: str, amount_vnd: int, transaction: str, by: Who, at: datetime
) -> None:
    """Keep what a gateway said, once. The sum that it names is kept beside ours and never booked."""
    digest = queries.digest_of(order, outcome=outcome, amount_vnd=amount_vnd, transaction=transaction)
    record.add(
        Hearing(
            dossier=dossier, digest=digest, order_id=order.id, outcome=outcome, amount_vnd=amount_vnd,
            transaction=transaction[:80], at=at,
        )
    )  # fmt: skip
    record.write(
        subject=dossier.pk, kind="payments.heard", actor=by.actor, at=at,
        data={"order": str(order.id), "outcome": outcome, "amount_vnd": amount_vnd, "digest": digest},
    )  # fmt: skip


def of_dossier(*, dossier: Dossier, order_id: UUID) -> Order:
    """The order of this dossier. Raises `Invalid` for another dossier's."""
    found = Order.objects.filter(dossier_id=dossier.pk, id=order_id).first()
    if found is None:
        raise Invalid(_("Lệnh nộp tiền này không thuộc hồ sơ."))
    return found


def send_link(*, dossier: Dossier, by: Who, at: datetime) -> str:
    """Make a link by which this bill can be paid, and return its secret, which is kept nowhere but in the message.

    Raises `OutOfOrder` when nothing is owed.
    """
    if queries.account(dossier.pk).due_vnd <= 0:
        raise OutOfOrder(_("Hồ sơ này không còn khoản nào phải nộp."))
    token = secrets.token_urlsafe(24)
    link = record.add(PayLink(dossier=dossier, digest=queries.secret_digest(token), at=at, until=at + LINK_FOR))
    record.write(subject=dossier.pk, kind="payments.link", actor=by.actor, at=at, data={"link": str(link.id)})
    return token


@for_the_record
def paid_by(order: Order) -> str:
    """How a receipt says that this order was paid."""
    return _("Thanh toán trực tuyến qua %(name)s") % {"name": queries.gateway(order.way).label}


def _reference(way: str, *, at: datetime) -> str:
    """VietQR: `MC` and ten letters, short enough for any bank's memo. Else the moment of 24 hours, and chance."""
    chance = "".join(secrets.choice(ALPHABET) for _n in range(10))
    return f"MC{chance}" if way == queries.VIETQR else f"{local(at):%Y%m%d%H%M%S}{chance}"

"""What may be written about parcels. Called by casework, inside an act."""

from datetime import datetime

from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.models import Counter
from motcua.base.refusals import Invalid, NotThere, OutOfOrder
from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import Dossier
from motcua.people.models import Person
from motcua.people.who import Who
from motcua.post import codes, queries
from motcua.post.lifecycle import LIFECYCLE, ParcelState
from motcua.post.models import Parcel


def order(*, dossier: Dossier, to: Person, address: str, by: Who, at: datetime) -> Parcel:
    """Owe this person a parcel with the result. Raises `Invalid` without an address."""
    if not address.strip():
        raise Invalid(fields={"address": _("Nhập địa chỉ nhận kết quả qua bưu chính.")})
    record.write(subject=dossier.pk, kind="post.order", actor=by.actor, at=at)
    return record.add(
        Parcel(
            dossier=dossier, state=ParcelState.ORDERED, to_name=to.full_name, to_address=address, to_phone=to.phone,
            ordered_at=at,
        )
    )  # fmt: skip


def move(*, dossier: Dossier, act: str, by: Who, at: datetime, note: str = "") -> Parcel:
    """Take one step in the life of the dossier's parcel."""
    found = queries.parcel(dossier.pk)
    if found is None:
        raise NotThere()
    step = LIFECYCLE.take(act, ParcelState(found.state), dossiers.roles_on(by, dossier))
    record.change(found, state=step.target)
    if act == "hand_to_post":
        record.change(found, handed_at=at, item_code=codes.item_code(Counter.next("post:RR") % 100_000_000))
    else:
        record.change(found, ended_at=at)
    record.write(
        subject=dossier.pk, kind=f"post.{act}", actor=by.actor, at=at, data={"item": found.item_code, "note": note}
    )
    return found


def call_off(*, dossier: Dossier, by: Who, at: datetime) -> None:
    """The applicant fetches the result after all. Raises `OutOfOrder` when it is with the post already."""
    found = queries.parcel(dossier.pk)
    if found is None:
        return
    if found.state == ParcelState.ON_ITS_WAY:
        raise OutOfOrder(_("Kết quả đang ở bưu chính, chưa trả tại quầy được."))
    if found.state == ParcelState.ORDERED:
        move(dossier=dossier, act="call_off", by=by, at=at)

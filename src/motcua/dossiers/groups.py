"""Linked procedures: one application, several dossiers, each with its own clock, code, state and result.

The leading dossier is the application; what it opens lies beside it as rows (`LinkedMember`). An act touches one
dossier, so a member is opened, let go on and noted by acts of their own that the clock's job calls, each of which can
be repeated without harm (`docs/decisions/0024`).
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.language import for_the_record
from motcua.base.refusals import Invalid, NotThere, OutOfOrder
from motcua.catalogue import linking
from motcua.catalogue.offering import Member
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Channel, Dossier, LinkedMember
from motcua.organisation import queries as organisation
from motcua.organisation.models import Unit
from motcua.people.who import Who

LEAD = "lead"
OVER = {State.DONE, State.RETURNED, State.STOPPED}


def owe_members(*, dossier: Dossier, by: Who, at: datetime) -> list[LinkedMember]:
    """At reception: the members that this application opens from here on. Nothing for an ordinary procedure.

    Raises `Invalid` when an agency that takes part is not known for this place.
    """
    wanted = linking.members(dossier.version_id)
    if not wanted:
        return []
    receiving = organisation.unit(dossier.receiving_unit_id)
    record.change(dossier, group=dossier.pk)
    rows = [
        record.add(_owed(member, seq=seq, dossier=dossier, receiving=receiving))
        for seq, member in enumerate(wanted, start=1)
    ]
    record.write(
        subject=dossier.pk, kind="dossier.linked", actor=by.actor, at=at,
        data={"members": [[row.member, str(row.opens), str(row.unit_id)] for row in rows]},
    )  # fmt: skip
    return rows


def _owed(member: Member, *, seq: int, dossier: Dossier, receiving: Unit) -> LinkedMember:
    try:
        version_id, unit = linking.version_of(member), linking.settling_unit(member, receiving=receiving)
    except NotThere as fault:
        raise Invalid(
            _("Chưa biết cơ quan nào giải quyết phần “%(member)s” của thủ tục liên thông ở nơi này.")
            % {"member": member.procedure}
        ) from fault
    return LinkedMember(
        dossier=dossier, seq=seq, member=member.id, version_id=version_id, unit_id=unit.pk, after=list(member.after),
        opens=uuid5(dossier.pk, member.id),
    )  # fmt: skip


def of(lead_id: UUID) -> list[LinkedMember]:
    found = LinkedMember.objects.filter(dossier_id=lead_id).select_related("version", "unit")
    return list(found.order_by("seq"))


def dossiers_of(lead_id: UUID) -> dict[UUID, Dossier]:
    """The members' dossiers that are open already, by id."""
    return {one.pk: one for one in Dossier.objects.filter(group=lead_id).exclude(pk=lead_id)}


def lead_named(dossier: Dossier) -> Dossier | None:
    """Of a member, the dossier that opened it; None for any other."""
    if dossier.group is None or not dossier.member:
        return None
    return Dossier.objects.filter(pk=dossier.group).first()


def row_of(*, lead_id: UUID, member: str, locked: bool = False) -> LinkedMember:
    found = LinkedMember.objects.filter(dossier_id=lead_id, member=member)
    row = (found.select_for_update(no_key=True) if locked else found).first()
    if row is None:
        raise NotThere()
    return row


def new_dossier(*, lead: Dossier, row: LinkedMember, opening: linking.Opening, at: datetime) -> Dossier:
    """The member's dossier: the same applicant, taken in at the same counter, settled by another agency."""
    return Dossier(
        id=row.opens, version_id=opening.version_id, receiving_unit_id=lead.receiving_unit_id,
        settling_unit_id=opening.settling_id, submitter=lead.submitter, owner=lead.owner,
        assisted_by_id=lead.assisted_by_id, channel=lead.channel, case=opening.case, about=opening.about,
        submitted_at=at, received_at=at, group=lead.pk, member=row.member,
    )  # fmt: skip


def not_yet(row: LinkedMember, *, lead: Dossier, refused: Collection[UUID]) -> None:
    """Raises `OutOfOrder` when it is not this member's turn, or never will be."""
    if hopeless(row, refused=refused) or (not at_once(lead) and waits(row, refused=refused)):
        raise OutOfOrder(_("Chưa đến lượt thủ tục này trong hồ sơ liên thông."))


def need_end_of_waiting(row: LinkedMember, *, dossier: Dossier, refused: Collection[UUID]) -> None:
    if dossier.paused_at is None or dossier.state != State.RECEIVED or waits(row, refused=refused):
        raise OutOfOrder(_("Thủ tục này không chờ thủ tục nào khác trong hồ sơ liên thông, hoặc còn phải chờ."))


def need_no_hope(row: LinkedMember, *, refused: Collection[UUID]) -> None:
    if not hopeless(row, refused=refused):
        raise OutOfOrder(_("Thủ tục trước trong hồ sơ liên thông chưa kết thúc không thành."))


def news_of(row: LinkedMember, *, refused: Collection[UUID]) -> str | None:
    """What the lead's record does not know yet: "" that it was opened, or how it ended; None when it knows all."""
    if row.ended_at is not None:
        return None
    member = Dossier.objects.filter(pk=row.opens).first()
    if member is None:
        return "dropped" if hopeless(row, refused=refused) else None
    if row.opened_at is None:
        return ""
    if member.state == State.STOPPED:
        return "stopped"
    return ("refused" if member.pk in refused else "done") if member.state in OVER else None


def lead_of(row: LinkedMember) -> Dossier:
    return Dossier.objects.select_related("submitter", "owner").get(pk=row.dossier_id)


def at_once(lead: Dossier) -> bool:
    """Sent electronically it goes to all who take part at once; on paper one after the other (NĐ 61/2018 art. 19.6)."""
    return lead.channel == Channel.ONLINE


def waits(row: LinkedMember, *, refused: Collection[UUID]) -> bool:
    """Whether one that it comes after is not done yet. `refused` are the dossiers whose result is a refusal."""
    return not all(state in {State.DONE, State.RETURNED} for state in _before(row, refused=refused))


def hopeless(row: LinkedMember, *, refused: Collection[UUID]) -> bool:
    """Whether one that it comes after has ended without what was asked for: refused, stopped, dropped."""
    return State.STOPPED in _before(row, refused=refused)


def _before(row: LinkedMember, *, refused: Collection[UUID]) -> list[int]:
    """The states of what the member comes after: 0 for what is not open, stopped for what came to nothing."""
    rows = {one.member: one for one in of(row.dossier_id)}
    states = dict(Dossier.objects.filter(group=row.dossier_id).values_list("pk", "state"))
    found = []
    for name in row.after:
        dossier_id = row.dossier_id if name == LEAD else rows[name].opens
        nothing = dossier_id in refused or (name != LEAD and rows[name].outcome in {"refused", "stopped", "dropped"})
        found.append(int(State.STOPPED) if nothing else states.get(dossier_id, 0))
    return found


def not_ended(*, most: int) -> list[tuple[UUID, str]]:
    """(lead, member) of every group that is still on its way, oldest first."""
    return list(
        LinkedMember.objects.filter(ended_at__isnull=True)
        .order_by("dossier_id", "seq")
        .values_list("dossier_id", "member")[:most]
    )


def to_give_along(*, most: int) -> list[UUID]:
    """Members whose result waits while the lead's was returned: it was given with it."""
    returned = Dossier.objects.filter(pk=OuterRef("group"), state=State.RETURNED)
    found = Dossier.objects.filter(Exists(returned), group__isnull=False, state=State.DONE).exclude(member="")
    return list(found.order_by("finished_at").values_list("pk", flat=True)[:most])


def is_open(dossier_id: UUID) -> bool:
    return Dossier.objects.filter(pk=dossier_id).exists()


def lead_id_of(dossier_id: UUID) -> UUID:
    found = Dossier.objects.filter(pk=dossier_id).values_list("group", flat=True).first()
    if found is None:
        raise NotThere()
    return found


def note(*, lead: Dossier, row: LinkedMember, by: Who, at: datetime, outcome: str) -> None:
    """On the lead's record: a member was opened (`outcome` ""), or has ended in this way."""
    if outcome:
        record.change(row, ended_at=at, outcome=outcome)
    else:
        record.change(row, opened_at=at)
    data = {"member": row.member, "dossier": str(row.opens), "outcome": outcome}
    record.write(subject=lead.pk, kind="dossier.member", actor=by.actor, at=at, data=data)


def refuse_while_members_run(*, dossier: Dossier) -> None:
    """The lead's return gives all results, so all must be there (`vietnam.md` 2.4)."""
    running = [row.version.definition["name"]["vi"] for row in of(dossier.pk) if row.ended_at is None]
    if running:
        raise OutOfOrder(_("Còn chờ kết quả của: %(names)s.") % {"names": "; ".join(running)})


def known_limit(opening: linking.Opening) -> dict[str, Any]:
    """Raises `Invalid`: without a published limit no date can be promised."""
    if opening.limit is None:
        raise Invalid(_("Chưa có thời hạn giải quyết được công bố cho thủ tục này, nên chưa tiếp nhận được."))
    return opening.limit


@for_the_record
def because_of_the_one_before() -> str:
    return _("Phần trước của hồ sơ liên thông không được giải quyết, nên phần này dừng lại.")

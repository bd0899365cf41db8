"""What may be written about tickets, paper folders and what is given back. Called by casework, inside an act."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.models import Counter
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.catalogue import queries as catalogue
from motcua.documents import commands as documents
from motcua.dossiers import queries as dossiers
from motcua.dossiers.clock import aware, local
from motcua.dossiers.models import Dossier
from motcua.organisation import queries as organisation
from motcua.people.models import Role
from motcua.people.who import Who
from motcua.reception import queries, signature, transfer
from motcua.reception.lifecycle import (
    FOLDERS,
    IN_HAND,
    NONE,
    OPEN_TICKETS,
    TICKETS,
    FolderState,
    TicketState,
)
from motcua.reception.models import (
    DayClosed,
    Folder,
    FolderStep,
    GivenBack,
    Remark,
    Ticket,
    TicketDossier,
    TicketStep,
)

STANDS_IN_LINE = (TicketState.WAITING, TicketState.CALLED, TicketState.MISSED)

# Tickets


def draw(*, unit_id: UUID, field: str, by: Who, at: datetime) -> Ticket:
    """The next number of this field at this unit today. Raises `OutOfOrder` once the day is closed."""
    unit, day = organisation.unit(unit_id), local(at).date()
    fields = dict(catalogue.fields())
    if field not in fields:
        raise Invalid(fields={"field": _("Chọn lĩnh vực cần làm thủ tục.")})
    if DayClosed.objects.filter(unit=unit, day=day).exists():
        raise OutOfOrder(_("Hôm nay quầy đã ngừng phát số. Mời bạn quay lại vào ngày làm việc tiếp theo."))
    series = queries.series_of(field)
    number = Counter.next(queries.counter_of(unit_code=unit.code, day=day, series=series))
    ticket = Ticket(
        unit=unit, day=day, series=series, number=number, field=field, field_name=fields[field], state=NONE,
        taken_at=at, since_at=at,
    )  # fmt: skip
    record.add(ticket)
    _ticket_step(ticket, act="draw", by=by, at=at)
    return ticket


def call_next(*, unit_id: UUID, series: str, desk: str, by: Who, at: datetime) -> Ticket:
    """The one who has waited longest, for this officer alone. Raises `OutOfOrder` when nobody waits.

    Rows that another officer is calling at this moment are passed over, so that two never get the same.
    """
    if Role.COUNTER not in queries.roles_at(by, unit_id):
        raise NotThere()
    _hands_free(by)
    ticket = queries.next_waiting(unit_id=unit_id, day=local(at).date(), series=series)
    if ticket is None:
        raise OutOfOrder(_("Không còn ai đang chờ."))
    _called(ticket, desk=desk, by=by, at=at, act="call")
    return ticket


def recall(*, ticket: Ticket, desk: str, by: Who, at: datetime) -> None:
    """Call again: the same person once more, or one who was missed or parked."""
    if ticket.state not in IN_HAND:
        _hands_free(by)
    else:
        _only_whose_turn_it_is(ticket, by)
    _called(ticket, desk=desk or ticket.desk, by=by, at=at, act="recall")


def move_ticket(*, ticket: Ticket, act: str, by: Who, at: datetime) -> None:
    """Serve, miss, park or finish. Raises `NotAllowed` for the ticket of another officer."""
    _only_whose_turn_it_is(ticket, by)
    _ticket_step(ticket, act=act, by=by, at=at)


def hold_ticket(*, ticket_id: UUID, by: Who) -> Ticket:
    """Lock a ticket of this officer's counter. Raises `NotThere`."""
    found = Ticket.objects.select_for_update(no_key=True).filter(pk=ticket_id).first()
    if found is None or Role.COUNTER not in queries.roles_at(by, found.unit_id):
        raise NotThere()
    return found


def close_day(*, unit_id: UUID, by: Who, at: datetime) -> int:
    """No more numbers today; whoever still waits is noted as not served. Returns how many. Earlier days close too."""
    if Role.COUNTER not in queries.roles_at(by, unit_id):
        raise NotThere()
    day = local(at).date()
    if DayClosed.objects.filter(unit_id=unit_id, day=day).exists():
        raise OutOfOrder(_("Hôm nay đã khóa sổ lấy số rồi."))
    left = 0
    found = Ticket.objects.select_for_update(no_key=True).filter(unit_id=unit_id, day__lte=day, state__in=OPEN_TICKETS)
    for ticket in found.order_by("taken_at", "id"):
        left += ticket.state != TicketState.SERVING
        _ticket_step(ticket, act="close", by=by, at=at)
    record.add(DayClosed(unit_id=unit_id, day=day, left=left, at=at, by_id=by.account_id))
    record.write(
        subject=unit_id, kind="reception.close_day", actor=by.actor, at=at,
        data={"day": day.isoformat(), "left": left},
    )  # fmt: skip
    return left


def tie(*, dossier: Dossier, by: Who, at: datetime) -> None:
    """The dossier was opened while a ticket was served, if one is."""
    ticket_id = queries.serving_by(by) if by.user_id else None
    if ticket_id is not None:
        record.add(TicketDossier(dossier=dossier, ticket_id=ticket_id, at=at))
        record.write(
            subject=dossier.pk, kind="reception.tie", actor=by.actor, at=at, data={"ticket": str(ticket_id)}
        )


def _hands_free(by: Who) -> None:
    if queries.in_hand(by) is not None:
        raise OutOfOrder(_("Bạn đang có một số chưa xong. Hãy kết thúc hoặc tạm để lại số đó trước."))


def _only_whose_turn_it_is(ticket: Ticket, by: Who) -> None:
    if ticket.state in IN_HAND and ticket.officer_id != by.user_id:
        raise NotAllowed(_("Số này đang do cán bộ khác phục vụ."))


def _called(ticket: Ticket, *, desk: str, by: Who, at: datetime, act: str) -> None:
    # First the step: what the lifecycle refuses changes nothing.
    _ticket_step(ticket, act=act, by=by, at=at)
    record.change(ticket, officer_id=by.user_id, desk=desk.strip()[:20], called_at=at, calls=ticket.calls + 1)


def _ticket_step(ticket: Ticket, *, act: str, by: Who, at: datetime) -> None:
    source = TicketState(ticket.state) if ticket.state != NONE else NONE
    roles = queries.roles_at(by, ticket.unit_id)
    step = TICKETS.take(act, source, roles)
    seconds = max(0, int((at - ticket.since_at).total_seconds()))
    record.change(ticket, state=str(step.target), since_at=at, moves=ticket.moves + 1)
    if source in STANDS_IN_LINE:
        record.change(ticket, waited_seconds=ticket.waited_seconds + seconds)
    if source == TicketState.SERVING:
        record.change(ticket, served_seconds=ticket.served_seconds + seconds)
    if step.target in {TicketState.FINISHED, TicketState.LEFT}:
        record.change(ticket, ended_at=at)
    record.add(
        TicketStep(
            ticket=ticket, seq=ticket.moves, act=act, source=str(source), target=str(step.target),
            role=min(step.who & roles), by_id=by.user_id, actor=by.actor, at=at,
        )
    )  # fmt: skip
    record.write(
        subject=ticket.pk, kind=f"reception.{act}", actor=by.actor, at=at,
        data={"ticket": str(ticket), "day": ticket.day.isoformat(), "unit": str(ticket.unit_id)},
    )  # fmt: skip


# The paper folder


def open_folder(*, dossier: Dossier, by: Who, at: datetime) -> Folder:
    """A folder for the papers of this dossier; from now on it is always somewhere. Raises `OutOfOrder` for a second."""
    if not dossier._state.adding and queries.folder(dossier.pk) is not None:
        raise OutOfOrder(_("Hồ sơ này đã có túi hồ sơ giấy."))
    received = dossier.received_at or at
    due = transfer.due(unit=organisation.unit(dossier.receiving_unit_id), received_at=received)
    folder = Folder(
        dossier=dossier, state=NONE, unit_id=dossier.receiving_unit_id, keeper_id=by.account_id, opened_at=at,
        since_at=at, transfer_due_at=aware(due),
    )  # fmt: skip
    record.add(folder)
    _folder_step(folder, dossier=dossier, act="open", by=by, at=at)
    return folder


def hand_folder(
    *, dossier: Dossier, toward: str, batch: UUID | None, note: str, by: Who, at: datetime
) -> Folder:
    """The giver's half of a hand-over: it is on its way until somebody there confirms (NĐ 61/2018 art. 18)."""
    folder = _folder_of(dossier)
    if toward not in {"counter", "desk"} or (toward == "counter" and folder.state == FolderState.AT_COUNTER):
        raise Invalid(fields={"toward": _("Chọn nơi nhận túi hồ sơ.")})
    to_unit = dossier.receiving_unit_id if toward == "counter" else dossier.settling_unit_id
    _folder_step(folder, dossier=dossier, act="hand", by=by, at=at, note=note, batch=batch, to=(toward, to_unit))
    record.change(folder, toward=toward, to_unit_id=to_unit, keeper_id=by.account_id)
    return folder


def accept_folder(*, dossier: Dossier, batch: UUID | None, by: Who, at: datetime) -> Folder:
    """The receiver's half. Raises `NotAllowed` for the giver: a hand-over has two people."""
    folder = _on_the_way(dossier)
    if folder.keeper_id == by.user_id:
        raise NotAllowed(_("Người giao không tự ký nhận. Người nhận phải xác nhận."))
    arrived = folder.to_unit_id
    _folder_step(folder, dossier=dossier, act=f"accept_at_{folder.toward}", by=by, at=at, batch=batch)
    gone = folder.toward == "desk" and folder.transferred_at is None
    record.change(folder, unit_id=arrived, keeper_id=by.account_id, toward="", to_unit_id=None)
    if gone:
        record.change(folder, transferred_at=at)
    return folder


def turn_down_folder(*, dossier: Dossier, reason: str, by: Who, at: datetime) -> Folder:
    """The receiver does not confirm: not there, or not what the register says. The giver still answers for it."""
    folder = _on_the_way(dossier)
    if not reason.strip():
        raise Invalid(fields={"reason": _("Ghi vì sao không nhận: thiếu gì, sai gì.")})
    if folder.keeper_id == by.user_id:
        raise NotAllowed(_("Người giao không tự từ chối; hãy lấy lại túi hồ sơ."))
    roles = dossiers.roles_on(by, dossier)
    if f"accept_at_{folder.toward}" not in {s.act for s in FOLDERS.open_to(FolderState.ON_THE_WAY, roles)}:
        raise NotAllowed(_("Túi hồ sơ này không giao cho bộ phận của bạn."))
    _folder_step(folder, dossier=dossier, act="turn_down", by=by, at=at, note=reason[:500])
    return folder


def take_back_folder(*, dossier: Dossier, by: Who, at: datetime) -> Folder:
    """What nobody confirmed goes back to where it came from. Raises `NotAllowed` for anybody but the giver."""
    folder = _on_the_way(dossier)
    if folder.keeper_id != by.user_id:
        raise NotAllowed(_("Chỉ người giao lấy lại được túi hồ sơ chưa ai ký nhận."))
    came_from = queries.came_from(dossier.pk)
    _folder_step(folder, dossier=dossier, act=f"take_back_to_{came_from}", by=by, at=at)
    record.change(folder, toward="", to_unit_id=None)
    return folder


def archive_folder(*, dossier: Dossier, note: str, by: Who, at: datetime) -> Folder:
    """Into the archive, with the place where it stands. Raises `OutOfOrder` while the dossier is worked on."""
    folder = _folder_of(dossier)
    if dossier.closed_at is None:
        raise OutOfOrder(_("Hồ sơ chưa kết thúc nên chưa đưa vào lưu trữ được."))
    if not note.strip():
        raise Invalid(fields={"note": _("Ghi nơi để: kho, giá, hộp.")})
    _folder_step(folder, dossier=dossier, act="archive", by=by, at=at, note=note[:200])
    record.change(folder, keeper_id=by.account_id)
    return folder


def give_out(*, dossier: Dossier, by: Who, at: datetime) -> None:
    """The whole folder goes back to the applicant with a stopped dossier, if it stands at the counter."""
    folder = queries.folder(dossier.pk)
    if folder is not None and folder.state == FolderState.AT_COUNTER:
        _folder_step(folder, dossier=dossier, act="give_out", by=by, at=at)
    elif folder is not None and folder.state in {FolderState.ON_THE_WAY, FolderState.AT_DESK}:
        raise OutOfOrder(_("Túi hồ sơ giấy chưa về quầy nên chưa trả lại giấy tờ được."))


def _folder_of(dossier: Dossier) -> Folder:
    """Locked with its dossier. Raises `NotThere`."""
    found = queries.folder(dossier.pk)
    if found is None:
        raise NotThere()
    return found


def _on_the_way(dossier: Dossier) -> Folder:
    folder = _folder_of(dossier)
    if folder.state != FolderState.ON_THE_WAY:
        raise OutOfOrder(_("Túi hồ sơ này không còn trên đường bàn giao. Hãy tải lại trang."))
    return folder


def _folder_step(
    folder: Folder, *, dossier: Dossier, act: str, by: Who, at: datetime, note: str = "", batch: UUID | None = None,
    to: tuple[str, UUID | None] = ("", None),
) -> None:  # fmt: skip
    source = FolderState(folder.state) if folder.state != NONE else NONE
    roles = dossiers.roles_on(by, dossier)
    step = FOLDERS.take(act, source, roles)
    record.change(folder, state=str(step.target), since_at=at, moves=folder.moves + 1)
    unit_id = (folder.to_unit_id if act.startswith("accept") else None) or folder.unit_id
    record.add(
        FolderStep(
            dossier=dossier, seq=folder.moves, act=act, source=str(source), target=str(step.target),
            role=min(step.who & roles), unit_id=unit_id, to_unit_id=to[1], toward=to[0], batch=batch,
            by_id=by.account_id, actor=by.actor, at=at, note=note,
        )
    )  # fmt: skip
    record.write(
        subject=dossier.pk, kind=f"reception.folder_{act}", actor=by.actor, at=at,
        data={"note": note, "unit": str(unit_id), "to": str(to[1] or ""), "batch": str(batch or "")},
    )  # fmt: skip


# Papers


def remark(*, dossier: Dossier, papers: list[dict[str, Any]], by: Who, at: datetime) -> None:
    """Keep what the officer noted beside the papers: `{"code", "remarks"}`."""
    for paper in papers:
        if text := str(paper.get("remarks") or "").strip():
            record.add(Remark(dossier=dossier, paper=paper["code"], text=text[:300], at=at, actor=by.actor))


def give_originals_back(
    *, dossier: Dossier, seq: int, originals: dict[str, int], receiver: str, mandate: str, signature_drawn: str,
    by: Who, at: datetime,
) -> GivenBack:  # fmt: skip
    """Note which originals went back, to whom, and how the receiver signed (NĐ 61/2018 art. 20).

    Raises `Invalid` for more originals than were handed in, a mandate that is not named, a signature that is none.
    """
    waiting = queries.originals_here(dossier.pk)
    faults = {
        f"originals__{code}": _("Chỉ còn giữ %(n)s bản chính.") % {"n": waiting.get(code, 0)}
        for code, n in originals.items()
        if n < 0 or n > waiting.get(code, 0)
    }
    if receiver == "mandate" and not mandate.strip():
        faults["mandate"] = _("Ghi số, ngày của văn bản ủy quyền.")
    if faults:
        raise Invalid(fields=faults)
    digest = documents.keep_made(content=signature.drawn(signature_drawn)) if signature_drawn else ""
    given = [[code, n] for code, n in sorted(originals.items()) if n]
    record.write(
        subject=dossier.pk, kind="reception.give_back", actor=by.actor, at=at,
        data={"originals": given, "receiver": receiver, "signature": digest},
    )  # fmt: skip
    return record.add(
        GivenBack(
            dossier=dossier, seq=seq, originals=given, receiver=receiver, mandate=mandate.strip()[:200],
            signed="tablet" if digest else "paper", signature_digest=digest, at=at, by_id=by.account_id,
        )
    )  # fmt: skip



"""Sorry, and a new date: drafted by the officer, signed by a leader, once (NĐ 61/2018 art. 19.9)."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua import worktime
from motcua.base import record
from motcua.base.refusals import Invalid, NotAllowed, OutOfOrder
from motcua.dossiers import alarms, clock, queries
from motcua.dossiers.models import Apology, ClockEvent, Dossier
from motcua.organisation import queries as organisation
from motcua.people.who import Who


def draft(*, dossier: Dossier, reason: str, new_due_at: datetime, by: Who, at: datetime) -> Apology:
    """Keep what the officer proposes. Raises `Invalid` for an impossible date, `OutOfOrder` after one was given."""
    possible(dossier=dossier, new_due_at=new_due_at, at=at)
    seq = Apology.objects.filter(dossier_id=dossier.pk).count() + 1
    return record.add(
        Apology(dossier=dossier, seq=seq, reason=reason, new_due_at=new_due_at, at=at, by_id=by.account_id)
    )


def last(dossier_id: UUID) -> Apology | None:
    return Apology.objects.filter(dossier_id=dossier_id).select_related("by").order_by("-seq").first()


def to_sign(*, dossier: Dossier, by: Who, at: datetime) -> Apology:
    """The draft that this leader signs. Raises `OutOfOrder` without one, `NotAllowed` for who drafted it."""
    found = last(dossier.pk)
    if found is None:
        raise OutOfOrder(_("Chưa có phiếu xin lỗi nào được soạn. Cán bộ thụ lý soạn trước, lãnh đạo ký sau."))
    if found.by_id == by.user_id:
        raise NotAllowed(_("Người soạn phiếu xin lỗi không tự ký phiếu đó."))
    possible(dossier=dossier, new_due_at=found.new_due_at, at=at)
    return found


def possible(*, dossier: Dossier, new_due_at: datetime, at: datetime) -> None:
    """Whether this moment can be the new date now: once, while it is not late, later than the date it replaces."""
    if alarms.extended(dossier.pk):
        raise OutOfOrder(_("Hồ sơ này đã được hẹn lại một lần; chỉ được hẹn lại một lần (NĐ 61/2018 điều 19.9)."))
    if dossier.due_at is None:
        raise OutOfOrder(_("Thời gian giải quyết đang tạm dừng. Hãy cho tiếp tục trước khi làm việc này."))
    if dossier.due_at <= at:
        raise OutOfOrder(_("Hồ sơ đã quá hạn nên không hẹn lại được nữa: trễ hạn vẫn là trễ hạn."))
    if new_due_at <= dossier.due_at:
        raise Invalid(
            fields={"new_date": _("Ngày hẹn mới phải sau ngày đã hẹn, %(due)s.") % {"due": _said(dossier.due_at)}}
        )
    events = queries.clock_events(dossier.pk)
    due = clock.local(new_due_at).isoformat(timespec="minutes")
    event = ClockEvent(seq=len(events) + 1, kind=ClockEvent.Kind.EXTEND, at=at, data={"due_at": due})
    try:
        clock.derive([*events, event])
    except worktime.ClockError as fault:
        raise Invalid(fields={"new_date": _("Ngày hẹn mới phải là ngày làm việc.")}) from fault


def close_of(dossier: Dossier, day: date) -> datetime:
    """The close of a working date at the settling unit: what a leader promises who promises a day. Raises `Invalid`."""
    calendar = organisation.hours(organisation.calendar_at(dossier.settling_unit_id, day))
    try:
        end = clock.aware(worktime.close_of(calendar, day))
    except worktime.ClockError as fault:
        raise Invalid(fields={"new_date": _("Ngày hẹn mới phải là ngày làm việc.")}) from fault
    assert end is not None
    return end


def _said(at: datetime) -> str:
    return f"{clock.local(at):%H:%M %d/%m/%Y}"

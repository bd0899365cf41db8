"""Mandates: who may act for whom, on what paper, for what and until when (Civil Code art. 138, R)."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.ids import new_id
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.people.models import Mandate, Person
from motcua.people.who import Who

# Longer is mistyped more often than meant; a mandate that goes on is given again.
LONGEST = timedelta(days=5 * 366)


def of_person(person_id: UUID | None) -> QuerySet[Mandate]:
    """Every mandate that this person gave or holds, ended ones too, newest first."""
    mine = Q(giver_id=person_id) | Q(holder_id=person_id)
    found = Mandate.objects.filter(mine) if person_id else Mandate.objects.none()
    return found.select_related("giver", "holder").order_by("-entered_at")


def usable(person_id: UUID | None, *, procedure: str, day: date) -> list[Mandate]:
    """The mandates on which this person may apply for another today."""
    return [m for m in of_person(person_id) if m.holder_id == person_id and m.holds(day=day) and m.covers(procedure)]


def one(who: Who, mandate_id: UUID) -> Mandate:
    """A mandate of the giver or the holder. Raises `NotThere` to everybody else."""
    found = of_person(who.person_id).filter(pk=mandate_id).first()
    if found is None:
        raise NotThere()
    return found


def known(mandate_id: UUID) -> Mandate | None:
    return Mandate.objects.filter(pk=mandate_id).select_related("giver", "holder").first()


def held(*, mandate_id: UUID, holder_id: UUID | None, procedure: str, day: date) -> Mandate:
    """Lock a mandate for the act that uses it, so that it cannot end at the same moment.

    Raises `NotThere` when the holder is another, `NotAllowed` when it has ended, not begun or is for something else.
    """
    found = Mandate.objects.select_for_update(no_key=True, of=("self",)).filter(pk=mandate_id, holder_id=holder_id)
    mandate = found.select_related("giver", "holder").first()
    if mandate is None:
        raise NotThere()
    if not mandate.holds(day=day):
        raise NotAllowed(_("Giấy uỷ quyền này không còn hiệu lực hoặc chưa đến ngày. Chưa có gì được gửi."))
    if not mandate.covers(procedure):
        raise NotAllowed(_("Giấy uỷ quyền này không dùng cho thủ tục bạn đang làm. Chưa có gì được gửi."))
    return mandate


def give(
    *, giver: Person, holder: Person, procedures: list[str], digest: str, name: str, pages: int, since: date,
    until: date, by: Who, at: datetime,
) -> Mandate:  # fmt: skip
    """Keep a mandate. Raises `Invalid` where a day or a person is wrong, `NotAllowed` to who is neither of the two."""
    if by.person_id not in {giver.pk, holder.pk}:
        raise NotAllowed(_("Chỉ người uỷ quyền hoặc người được uỷ quyền lập được giấy này."))
    faults: dict[str, str] = {}
    if giver.pk == holder.pk:
        faults["number"] = _("Không ai uỷ quyền cho chính mình được.")
    if until <= since:
        faults["until"] = _("Ngày hết hiệu lực phải sau ngày bắt đầu.")
    elif until - since > LONGEST:
        faults["until"] = _("Một giấy uỷ quyền dài nhất năm năm; hết hạn thì lập lại.")
    if faults:
        raise Invalid(fields=faults)
    return record.add(
        Mandate(
            id=new_id(), giver=giver, holder=holder, entered_by_id=by.person_id, procedures=procedures,
            document_digest=digest, document_name=name[:200], document_pages=pages, since_date=since,
            until_date=until, entered_at=at,
        )
    )  # fmt: skip


def end(*, mandate_id: UUID, by: Who, at: datetime) -> Mandate:
    """End it before its day: the giver whenever they wish, the holder by giving it back.

    Raises `NotThere` to others, `OutOfOrder` when it has been ended already.
    """
    if by.person_id is None:
        raise NotThere()
    mine = Q(giver_id=by.person_id) | Q(holder_id=by.person_id)
    found = Mandate.objects.select_for_update(no_key=True, of=("self",)).filter(mine, pk=mandate_id)
    mandate = found.select_related("giver", "holder").first()
    if mandate is None:
        raise NotThere()
    if mandate.ended_at is not None:
        raise OutOfOrder(_("Giấy uỷ quyền này đã chấm dứt rồi."))
    record.change(mandate, ended_at=at, ended_by_id=by.account_id)
    return mandate


def facts(mandate: Mandate) -> dict[str, Any]:
    """What a mandate says, as it is kept with the dossier in which it was used."""
    return {
        "mandate": str(mandate.pk), "giver": str(mandate.giver_id), "holder": str(mandate.holder_id),
        "entered_by": "giver" if mandate.by_giver else "holder", "procedures": list(mandate.procedures),
        "document": mandate.document_digest, "document_name": mandate.document_name,
        "since": mandate.since_date.isoformat(), "until": mandate.until_date.isoformat(),
    }  # fmt: skip

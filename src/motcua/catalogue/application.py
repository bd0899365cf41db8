"""An application as the procedure sees it: valid answers, the case they make, and what is promised for it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from motcua.base.refusals import Invalid
from motcua.catalogue import demands, queries
from motcua.catalogue.definition import Definition
from motcua.catalogue.demands import FeeDemand, Offer, PaperDemand
from motcua.catalogue.kinds import question_of
from motcua.catalogue.ready import Situation
from motcua.organisation import queries as organisation
from motcua.organisation.models import Unit

TZ = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True)
class Charge:
    """One line of a bill: what for, how much, and how sure the tariff is (V, S, R)."""

    line: str
    label: str
    amount_vnd: int
    mark: str = ""


@dataclass(frozen=True)
class Application:
    definition: Definition
    answers: dict[str, Any]
    case: str
    receiving: Unit
    settling: Unit
    offer: Offer
    papers: list[PaperDemand]
    fees: list[FeeDemand]
    data: Mapping[str, Any] = field(default_factory=dict)  # what conditions see: visible answers and the situation

    @property
    def about(self) -> str:
        """What it is about (trích yếu), for lists and letters."""
        return str(self.definition.name)

    @property
    def limit(self) -> dict[str, Any] | None:
        """In the shape of `worktime.Limit.from_dict`; None when no limit is known."""
        return dict(self.offer.limit.for_clock()) if self.offer.limit else None

    @property
    def cutoff(self) -> str | None:
        return self.offer.cut_off

    @property
    def at_once(self) -> bool:
        """Settled while the person waits: no receipt unless it is asked for (NĐ 61/2018 art. 17)."""
        stated = self.definition.immediate_result
        return stated is not None and stated.value

    def charges(self, stage: str) -> list[Charge]:
        """The bill's lines of this stage (`on_reception`, `on_supplement`, `on_return`) whose amount is known."""
        return [
            Charge(line=f.line.id, label=str(f.line.name), amount_vnd=f.amount_vnd, mark=f.mark)
            for f in self.fees
            if f.line.collect == stage and f.amount_vnd
        ]

    def clock_rule(self) -> tuple[dict[str, Any], str | None]:
        """Limit and cut-off for the clock. Raises `Invalid`: without a known limit no date can be promised."""
        if self.limit is None:
            raise Invalid(_("Chưa có thời hạn giải quyết được công bố cho thủ tục này, nên chưa tiếp nhận được."))
        return self.limit, self.cutoff


def situation(*, channel: str, at: datetime) -> Situation:
    return Situation(today=at.astimezone(TZ).date(), channel=channel)


def promised(
    version_id: UUID, *, answers: Mapping[str, Any], unit_id: UUID, channel: str, at: datetime
) -> Application:
    """What holds for these answers at this unit, without judging whether they are complete."""
    definition, form = queries.definition(version_id), queries.form(version_id)
    unit = organisation.unit(unit_id)
    receiving, settling = queries.receiving_and_settling(definition, unit)
    visible = form.visible(answers, situation=situation(channel=channel, at=at))
    try:
        offer = demands.offer(definition, channel=channel, unit=unit, case=visible.case)
    except demands.NoChannel as closed:
        raise Invalid(_("Thủ tục này không nhận hồ sơ theo cách đã chọn.")) from closed
    return Application(
        definition=definition, answers=dict(answers), case=visible.case.id if visible.case else "",
        receiving=receiving, settling=settling, offer=offer,
        papers=demands.papers(definition, case=visible.case, data=visible.data),
        fees=demands.fees(definition, lines=offer.fees, data=visible.data), data=visible.data,
    )  # fmt: skip


def complete(
    version_id: UUID, *, answers: Mapping[str, Any], handed_in: Collection[str], unit_id: UUID, channel: str,
    at: datetime,
) -> Application:  # fmt: skip
    """An application that can be sent: answers valid, every required paper there.

    Raises `Invalid`, whose `fields` name each question (`id`) and paper (`paper.id`) that is wrong or missing.
    """
    cleaned = queries.form(version_id).check(answers, situation=situation(channel=channel, at=at))
    found = promised(version_id, answers=cleaned.answers, unit_id=unit_id, channel=channel, at=at)
    faults: dict[str, Any] = dict(cleaned.errors)
    for paper in found.papers:
        if paper.required and paper.id not in handed_in:
            faults[f"paper.{paper.id}"] = _("Còn thiếu: %(name)s.") % {"name": paper.paper.name}
    if faults:
        raise Invalid(_("Hồ sơ chưa đầy đủ. Hãy xem các mục được đánh dấu."), fields=faults)
    return found


def unfinished(
    version_id: UUID, *, answers: Mapping[str, Any], unit_id: UUID, channel: str, at: datetime
) -> Application:
    """An application as it stands: what can be read of the answers is kept, nothing is demanded."""
    cleaned = queries.form(version_id).check(answers, situation=situation(channel=channel, at=at))
    return promised(version_id, answers=cleaned.answers, unit_id=unit_id, channel=channel, at=at)


def corrected(
    version_id: UUID, *, answers: Mapping[str, Any], asked: Collection[str], channel: str, at: datetime
) -> dict[str, Any]:
    """The whole declaration after a supplement. Raises `Invalid` for faults in what was asked for."""
    cleaned = queries.form(version_id).check(answers, situation=situation(channel=channel, at=at))
    faults = {name: said for name, said in cleaned.errors.items() if question_of(name) in asked}
    if faults:
        raise Invalid(_("Thông tin bổ sung chưa đúng. Hãy xem các mục được đánh dấu."), fields=faults)
    return {**answers, **cleaned.answers}

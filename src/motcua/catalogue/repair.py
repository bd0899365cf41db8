"""Whether a rule that was switched off had changed what was asked of, or promised for, one application."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from motcua.base.refusals import Invalid
from motcua.catalogue import demands, queries, rules
from motcua.catalogue.application import situation
from motcua.catalogue.definition import Definition
from motcua.catalogue.forms import Form, compile_form
from motcua.catalogue.models import ProcedureVersion
from motcua.organisation.models import Unit


@dataclass(frozen=True)
class Repair:
    """A version as it was and as it is without the rules."""

    before: tuple[Definition, Form]
    after: tuple[Definition, Form]

    def touches(self, answers: Mapping[str, Any], *, unit: Unit, channel: str, at: datetime) -> bool:
        """True where questions, case, papers, fees or limit differ; and where either cannot be worked out."""
        both = (self.before, self.after)
        found = [_outcome(*one, answers=answers, unit=unit, channel=channel, at=at) for one in both]
        return None in found or found[0] != found[1]


def _outcome(
    definition: Definition, form: Form, *, answers: Mapping[str, Any], unit: Unit, channel: str, at: datetime
) -> Any:
    where = situation(channel=channel, at=at)
    try:
        visible = form.visible(answers, situation=where)
        offer = demands.offer(definition, channel=channel, unit=unit, case=visible.case)
    except (demands.NoChannel, Invalid):
        return None
    papers = demands.papers(definition, case=visible.case, data=visible.data)
    fees = demands.fees(definition, lines=offer.fees, data=visible.data)
    return (
        visible.case.id if visible.case else "",
        sorted((paper.id, paper.required) for paper in papers),
        sorted((fee.line.id, fee.amount_vnd or 0) for fee in fees),
        offer.limit.for_clock() if offer.limit else None,
        sorted(visible.answers),
        sorted(form.check(answers, situation=where).errors),
    )


def versions_with(code: str, *, version_id: UUID, places: Sequence[str]) -> dict[UUID, Repair]:
    """Every version of the procedure that has these very rules, with what it is without them."""
    wrong = _said(queries.definition(version_id), places)
    found = {}
    for pk in ProcedureVersion.objects.filter(code=code).values_list("pk", flat=True):
        if _said(queries.definition(pk), places) == wrong and (repair := _repair(pk, tuple(places))):
            found[pk] = repair
    return found


def _said(definition: Definition, places: Sequence[str]) -> list[str]:
    return [rule.said for rule in rules.switchable(definition) if rule.place in places]


@lru_cache(maxsize=64)
def _repair(version_id: UUID, places: tuple[str, ...]) -> Repair | None:
    definition = queries.definition(version_id)
    try:
        made = rules.without(definition, places)
    except Invalid:
        return None
    return Repair((definition, queries.form(version_id)), (made, compile_form(made)))

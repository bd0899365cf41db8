"""What an application demands: its case, its papers, its fees, and how long the authority has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from motcua.catalogue.definition import Definition
from motcua.catalogue.expressions import Compiled, Expensive, compile_rule
from motcua.catalogue.facts import Limit, Mark
from motcua.catalogue.offering import Case, Exemption, FeeLine, Paper, PaperOfCase, Route, Variant

Data = Mapping[str, Any]


class Unit(Protocol):
    """What must be known of a unit to apply the local variants."""

    @property
    def code(self) -> str: ...

    @property
    def level(self) -> str: ...

    @property
    def kind(self) -> str: ...


@dataclass(frozen=True)
class Offer:
    """What holds for one channel, unit and case. ``limit`` None: not known."""

    limit: Limit | None
    fees: Sequence[FeeLine]
    route: Route
    cut_off: str | None
    immediate_result: bool
    must_be_present: bool
    variant: Variant | None


@dataclass(frozen=True)
class PaperDemand:
    """One paper as this application needs it. ``exempted`` names the exemptions that it proves."""

    paper: Paper
    original: int
    certified: int
    copies: int
    required: bool
    exemptions: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The paper's id."""
        return self.paper.id


@dataclass(frozen=True)
class FeeDemand:
    """One line of the bill. ``amount_vnd`` is what is to be paid; None while the amount is not known.

    ``waived`` are the exemptions applied; ``possible`` those that an officer may still grant on evidence.
    """

    line: FeeLine
    full_vnd: int | None
    amount_vnd: int | None
    waived: tuple[Exemption, ...]
    possible: tuple[Exemption, ...]

    @property
    def mark(self) -> Mark:
        """How sure the line is."""
        return self.line.mark


class NoChannel(ValueError):
    """The procedure cannot be handed in this way."""


ReadyCases = Sequence[tuple[Case, Compiled | None]]


def ready_cases(definition: Definition) -> ReadyCases:
    """The cases with their conditions compiled."""
    return [(case, None if case.when is None else compile_rule(case.when)) for case in definition.cases]


def case_of(cases: ReadyCases, data: Data) -> Case | None:
    """The first case whose condition holds; one without a condition always does."""
    return next((case for case, when in cases if when is None or _true(when, data)), None)


def offer(
    definition: Definition, *, channel: str, unit: Unit | None = None, case: Case | None = None
) -> Offer:
    """Limit, fees and route for ``channel``. The case goes before the unit's variant, that before the rest.

    Raises ``NoChannel``.
    """
    open_channels = definition.channels.open()
    if channel not in open_channels:
        raise NoChannel(f"{definition.id} is not offered by {channel}")
    terms = open_channels[channel]
    variant = next((item for item in definition.variants if unit and _fits(item, unit, channel)), None)
    limit, fees = terms.limit, terms.fees
    if variant is not None:
        limit = variant.limit or limit
        fees = fees if variant.fees is None else variant.fees
    if case is not None:
        limit = case.limit or limit
        fees = fees if case.fees is None else case.fees
    present = definition.must_be_present is not None and definition.must_be_present.value
    return Offer(
        limit=limit,
        fees=fees,
        route=case.route if case is not None and case.route is not None else definition.route,
        cut_off=definition.cut_off.value if definition.cut_off else None,
        immediate_result=definition.immediate_result is not None and definition.immediate_result.value,
        must_be_present=present or (case is not None and case.must_be_present),
        variant=variant,
    )


def _fits(variant: Variant, unit: Unit, channel: str) -> bool:
    return (
        (not variant.units or unit.code in variant.units)
        and variant.level in (None, unit.level)
        and variant.kind in (None, unit.kind)
        and (not variant.channels or channel in variant.channels)
    )


def papers(definition: Definition, *, case: Case | None, data: Data) -> list[PaperDemand]:
    """The papers of ``case`` (of the procedure, where the case names none), in their order."""
    known = {paper.id: paper for paper in definition.papers}
    refs = [PaperOfCase(paper=paper.id) for paper in definition.papers]
    if case is not None and case.papers is not None:
        refs = case.papers
    found = []
    for ref in refs:
        paper = known.get(ref.paper)
        if paper is None or (paper.show_if is not None and not _rule_holds(paper.show_if, data)):
            continue
        proves = tuple(exemption.id for exemption in definition.exemptions if paper.id in exemption.evidence)
        found.append(
            PaperDemand(
                paper=paper,
                original=_first(ref.original, paper.original),
                certified=_first(ref.certified, paper.certified),
                copies=_first(ref.copy_count, paper.copy_count),
                required=_is_required(ref, paper, data),
                exemptions=proves,
            )
        )
    return found


def _first(override: int | None, otherwise: int) -> int:
    return otherwise if override is None else override


def _is_required(ref: PaperOfCase, paper: Paper, data: Data) -> bool:
    """What the case says goes before what the paper says; a condition before the plain word."""
    if ref.required_if is not None:
        return _rule_holds(ref.required_if, data)
    if ref.required is not None:
        return ref.required
    return paper.required if paper.required_if is None else _rule_holds(paper.required_if, data)


def fees(definition: Definition, *, lines: Sequence[FeeLine], data: Data) -> list[FeeDemand]:
    """``lines`` that apply, each with its amount in đồng after the exemptions whose conditions hold.

    Of several exemptions on one line the greatest counts, they are not added up.
    """
    found = []
    for line in lines:
        if line.when is not None and not _rule_holds(line.when, data):
            continue
        full = _amount(line, data)
        touching = [item for item in definition.exemptions if not item.fees or line.id in item.fees]
        waived = tuple(item for item in touching if item.when is not None and _rule_holds(item.when, data))
        percent = max((item.percent for item in waived), default=0)
        found.append(
            FeeDemand(
                line=line,
                full_vnd=full,
                amount_vnd=0 if percent == 100 else None if full is None else full - full * percent // 100,
                waived=waived,
                possible=tuple(item for item in touching if item.when is None),
            )
        )
    return found


def _amount(line: FeeLine, data: Data) -> int | None:
    if line.calc is None:
        return line.amount_vnd
    try:
        value = compile_rule(line.calc).value(data)
    except Expensive:
        return None
    return (
        max(0, int(value + 0.5)) if isinstance(value, int | float) and not isinstance(value, bool) else None
    )


def _rule_holds(rule: Any, data: Data) -> bool:
    return _true(compile_rule(rule), data)


def _true(rule: Compiled, data: Data) -> bool:
    try:
        return rule.holds(data)
    except Expensive:
        return False

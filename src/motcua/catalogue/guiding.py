"""The few questions that decide what an application needs: read off the definition's own rules, never listed again.

A question decides when a rule of a case, a paper, a fee or an exemption reads it, or when it stands before such a
question. The others of the form change nothing about papers, money, time and place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from motcua.catalogue import demands, fields
from motcua.catalogue.definition import Definition
from motcua.catalogue.expressions import compile_rule
from motcua.catalogue.facts import Limit
from motcua.catalogue.forms import Form
from motcua.catalogue.kinds import Answer, Errors, Raw, normal, posted
from motcua.catalogue.offering import Case
from motcua.catalogue.ready import Ready, Situation

# What can be answered with one gesture and says nothing about who asks; names and papers are for the form.
ASKED = frozenset({"yes_no", "one_of", "many_of", "number", "money", "date"})


@dataclass(frozen=True)
class Guided:
    """What holds for these answers. ``open_case`` says that no case fits yet; ``limit`` None: not known."""

    answers: dict[str, Answer]
    questions: Sequence[fields.Field]
    unanswered: int
    case: Case | None
    open_case: bool
    limit: Limit | None
    papers: Sequence[demands.PaperDemand]
    fees: Sequence[demands.FeeDemand]
    must_be_present: bool


def deciding(form: Form) -> list[str]:
    """The ids of the deciding questions that a person can be asked here, in the form's order."""
    known = form.by_id
    sections = {section.id: section.show_if for section, _condition in form.sections}
    found: set[str] = set()
    open_names = {name for rule in _rules(form.definition) for name in _read(rule, known)}
    while open_names:
        name = open_names.pop()
        found.add(name)
        ready = known[name]
        rules = [ready.question.show_if, getattr(ready.question, "calc", None), sections[ready.section]]
        open_names |= {more for rule in rules if rule is not None for more in _read(rule, known)} - found
    return [name for name, ready in known.items() if name in found and ready.calc is None and _is_asked(ready)]


def _is_asked(ready: Ready) -> bool:
    return ready.question.kind in ASKED


def _read(rule: Any, known: Mapping[str, Any]) -> set[str]:
    return {name.partition(".")[0] for name in compile_rule(rule).variables} & known.keys()


def _rules(found: Definition) -> Iterator[Any]:
    """Every rule that decides case, papers, fees or exemptions."""
    for case in found.cases:
        yield case.when
        yield from (ref.required_if for ref in case.papers or ())
        yield from (rule for line in case.fees or () for rule in (line.when, line.calc))
    for paper in found.papers:
        yield from (paper.show_if, paper.required_if)
    lines = [line for terms in found.channels.open().values() for line in terms.fees]
    lines += [line for variant in found.variants for line in variant.fees or ()]
    yield from (rule for line in lines for rule in (line.when, line.calc))
    yield from (exemption.when for exemption in found.exemptions)


def answered(form: Form, raw: Raw) -> tuple[dict[str, Answer], Errors]:
    """What was answered to the deciding questions, and what cannot be read. Other names are dropped."""
    answers: dict[str, Answer] = {}
    errors: Errors = {}
    for name in deciding(form):
        question = form.by_id[name].question
        value, faults = normal(question, posted(question, raw, name=name), name=name)
        errors.update(faults)
        if value is not None and not faults:
            answers[name] = value
    return answers, errors


def guided(
    form: Form,
    raw: Raw,
    *,
    channel: str,
    situation: Situation,
    language: str,
    unit: demands.Unit | None = None,
) -> Guided:
    """The questions that these answers leave to be asked, and what the application would need as it stands.

    Raises ``demands.NoChannel``.
    """
    answers, errors = answered(form, raw)
    visible = form.visible(answers, situation=situation)
    asked = set(deciding(form))
    shown = [
        field
        for section, questions in visible.sections
        for field in fields.page(
            section,
            [ready for ready in questions if ready.question.id in asked],
            visible.data,
            language=language,
            raw=raw,
            errors=errors,
        )["fields"]
    ]
    names = [field["name"] for field in shown]
    offer = demands.offer(form.definition, channel=channel, unit=unit, case=visible.case)
    return Guided(
        answers={name: value for name, value in visible.answers.items() if name in names},
        questions=shown,
        unanswered=sum(field["required"] and field["name"] not in visible.answers for field in shown),
        case=visible.case,
        open_case=bool(form.definition.cases) and visible.case is None,
        limit=offer.limit,
        papers=demands.papers(form.definition, case=visible.case, data=visible.data),
        fees=demands.fees(form.definition, lines=offer.fees, data={**visible.data, "channel": channel}),
        must_be_present=offer.must_be_present,
    )

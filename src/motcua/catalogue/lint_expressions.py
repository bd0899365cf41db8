"""Faults in a definition's expressions: names nobody answers, conditions that can never be true."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from motcua.catalogue.definition import Definition, Path
from motcua.catalogue.expressions import Compiled, Expensive, compile_rule
from motcua.catalogue.questions import Address, Base, OneOf, Organisation, Person, Table

Finding = tuple[Path, str]
SITUATION = frozenset({"today", "channel", "applicant"})
ADDRESS_PARTS = frozenset({"unit", "line", "country"})


@dataclass(frozen=True)
class Rule:
    """An expression in its place: what it may read, and what it means when it can never be true."""

    path: Path
    rule: Any
    reads: frozenset[str]
    columns: Mapping[str, Base] | None = None
    hides: str = ""

    @property
    def compiled(self) -> Compiled:
        """The expression, compiled."""
        return compile_rule(self.rule)


def findings(definition: Definition) -> Iterator[Finding]:
    """Every fault in every expression of ``definition``, with its place."""
    questions = questions_of(definition)
    for rule in rules(definition):
        compiled = rule.compiled
        for name in sorted(compiled.variables):
            yield from _unknown(rule, name, questions)
        if rule.hides and compiled.is_constant and not _constant(compiled):
            yield rule.path, f"the condition is never true, so {rule.hides}"
        elif rule.hides:
            for name, value in _compared(rule.rule):
                question = questions.get(name)
                if isinstance(question, OneOf) and value not in {option.value for option in question.options}:
                    yield rule.path, f"“{value}” is not an option of “{name}”; the comparison is never true"


def _constant(compiled: Compiled) -> bool:
    try:
        return compiled.holds({})
    except Expensive:
        return False


def _unknown(rule: Rule, name: str, questions: Mapping[str, Base]) -> Iterator[Finding]:
    root, _dot, rest = name.partition(".")
    if root == "row" and rule.columns is not None:
        column = rest.partition(".")[0]
        if column not in rule.columns:
            yield rule.path, f"the expression reads “{name}”, but the table has no column “{column}”"
    elif root not in rule.reads:
        if root in questions:
            yield (
                rule.path,
                f"the expression reads “{root}”, which is asked only later; so it never has an answer",
            )
        else:
            yield rule.path, f"the expression reads “{root}”, which no question has as its id"
    elif rest and root in questions and not _has_part(questions[root], rest):
        yield rule.path, f"the expression reads “{name}”, but “{root}” has no part “{rest}”"


def _has_part(question: Base, rest: str) -> bool:
    first, _dot, deeper = rest.partition(".")
    if isinstance(question, Person | Organisation):
        parts: Sequence[str] = question.parts
        return first in parts and (not deeper or (first == "address" and deeper in ADDRESS_PARTS))
    if isinstance(question, Address):
        return first in ADDRESS_PARTS
    return isinstance(question, Table) or question.kind in ("many_of", "file") or first == "length"


def _compared(rule: Any) -> Iterator[tuple[str, str]]:
    """Comparisons for equality of an answer with a written text."""
    if isinstance(rule, list):
        for item in rule:
            yield from _compared(item)
    elif isinstance(rule, dict):
        for operator, values in rule.items():
            if operator in ("==", "===") and isinstance(values, list) and len(values) == 2:
                for one, other in (values, reversed(values)):
                    if isinstance(one, dict) and isinstance(one.get("var"), str) and isinstance(other, str):
                        yield one["var"], other
            yield from _compared(values)


def questions_of(definition: Definition) -> dict[str, Base]:
    """All questions by id, those in tables left out."""
    sections = definition.form.sections if definition.form else []
    return {question.id: question for section in sections for question in section.questions}


def rules(definition: Definition) -> Iterator[Rule]:
    """Every expression of ``definition`` in its place."""
    everything = frozenset(questions_of(definition)) | SITUATION
    yield from _rules_of_form(definition, everything)
    with_case = everything | {"case"}
    for index, case in enumerate(definition.cases):
        if case.when is not None:
            yield Rule(("cases", index, "when"), case.when, everything, hides="nobody reaches this case")
        yield from _conditions(("cases", index, "fees"), case.fees or [], with_case)
        yield from _conditions(("cases", index, "papers"), case.papers or [], with_case)
        if case.route is not None:
            yield from _conditions(("cases", index, "route", "steps"), case.route.steps, with_case)
    yield from _conditions(("papers",), definition.papers, with_case)
    yield from _conditions(("exemptions",), definition.exemptions, with_case)
    yield from _conditions(("letters",), definition.letters, with_case)
    yield from _conditions(("route", "steps"), definition.route.steps, with_case)
    for name, channel in definition.channels.open().items():
        yield from _conditions(("channels", name, "fees"), channel.fees, with_case)
    for index, variant in enumerate(definition.variants):
        yield from _conditions(("variants", index, "fees"), variant.fees or [], with_case)


_HIDING = {"show_if": "it is never shown", "when": "it never applies", "required_if": "", "calc": ""}


def _conditions(path: Path, parts: Sequence[Any], reads: frozenset[str]) -> Iterator[Rule]:
    for index, part in enumerate(parts):
        for key, hides in _HIDING.items():
            rule = getattr(part, key, None)
            if rule is not None:
                yield Rule((*path, index, key), rule, reads, hides=hides)


def _rules_of_form(definition: Definition, everything: frozenset[str]) -> Iterator[Rule]:
    if definition.form is None:
        return
    before = SITUATION
    for number, section in enumerate(definition.form.sections):
        path: Path = ("form", "sections", number)
        if section.show_if is not None:
            yield Rule((*path, "show_if"), section.show_if, before, hides="the section is never shown")
        for index, question in enumerate(section.questions):
            place = (*path, "questions", index)
            yield from _rules_of_question(question, place, before=before, everything=everything | {"case"})
            before = before | {question.id}
    for index, check in enumerate(definition.form.checks):
        yield Rule(("form", "checks", index, "that"), check.that, everything | {"case"})


def _rules_of_question(
    question: Base,
    path: Path,
    *,
    before: frozenset[str],
    everything: frozenset[str],
    columns: Mapping[str, Base] | None = None,
) -> Iterator[Rule]:
    if question.show_if is not None:
        yield Rule((*path, "show_if"), question.show_if, before, hides=f"“{question.id}” is never shown")
    calc = getattr(question, "calc", None)
    if calc is not None:
        yield Rule((*path, "calc"), calc, before, columns)
    if question.required_if is not None:
        yield Rule((*path, "required_if"), question.required_if, everything, columns)
    for index, check in enumerate(question.checks):
        yield Rule((*path, "checks", index, "that"), check.that, everything, columns)
    if isinstance(question, Table):
        known: dict[str, Base] = {column.id: column for column in question.columns}
        for index, column in enumerate(question.columns):
            place = (*path, "columns", index)
            yield from _rules_of_question(column, place, before=before, everything=everything, columns=known)

"""A definition's form at work: what is shown, what is wrong, what is kept; one form for all doors.

The order of things, always the same: sections and questions are visited in their order; a hidden one loses
its answer; a calculated one gets its value; a condition sees what stands before it. So the same answers give
the same page, error and bill whether they come from a browser, the API or a test.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue import demands, fields, showing
from motcua.catalogue.definition import Definition, canonical, digest, from_canonical
from motcua.catalogue.expressions import compile_rule
from motcua.catalogue.faults import missing_parts, out_of_time, required, row_faults, row_patterns
from motcua.catalogue.kinds import Answer, Errors, Raw, normal, posted, question_of
from motcua.catalogue.offering import Case
from motcua.catalogue.questions import Base, Date, Section, ShortText, Table
from motcua.catalogue.ready import (
    Ready,
    ReadyCheck,
    Situation,
    calculated,
    fails,
    holds,
    made_ready,
    matches,
    optional,
    with_row_calculations,
    words,
)

__all__ = ["Cleaned", "Form", "Situation", "Visible", "compile_form"]

Answers = dict[str, Answer]


@dataclass(frozen=True)
class Cleaned:
    """What may be kept, and what is wrong or missing by field name (see ``kinds``); "" is the whole form."""

    answers: Answers
    errors: Errors = field(default_factory=dict)


@dataclass(frozen=True)
class Visible:
    """The form as it stands for certain answers. ``data`` is what expressions see: answers and situation."""

    answers: Answers
    data: Mapping[str, Answer]
    case: Case | None
    sections: Sequence[tuple[Section, Sequence[Ready]]]

    def questions(self) -> Iterator[Ready]:
        """All visible questions in order."""
        for _section, questions in self.sections:
            yield from questions


class Form:
    """The compiled form of one definition. It holds no answers and may be shared by threads."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.digest = digest(definition)
        sections = definition.form.sections if definition.form else []
        checks = definition.form.checks if definition.form else []
        self.sections = tuple((section, optional(section.show_if)) for section in sections)
        self.questions = {
            section.id: tuple(made_ready(question, section=section.id) for question in section.questions)
            for section in sections
        }
        self.by_id = {ready.question.id: ready for group in self.questions.values() for ready in group}
        if len(self.by_id) != sum(len(section.questions) for section in sections):
            raise ValueError(f"{definition.id}: two sections or two questions have the same id")
        self.checks = tuple(ReadyCheck(rule=compile_rule(check.that), check=check) for check in checks)
        self.cases = demands.ready_cases(definition)

    def visible(self, answers: Mapping[str, Answer], *, situation: Situation) -> Visible:
        """What is shown for ``answers``; answers to hidden questions are gone, calculations are done anew."""
        data: dict[str, Answer] = situation.data()
        kept: Answers = {}
        sections: list[tuple[Section, Sequence[Ready]]] = []
        for section, condition in self.sections:
            if condition is not None and not holds(condition, data):
                continue
            shown: list[Ready] = []
            for ready in self.questions[section.id]:
                if ready.show is not None and not holds(ready.show, data):
                    continue
                name = ready.question.id
                value = calculated(ready, data) if ready.calc is not None else answers.get(name)
                if ready.columns:
                    value = with_row_calculations(ready, value, data)
                shown.append(ready)
                if value is not None:
                    kept[name] = data[name] = value
            if shown:
                sections.append((section, shown))
        case = demands.case_of(self.cases, data)
        data["case"] = case.id if case else None
        return Visible(answers=kept, data=data, case=case, sections=sections)

    def clean(
        self, raw: Raw, *, answers: Mapping[str, Answer], section: str, situation: Situation
    ) -> Cleaned:
        """``answers`` with what was posted for ``section``; nothing outside it is touched or asked for.

        A value that cannot be read is left out of ``answers``; the door shows again what was typed (``raw``).
        What is readable is kept even where something else is missing: a draft loses nothing.
        """
        found = {name: value for name, value in answers.items() if name in self.by_id}
        faults: dict[str, Errors] = {}
        for ready in self.questions.get(section, ()):
            name = ready.question.id
            found.pop(name, None)
            if ready.calc is None:
                found[name], faults[name] = _read(ready, posted(ready.question, raw, name=name))
        visible = self.visible(found, situation=situation)
        errors: Errors = {}
        for ready in visible.questions():
            if ready.section == section:
                errors.update(_faults(ready, visible, unreadable=faults.get(ready.question.id, {})))
        return Cleaned(answers=visible.answers, errors=errors)

    def check(self, answers: Mapping[str, Answer], *, situation: Situation) -> Cleaned:
        """The whole form, as before sending: normalised answers and everything that is missing or wrong.

        ``answers`` may come from anywhere; unknown names are dropped.
        """
        found: Answers = {}
        faults: dict[str, Errors] = {}
        for name, ready in self.by_id.items():
            found[name], faults[name] = _read(ready, answers.get(name))
        visible = self.visible(found, situation=situation)
        errors: Errors = {}
        for ready in visible.questions():
            errors.update(_faults(ready, visible, unreadable=faults[ready.question.id]))
        faulty = {question_of(name) for name in errors}
        for check in self.checks:
            places = [name for name in check.check.questions if name in visible.answers]
            if not faulty & set(check.check.questions) and fails(check, visible.data):
                errors.setdefault(places[0] if places else "", words(check.check.message))
        return Cleaned(answers=visible.answers, errors=errors)

    def pages(
        self,
        answers: Mapping[str, Answer],
        *,
        situation: Situation,
        language: str,
        raw: Raw | None = None,
        errors: Errors | None = None,
    ) -> list[fields.Page]:
        """The visible sections with one dictionary per question for the template (see ``fields``).

        With ``raw``, questions that it has fields for show what was typed instead of what is kept.
        """
        visible = self.visible(answers, situation=situation)
        return [
            fields.page(section, questions, visible.data, language=language, raw=raw, errors=errors or {})
            for section, questions in visible.sections
        ]

    def case(self, answers: Mapping[str, Answer], *, situation: Situation) -> Case | None:
        """The case (trường hợp) that ``answers`` make; None when the procedure has none, or none fits."""
        return self.visible(answers, situation=situation).case

    def papers(self, answers: Mapping[str, Answer], *, situation: Situation) -> list[demands.PaperDemand]:
        """Which papers are needed, in which quantity, and which of them must be there before sending."""
        visible = self.visible(answers, situation=situation)
        return demands.papers(self.definition, case=visible.case, data=visible.data)

    def fees(
        self,
        answers: Mapping[str, Answer],
        channel: str,
        *,
        situation: Situation,
        unit: demands.Unit | None = None,
    ) -> list[demands.FeeDemand]:
        """The lines of the bill for ``channel`` at ``unit``, exemptions applied."""
        visible = self.visible(answers, situation=situation)
        offer = demands.offer(self.definition, channel=channel, unit=unit, case=visible.case)
        data = {**visible.data, "channel": channel}
        return demands.fees(self.definition, lines=offer.fees, data=data)

    def shown(
        self,
        answers: Mapping[str, Answer],
        *,
        situation: Situation,
        language: str,
        place: Callable[[str], str] = str,
    ) -> list[showing.Shown]:
        """Labels and answers in words, for check-your-answers, the desk and print.

        ``place`` names a unit of the address tree by its code.
        """
        visible = self.visible(answers, situation=situation)
        return showing.shown(visible.sections, visible.answers, language=language, place=place)

    def prefill(self, sources: Mapping[str, Answer]) -> tuple[Answers, dict[str, str]]:
        """First answers from ``sources`` (such as "profile.name") and for each question which source it was.

        What does not pass as an answer is left out; the person sees the source and may correct the value.
        """
        answers: Answers = {}
        used: dict[str, str] = {}
        for name, ready in self.by_id.items():
            source = ready.question.prefill
            if source is None or sources.get(source) is None:
                continue
            value, errors = _read(ready, sources[source])
            if value is not None and not errors:
                answers[name], used[name] = value, source
        return answers, used


def compile_form(definition: Definition) -> Form:
    """The compiled form of ``definition``; equal definitions share one."""
    return _compile(canonical(definition))


@lru_cache(maxsize=512)
def _compile(data: bytes) -> Form:
    return Form(from_canonical(data))


def _read(ready: Ready, value: Any) -> tuple[Answer, Errors]:
    name = ready.question.id
    found, errors = normal(ready.question, value, name=name)
    if found is not None and ready.pattern is not None and not matches(ready.pattern, found):
        message = ready.question.pattern_message if isinstance(ready.question, ShortText) else None
        return None, {name: words(message) if message else _("Hãy kiểm tra lại cách viết.")}
    if isinstance(ready.question, Table) and found is not None:
        errors = {**errors, **row_patterns(ready, found)}
    return found, errors


def _faults(ready: Ready, visible: Visible, *, unreadable: Errors) -> Errors:
    """What is wrong with one visible question, the plainest fault first."""
    question: Base = ready.question
    if ready.calc is None and unreadable:
        return unreadable
    value = visible.answers.get(question.id)
    if value is None:
        needed = question.required or question.kind == "declaration"
        needed = needed or (ready.required is not None and holds(ready.required, visible.data))
        return required(question) if needed and ready.calc is None else {}
    if missing := missing_parts(question, value, name=question.id):
        return missing
    if isinstance(question, Date) and (fault := out_of_time(question, value, today=visible.data["today"])):
        return {question.id: fault}
    if isinstance(question, Table) and (wrong := row_faults(ready, value, visible.data)):
        return wrong
    broken = next((check for check in ready.checks if fails(check, visible.data)), None)
    return {question.id: words(broken.check.message)} if broken else {}

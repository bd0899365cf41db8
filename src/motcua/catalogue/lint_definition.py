"""Faults of one procedure that its shape alone does not show, each with its place in the file."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from motcua.catalogue import lint_expressions
from motcua.catalogue.definition import Definition, Path, unverified
from motcua.catalogue.expressions import compile_rule
from motcua.catalogue.facts import Limit
from motcua.catalogue.lint_expressions import Finding, questions_of
from motcua.catalogue.offering import Route, RouteStep
from motcua.catalogue.questions import Date, ManyOf, Money, Number, OneOf, Organisation, Person, Table
from motcua.catalogue.ready import RESERVED, pattern_of
from motcua.worktime import Limit as Time

MINUTES_OF_AN_HOUR = 60


def findings(definition: Definition) -> Iterator[Finding]:
    """Everything wrong with ``definition`` on its own; ``lint`` adds what only the pack can tell."""
    for rule in (_duplicates, _steps_and_limits, _routes, _cases, _references, unapproved, _questions):
        yield from rule(definition)
    yield from lint_expressions.findings(definition)


def _duplicates(definition: Definition) -> Iterator[Finding]:
    groups: list[tuple[Path, Sequence[Any], str]] = [
        (("papers",), definition.papers, "paper"),
        (("cases",), definition.cases, "case"),
        (("exemptions",), definition.exemptions, "exemption"),
        (("results",), definition.results, "result"),
        (("letters",), definition.letters, "letter"),
        (("route", "steps"), definition.route.steps, "step"),
    ]
    groups += [
        (("channels", name, "fees"), way.fees, "fee") for name, way in definition.channels.open().items()
    ]
    for index, case in enumerate(definition.cases):
        groups.append((("cases", index, "fees"), case.fees or [], "fee"))
        groups.append((("cases", index, "route", "steps"), case.route.steps if case.route else [], "step"))
    sections = definition.form.sections if definition.form else []
    groups.append((("form", "sections"), sections, "section"))
    for path, parts, kind in groups:
        yield from _repeated([((*path, index, "id"), part.id) for index, part in enumerate(parts)], kind)
    places: list[tuple[Path, str]] = []
    for path, question in _placed_questions(definition):
        places.append(((*path, "id"), question.id))
        options = question.options if isinstance(question, OneOf | ManyOf) else []
        yield from _repeated(
            [((*path, "options", index, "value"), option.value) for index, option in enumerate(options)],
            "option",
        )
        columns = question.columns if isinstance(question, Table) else []
        yield from _repeated(
            [((*path, "columns", index, "id"), column.id) for index, column in enumerate(columns)], "column"
        )
    yield from _repeated(places, "question")


def _repeated(places: Sequence[tuple[Path, str]], kind: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, name in places:
        if name in seen:
            yield path, f"the {kind} “{name}” is there twice; give one of them another id"
        seen.add(name)


def _placed_questions(definition: Definition) -> Iterator[tuple[Path, Any]]:
    for number, section in enumerate(definition.form.sections if definition.form else []):
        for index, question in enumerate(section.questions):
            yield ("form", "sections", number, "questions", index), question


def _steps_and_limits(definition: Definition) -> Iterator[Finding]:
    main: Path = ("route",)
    for name, channel in definition.channels.open().items():
        if channel.limit is None and not (definition.cases and all(case.limit for case in definition.cases)):
            yield ("channels", name), "the limit is not known, so no due date can be promised"
    limits: list[tuple[str, Limit]] = [
        (f"by {name}", channel.limit) for name, channel in definition.channels.open().items() if channel.limit
    ]
    limits += [("of the variant", variant.limit) for variant in definition.variants if variant.limit]
    uses_main = not definition.cases or any(
        case.route is None and case.limit is None for case in definition.cases
    )
    if uses_main:
        yield from _too_long(main, definition.route, limits)
    for index, case in enumerate(definition.cases):
        if case.route is None and case.limit is None:
            continue
        path: Path = ("cases", index, "route") if case.route else ("cases", index, "limit")
        own = [(f"of the case “{case.id}”", case.limit)] if case.limit else limits
        yield from _too_long(path, case.route or definition.route, own)


def _routes(definition: Definition) -> Iterator[Finding]:
    """A way that has an end: somebody decides and somebody seals whatever was answered; guests only pass on."""
    ways: list[tuple[Path, Route]] = [(("route",), definition.route)]
    ways += [(("cases", n, "route"), case.route) for n, case in enumerate(definition.cases) if case.route]
    for path, route in ways:
        always = {step.role for step in route.steps if step.when is None and step.kind == "work" and _settles(step)}
        if missing := sorted({"leader", "seal"} - always):
            yield path, f"this route has no end: no step of {' and '.join(missing)} where it is settled is always taken"
        for index, step in enumerate(route.steps):
            place: Path = (*path, "steps", index)
            if step.pauses and step.kind != "opinion":
                yield (*place, "pauses"), "only an opinion can stop the clock"
            if step.kind == "opinion" and step.unit in {"receiving", "settling"}:
                yield (*place, "unit"), "an opinion is asked of another agency: name it, or a parent"
            if not _settles(step) and step.role in {"head", "leader", "seal"} and set(step.may) - {"hand_on"}:
                yield (*place, "may"), "away from where it is settled this role can only hand on"


def _settles(step: RouteStep) -> bool:
    return step.unit == "settling"


def _too_long(path: Path, route: Route, limits: Sequence[tuple[str, Limit]]) -> Iterator[Finding]:
    hours = sum(step.hours for step in route.steps if step.kind == "work" or not step.pauses)
    for whose, limit in limits:
        allowed = Time.from_dict(limit.for_clock()).most_working_minutes / MINUTES_OF_AN_HOUR
        if hours > allowed:
            yield path, f"the steps take {hours:g} working hours, but the limit {whose} is {allowed:g}"
            return


def _cases(definition: Definition) -> Iterator[Finding]:
    seen: list[Any] = []
    closed = ""
    for index, case in enumerate(definition.cases):
        path: Path = ("cases", index)
        if closed:
            yield path, f"nobody reaches this case: “{closed}” before it takes everything"
            continue
        if case.when is None:
            closed = case.id
        elif case.when in seen:
            yield path, "nobody reaches this case: one before it has the same condition"
        else:
            rule = compile_rule(case.when)
            closed = case.id if rule.is_constant and rule.holds({}) else ""
            seen.append(case.when)
    if definition.cases and not closed:
        yield ("cases",), "no case takes what is left over; let the last one have no condition"


def _references(definition: Definition) -> Iterator[Finding]:
    papers = {paper.id for paper in definition.papers}
    cases = {case.id for case in definition.cases}
    letters = {letter.id for letter in definition.letters}
    fees = {line.id for channel in definition.channels.open().values() for line in channel.fees}
    fees |= {line.id for case in definition.cases for line in case.fees or []}
    fees |= {line.id for variant in definition.variants for line in variant.fees or []}
    questions = set(questions_of(definition))
    for index, case in enumerate(definition.cases):
        for number, ref in enumerate(case.papers or []):
            yield from _dead(("cases", index, "papers", number), ref.paper, papers, "paper")
    for index, exemption in enumerate(definition.exemptions):
        for number, name in enumerate(exemption.evidence):
            yield from _dead(("exemptions", index, "evidence", number), name, papers, "paper")
        for number, name in enumerate(exemption.fees):
            yield from _dead(("exemptions", index, "fees", number), name, fees, "fee")
    for index, result in enumerate(definition.results):
        if result.letter is not None:
            yield from _dead(("results", index, "letter"), result.letter, letters, "letter")
    for key in ("requirements", "sequence"):
        for index, statement in enumerate(getattr(definition, key)):
            if statement.case is not None:
                yield from _dead((key, index, "case"), statement.case, cases, "case")
    for index, check in enumerate(definition.form.checks if definition.form else []):
        if not check.questions:
            yield ("form", "checks", index), "say under “questions” where the message is shown"
        for number, name in enumerate(check.questions):
            yield from _dead(("form", "checks", index, "questions", number), name, questions, "question")


def _dead(path: Path, name: str, known: set[str], kind: str) -> Iterator[Finding]:
    if name not in known:
        yield path, f"there is no {kind} “{name}”"


def unapproved(definition: Definition) -> Iterator[Finding]:
    """The facts marked R that nobody answers for."""
    if definition.approval is not None:
        return
    told: list[Path] = []
    for path, fact in unverified(definition):
        if any(path[: len(outer)] == outer for outer in told):
            continue
        if not fact.approved_by.strip():
            told.append(path)
            yield (
                path,
                "this is marked R (not verified) and would go live without anybody's name: add approved_by",
            )


def _questions(definition: Definition) -> Iterator[Finding]:
    for path, question in _placed_questions(definition):
        if question.id in RESERVED:
            yield (*path, "id"), f"“{question.id}” is a reserved name; give the question another id"
        yield from _question(path, question)
        for index, column in enumerate(question.columns if isinstance(question, Table) else []):
            place: Path = (*path, "columns", index)
            yield from _question(place, column)
            for key in ("show_if", "prefill"):
                if getattr(column, key) is not None:
                    yield (*place, key), f"a column of a table has no {key}"


def _question(path: Path, question: Any) -> Iterator[Finding]:
    if isinstance(question, Number | Money | Date) and None not in (question.min, question.max):
        smallest: Any = question.min
        if smallest > question.max:
            yield (*path, "min"), "min is greater than max: no answer fits"
    if isinstance(question, Person | Organisation):
        for index, part in enumerate(question.optional):
            if part not in question.parts:
                yield (*path, "optional", index), f"“{part}” is not among the parts"
    if isinstance(question, Table) and question.min_rows > question.max_rows:
        yield (*path, "min_rows"), "min_rows is greater than max_rows: no answer fits"
    if isinstance(question, ManyOf) and question.min_chosen > min(
        len(question.options), question.max_chosen or 999
    ):
        yield (*path, "min_chosen"), "more must be chosen than can be: no answer fits"
    pattern = getattr(question, "pattern", None)
    if pattern is not None and not _compiles(pattern_of, pattern):
        yield (
            (*path, "pattern"),
            "this is not a regular expression that can be used (no look-around, no back references)",
        )


def _compiles(make: Callable[[str], Any], pattern: str) -> bool:
    # pydantic-core raises its own error, which is an Exception of no narrower public kind.
    try:
        make(pattern)
    except Exception:
        return False
    return True

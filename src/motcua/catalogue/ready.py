"""A form's questions with their rules compiled, and the rules at work on answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Any

from django.utils.translation import get_language
from pydantic import Field, TypeAdapter, ValidationError

from motcua.catalogue.expressions import Compiled, Expensive, compile_rule, lookup
from motcua.catalogue.facts import Text
from motcua.catalogue.kinds import Answer, normal
from motcua.catalogue.questions import Base, Check, Money, Number, Table

RESERVED = ("today", "channel", "applicant", "case", "row")


@dataclass(frozen=True)
class Situation:
    """What a rule may know besides the answers; ``today`` is the local day on which the question is put."""

    today: date
    channel: str = "online"
    applicant: str = "citizen"

    def data(self) -> dict[str, Answer]:
        """The reserved names of expressions."""
        return {"today": self.today.isoformat(), "channel": self.channel, "applicant": self.applicant}


@dataclass(frozen=True)
class ReadyCheck:
    """A check with its rule compiled."""

    rule: Compiled
    check: Check

    def fails(self, data: Mapping[str, Answer]) -> bool:
        """Whether the rule is broken; it is asked only when every value that it compares is there."""
        if any(lookup(data, name) is None for name in self.rule.needs):
            return False
        return not self.rule.holds(data)


@dataclass(frozen=True)
class Ready:
    """A question with its expressions compiled."""

    question: Base
    section: str
    show: Compiled | None
    required: Compiled | None
    calc: Compiled | None
    checks: tuple[ReadyCheck, ...]
    pattern: TypeAdapter[str] | None
    columns: tuple["Ready", ...] = ()


def optional(rule: Any) -> Compiled | None:
    """The compiled rule, or None where the file has none."""
    return None if rule is None else compile_rule(rule)


def made_ready(question: Base, *, section: str) -> Ready:
    """``question`` with all its expressions compiled."""
    pattern = getattr(question, "pattern", None)
    columns = question.columns if isinstance(question, Table) else []
    return Ready(
        question=question,
        section=section,
        show=optional(question.show_if),
        required=optional(question.required_if),
        calc=optional(getattr(question, "calc", None)),
        checks=tuple(ReadyCheck(rule=compile_rule(check.that), check=check) for check in question.checks),
        pattern=pattern_of(pattern) if pattern else None,
        columns=tuple(made_ready(column, section=section) for column in columns),
    )


def pattern_of(pattern: str) -> TypeAdapter[str]:
    """A matcher for the whole text. pydantic's engine takes linear time whatever the pattern."""
    return TypeAdapter(Annotated[str, Field(pattern=rf"^(?:{pattern})$")])


def matches(pattern: TypeAdapter[str], value: Answer) -> bool:
    """Whether the whole of ``value`` is as the pattern says."""
    try:
        pattern.validate_python(value)
    except ValidationError:
        return False
    return True


def holds(rule: Compiled, data: Mapping[str, Answer]) -> bool:
    """A rule that costs too much on these answers counts as false: the page still answers."""
    try:
        return rule.holds(data)
    except Expensive:
        return False


def fails(check: ReadyCheck, data: Mapping[str, Answer]) -> bool:
    """Whether a check is broken; one that costs too much is not."""
    try:
        return check.fails(data)
    except Expensive:
        return False


def calculated(ready: Ready, data: Mapping[str, Answer]) -> Answer:
    """The value of a calculated question, or None while something that it needs is unknown."""
    assert ready.calc is not None
    if any(lookup(data, name) is None for name in ready.calc.needs):
        return None
    try:
        value = ready.calc.value(data)
    except Expensive:
        return None
    if ready.question.kind == "yes_no":
        return bool(value)
    if isinstance(value, float) and isinstance(ready.question, Money | Number):
        value = _rounded(value, decimals=getattr(ready.question, "decimals", 0))
    return normal(ready.question, value, name=ready.question.id)[0]


def _rounded(value: float, *, decimals: int) -> int | float:
    """Half away from zero, as bills are rounded."""
    found = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return float(found) if decimals else int(found)


def with_row_calculations(ready: Ready, rows: Answer, data: Mapping[str, Answer]) -> Answer:
    """The rows of a table with their calculated columns filled; in a column's rules ``row`` is its row."""
    columns = [column for column in ready.columns if column.calc is not None]
    if not columns or not isinstance(rows, list):
        return rows
    done = []
    for row in rows:
        fresh = dict(row) if isinstance(row, dict) else {}
        for column in columns:
            value = calculated(column, {**data, "row": fresh})
            fresh.pop(column.question.id, None)
            if value is not None:
                fresh[column.question.id] = value
        done.append(fresh)
    return done


def words(text: Text) -> str:
    """The words in the language of this request, else in Vietnamese."""
    return text.into(get_language() or "vi")

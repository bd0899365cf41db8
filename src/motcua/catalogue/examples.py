"""A plausible application for any procedure: what the demo, the bench and the test that walks them all file.

Names, numbers and addresses are invented. Every answer passes the form, or `NoExample` says which does not.
"""

from collections.abc import Callable, Mapping
from typing import Any

from motcua.catalogue.forms import Form
from motcua.catalogue.kinds import question_of
from motcua.catalogue.questions import (
    Address,
    Base,
    Date,
    ManyOf,
    Money,
    Number,
    OneOf,
    Organisation,
    Person,
    ShortText,
    Table,
)
from motcua.catalogue.ready import Situation

# Place codes of the personal number (001 is Hà Nội), the century and sex digit, the year of birth, a serial.
PEOPLE = [
    {"personal_number": "001192000011", "name": "Nguyễn Thị Lan", "birth_date": "1992-03-14", "sex": "female"},
    {"personal_number": "001090000022", "name": "Trần Văn Nam", "birth_date": "1990-08-02", "sex": "male"},
    {"personal_number": "001160000055", "name": "Phạm Thị Thơm", "birth_date": "1960-01-20", "sex": "female"},
    {"personal_number": "001058000066", "name": "Nguyễn Văn Tín", "birth_date": "1958-11-05", "sex": "male"},
]
BUSINESS = {"tax_code": "0109990002", "name": "Công ty TNHH In Ví Dụ Hồng Hà", "representative": "Lê Thị Hồng"}
PLACE = "000.09.32.H26"  # phường Hàng Bạc


class NoExample(ValueError):
    """The form asks for something that this module cannot invent."""


def example(form: Form, *, situation: Situation, chosen: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Answers that pass the whole form; `chosen` are kept as they are. Raises `NoExample`."""
    answers = dict(chosen or {})
    for _attempt in range(len(form.by_id) + 2):
        errors = form.check(answers, situation=situation).errors
        if not errors:
            return answers
        before = repr(answers)
        for name in {question_of(error) for error in errors}:
            if name in form.by_id:
                answers[name] = _another(form.by_id[name].question, answers.get(name), len(answers), situation)
        if repr(answers) == before:
            break
    raise NoExample(f"{form.definition.id}: {errors}")


def _another(question: Base, tried: Any, place: int, situation: Situation) -> Any:
    """A first answer, or the next one after `tried`."""
    make = _MAKERS.get(type(question))
    return make(question, tried, place, situation) if make else _plain(question, tried, situation)


def _plain(question: Base, tried: Any, situation: Situation) -> Any:
    match question.kind:
        case "yes_no":
            return tried is False
        case "declaration":
            return True
        case "telephone":
            return "+84912000011"
        case "email":
            return "lan@example.vn"
        case _:
            return "Theo quy hoạch và giấy tờ kèm theo"


def _short(question: ShortText, tried: Any, _place: int, _situation: Situation) -> str:
    words = ["Nguyễn Thị Bình An", "12", "08:30", "0109990002", "001192000011", "A1234567", "2020", "GP-2020/123"]
    words.append("vidu.vn")
    after = words[words.index(tried) + 1 :] if tried in words else words
    text = (after or words)[0]
    return text[: question.max_length].ljust(question.min_length, "a")


def _number(question: Number, tried: Any, _place: int, _situation: Situation) -> float | int:
    low = question.min if question.min is not None else 1
    found = max(low, 1) if tried is None else tried + 1
    return min(found, question.max) if question.max is not None else found


def _money(question: Money, _tried: Any, _place: int, _situation: Situation) -> int:
    return max(question.min or 0, 50_000_000) if question.max is None else question.max


def _date(question: Date, tried: Any, _place: int, situation: Situation) -> str:
    today = situation.today
    tries = [today.replace(day=1).isoformat(), today.replace(year=today.year + 1, day=1).isoformat(), "1995-05-05"]
    after = tries[tries.index(tried) + 1 :] if tried in tries else tries
    return (after or tries)[0]


def _option(question: OneOf, tried: Any, _place: int, _situation: Situation) -> str:
    values = [option.value for option in question.options]
    return values[(values.index(tried) + 1) % len(values)] if tried in values else values[0]


def _options(question: ManyOf, _tried: Any, _place: int, _situation: Situation) -> list[str]:
    return [option.value for option in question.options[: max(1, question.min_chosen)]]


def _address(question: Address, _tried: Any, _place: int, _situation: Situation) -> dict[str, str]:
    return {"unit": PLACE, "line": "12 phố Hàng Bạc"}


def _person(question: Person, tried: Any, place: int, _situation: Situation) -> dict[str, Any]:
    numbers = [person["personal_number"] for person in PEOPLE]
    last = numbers.index(tried["personal_number"]) if tried and tried.get("personal_number") in numbers else place
    whole = {
        **PEOPLE[(last + 1) % len(PEOPLE)], "passport": "B1234567", "ethnicity": "Kinh", "nationality": "Việt Nam",
        "address": {"unit": PLACE, "line": "12 phố Hàng Bạc"}, "telephone": "+84912000011", "email": "lan@example.vn",
    }  # fmt: skip
    return {part: whole[part] for part in question.parts}


def _organisation(question: Organisation, _tried: Any, _place: int, _situation: Situation) -> dict[str, Any]:
    whole = {
        **BUSINESS, "address": {"unit": PLACE, "line": "40 phố Hàng Bạc"}, "telephone": "+842430000003",
        "email": "vanphong@example.vn",
    }  # fmt: skip
    return {part: whole[part] for part in question.parts}


def _table(question: Table, tried: Any, place: int, situation: Situation) -> list[dict[str, Any]]:
    old = tried[0] if tried else {}
    row = {column.id: _another(column, old.get(column.id), place, situation) for column in question.columns}
    return [row] * max(1, question.min_rows)


_MAKERS: dict[type[Base], Callable[[Any, Any, int, Situation], Any]] = {
    ShortText: _short, Number: _number, Money: _money, Date: _date, OneOf: _option, ManyOf: _options,
    Address: _address, Person: _person, Organisation: _organisation, Table: _table,
}  # fmt: skip

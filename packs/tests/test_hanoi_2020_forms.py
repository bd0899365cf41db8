"""Every form of packs/hanoi-2020 can be filled in to its end, on every way through it."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from motcua.catalogue.forms import Form
from motcua.catalogue.questions import Base
from motcua.catalogue.ready import Situation
from motcua.catalogue.source import read

PROCEDURES = sorted((Path(__file__).parents[1] / "hanoi-2020" / "procedures").glob("*.yaml"))
TODAY = Situation(today=date(2020, 6, 9))
ADDRESS = {"unit": "000.09.32.H26", "line": "12 phố Hàng Bạc"}
PERSON = {
    "personal_number": "001192000011", "passport": "B1234567", "name": "Nguyễn Thị Lan",
    "birth_date": "1992-03-14", "sex": "female", "ethnicity": "Kinh", "nationality": "VN", "address": ADDRESS,
    "telephone": "0912000011", "email": "lan@example.vn",
}  # fmt: skip
ORGANISATION = {
    "tax_code": "0109990002", "name": "Công ty TNHH In Ví Dụ Hồng Hà", "address": ADDRESS,
    "email": "in@example.vn", "representative": "Lê Thị Hồng", "telephone": "02430000030",
}  # fmt: skip


@cache
def form(path: Path) -> Form:
    return Form(read(path.read_text(), name=path.name))


def answer(question: Any, *, option: int, yes: bool) -> Any:
    """Something true enough for this question; of its options the one at `option`, counted round."""
    match question.type:
        case "one_of":
            return question.options[option % len(question.options)].value
        case "many_of":
            return [found.value for found in question.options] if yes else [question.options[0].value]
        case "yes_no":
            return yes
        case "declaration":
            return True
        case "person":
            return {part: PERSON[part] for part in question.parts}
        case "organisation":
            return {part: ORGANISATION[part] for part in question.parts}
        case "table":
            row = {column.id: answer(column, option=option, yes=yes) for column in question.columns}
            return [row] * max(1, question.min_rows)
        case "date":
            return "2020-06-12" if question.not_past else "2020-06-01"
        case "number" | "money":
            return max(2, question.min or 0)
        case "short_text":
            return words(question)
        case _:
            fixed = {"address": ADDRESS, "telephone": "0912000011", "email": "lan@example.vn"}
            return fixed.get(question.type, "Một vài câu bằng lời của mình.")


def words(question: Any) -> str:
    if question.pattern:
        return "09:30" if ":" in question.pattern else "tintuc.vn"
    return "001192000011"[: question.max_length]


def ways(filled: Form) -> Iterator[dict[str, Any]]:
    """Answers to the whole form: each option of every choice comes up, with yes and with no."""
    questions: list[Base] = [ready.question for ready in filled.by_id.values()]
    most = max((len(getattr(q, "options", ())) for q in questions), default=1)
    for option, yes in product(range(max(most, 1)), (True, False)):
        yield {q.id: answer(q, option=option, yes=yes) for q in questions if not getattr(q, "calc", None)}


@pytest.mark.parametrize("path", PROCEDURES, ids=lambda p: p.stem)
def test_a_form_can_be_filled_in_to_its_end(path: Path) -> None:
    for answers in ways(form(path)):
        assert form(path).check(answers, situation=TODAY).errors == {}


@pytest.mark.parametrize("path", PROCEDURES, ids=lambda p: p.stem)
def test_every_question_case_and_paper_comes_up(path: Path) -> None:
    filled = form(path)
    asked: set[str] = set()
    cases: set[str] = set()
    papers: set[str] = set()
    for answers in ways(filled):
        visible = filled.visible(answers, situation=TODAY)
        asked |= {ready.question.id for ready in visible.questions()}
        cases |= {visible.case.id} if visible.case else set()
        papers |= {demand.paper.id for demand in filled.papers(answers, situation=TODAY)}
    assert asked == set(filled.by_id)
    assert cases == {case.id for case in filled.definition.cases}
    assert papers == {paper.id for paper in filled.definition.papers}


def test_three_copies_of_a_diploma_of_four_pages_cost_18_000_dong() -> None:
    path = next(p for p in PROCEDURES if p.stem == "chung-thuc-ban-sao-tu-ban-chinh")
    answers = {"documents": [{"title": "Bằng đại học", "pages": 4, "copies": 3}]}
    bill = form(path).fees(answers, "counter", situation=TODAY)
    assert [line.amount_vnd for line in bill] == [18_000]


@pytest.mark.parametrize(("born", "owed_vnd"), [("2020-04-10", []), ("2020-04-09", [5_000])])
def test_a_late_birth_registration_is_billed_from_the_61st_day(born: str, owed_vnd: list[int]) -> None:
    path = next(p for p in PROCEDURES if p.stem == "dang-ky-khai-sinh")
    bill = form(path).fees({"child_birth_date": born}, "online", situation=TODAY)
    assert [line.amount_vnd for line in bill] == owed_vnd

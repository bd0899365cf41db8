"""A form of 80 questions with 40 conditions: read what was posted, check it whole, write it as HTML again."""

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.template import engines
from django.utils import timezone, translation

from bench.lifecycle import _commit, _spread
from bench.limit import cores
from motcua.catalogue.definition import Definition
from motcua.catalogue.forms import Form, Situation
from motcua.doors.portal.questions import shown

SECTIONS, ON_A_PAGE, CONDITIONS, AIM_MS = 8, 10, 40, 10.0
TODAY = Situation(today=date(2020, 6, 9))
TYPES = ("short_text", "yes_no", "number", "date", "one_of")
POSTED = {"short_text": "Nguyễn Thị Lan", "yes_no": "yes", "number": "9", "date": "9/6/2020", "one_of": "second"}
HTML = "{% include 'portal/parts/questions.html' %}"  # as `portal/section.html`
Say = Callable[[str], Any]


def run(*, seconds: float, clients: int, port: int, report: str, say: Say) -> None:
    """Measure and report, in milliseconds. Needs no database; `clients` and `port` are not used."""
    with translation.override("vi"):
        took = measured(Form(definition()), seconds=seconds)
    figures = {
        "at": timezone.now().isoformat(timespec="seconds"),
        "machine": f"{cores()} cores",
        "commit": _commit(),
        "questions": SECTIONS * ON_A_PAGE,
        "conditions": CONDITIONS,
        "aim_ms": AIM_MS,
        "steps": {name: _spread(group) for name, group in took.items()},
    }
    say(
        f"\n{figures['machine']}, commit {figures['commit']}, {SECTIONS * ON_A_PAGE} questions, {CONDITIONS} conditions"
    )
    say(f"{'':34}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}")
    for name, row in figures["steps"].items():
        say(f"{name:34}" + "".join(f"{row.get(f'p{p}_ms', ''):>9}" for p in (50, 95, 99)))
    if report:
        Path(report).write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")


def definition() -> Definition:
    """A procedure whose form has 80 questions of five types on eight pages; every second one has a condition."""
    fact: dict[str, Any] = {"mark": "R"}
    return Definition.model_validate(
        {
            "format": 1,
            "id": "bench-form",
            "name": "Đo biểu mẫu",
            "field": {"code": "bench", "name": "Đo"},
            "effective_from": "2020-01-01",
            "authority": [{"level": "commune", "kind": "people_committee", **fact}],
            "applicants": ["citizen"],
            "channels": {"online": {"limit": {"working_days": 3, **fact}}},
            "results": [{"id": "result", "kind": "other", "name": "Kết quả", **fact}],
            "route": {"steps": [{"id": "do", "name": "Làm", "role": "counter", "hours": 1}], **fact},
            "form": {"sections": [_section(page) for page in range(SECTIONS)]},
        }
    )  # fmt: skip


def _section(page: int) -> dict[str, Any]:
    questions = [_question(page * ON_A_PAGE + place) for place in range(ON_A_PAGE)]
    return {"id": f"s{page}", "title": f"Phần {page}", "questions": questions}


def _question(number: int) -> dict[str, Any]:
    kind = TYPES[number % len(TYPES)]
    question: dict[str, Any] = {"id": f"q{number}", "type": kind, "label": f"Câu hỏi số {number}", "required": True}
    if kind == "one_of":
        question["options"] = [{"value": name, "label": name} for name in ("first", "second", "third")]
    if number % 2:
        sums = {"or": [{">": [{"var": "q2"}, number % 7]}, {"==": [{"var": "q4"}, "third"]}, {"!": [{"var": "q1"}]}]}
        known = {"in": [{"var": "q4"}, ["second", "third"]]}
        rule = {"and": [known, sums]} if number > len(TYPES) else {"!=": [{"var": "q0"}, "x"]}
        question["show_if"] = rule
    return question


def measured(form: Form, *, seconds: float) -> dict[str, list[float]]:
    """Seconds of each step, taken in turn until the time is over."""
    raw = {name: [POSTED[ready.question.kind]] for name, ready in form.by_id.items()}
    answers: dict[str, Any] = {}
    for section in form.questions:
        answers = form.clean(raw, answers=answers, section=section, situation=TODAY).answers
    checked = form.check(answers, situation=TODAY)
    assert not checked.errors and len(checked.answers) == SECTIONS * ON_A_PAGE, checked.errors
    template = engines["django"].from_string(HTML)

    def pages() -> list[Any]:
        return form.pages(answers, situation=TODAY, language="vi")

    def html(number: int) -> str:
        """The pages from the first to `number`, as HTML."""
        return "".join(
            template.render({"questions": [shown(field, sources={}) for field in page["fields"]]})
            for page in pages()[:number]
        )

    steps: dict[str, Callable[[], Any]] = {
        "read a posted page of 10": lambda: form.clean(raw, answers=answers, section="s7", situation=TODAY),
        "validate all 80": lambda: form.check(answers, situation=TODAY),
        "prepare all 80 for the template": pages,
        "render a page of 10 as HTML": lambda: html(1),
        "render all 80 as HTML": lambda: html(SECTIONS),
        "compile the form (once a process)": lambda: Form(form.definition),
    }
    took: dict[str, list[float]] = {name: [] for name in steps}
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        for name, step in steps.items():
            started = time.perf_counter()
            step()
            took[name].append(time.perf_counter() - started)
    return took

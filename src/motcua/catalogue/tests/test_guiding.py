"""The guide asks exactly what the definition's own rules read."""

from datetime import date
from typing import Any

from motcua.catalogue import guiding
from motcua.catalogue.forms import Form, Situation, compile_form
from motcua.catalogue.packs import read_pack
from motcua.catalogue.tests import example

TODAY = Situation(today=date(2020, 6, 9))


def guided(form: Form, **raw: Any) -> guiding.Guided:
    return guiding.guided(
        form,
        {name: value if isinstance(value, list) else [value] for name, value in raw.items()},
        channel="online",
        situation=TODAY,
        language="vi",
    )


def test_only_questions_that_a_rule_of_case_paper_fee_or_exemption_reads_are_asked() -> None:
    asked = guiding.deciding(example.form())
    assert asked == ["for_company", "purpose", "hours"]


def test_the_answers_change_papers_and_money() -> None:
    form = example.form()
    plain, wedding = guided(form), guided(form, purpose="wedding", hours="4")
    assert plain.answers == {} and wedding.answers["purpose"] == "wedding"
    assert [f.amount_vnd for f in plain.fees] != [f.amount_vnd for f in wedding.fees]


def test_what_cannot_be_read_is_said_and_not_kept() -> None:
    found = guided(example.form(), purpose="moon", hours="many")
    assert not {"purpose", "hours"} & found.answers.keys()
    assert any(field["error"] for field in found.questions)


def test_the_form_agrees_with_the_guide_for_every_procedure_of_the_pack(settings: Any) -> None:
    for definition in read_pack(settings.PACKS / "hanoi-2020").procedures:
        form = compile_form(definition)
        asked = guiding.deciding(form)
        assert len(asked) <= 12, (definition.id, asked)
        channel = next(iter(definition.channels.open()))
        found = guiding.guided(form, {}, channel=channel, situation=TODAY, language="vi")
        assert [f["name"] for f in found.questions] == [n for n in asked if n in {f["name"] for f in found.questions}]
        needed = [(p.id, p.required) for p in form.papers(found.answers, situation=TODAY)]
        assert [(p.id, p.required) for p in found.papers] == needed

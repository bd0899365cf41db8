from dataclasses import dataclass
from typing import Any

import pytest

from motcua.catalogue.demands import FeeDemand, NoChannel, offer
from motcua.catalogue.forms import Form
from motcua.catalogue.tests import example
from motcua.catalogue.tests.example import TODAY, answers


@dataclass(frozen=True)
class Place:
    code: str = "000.09.32.H26"
    level: str = "commune"
    kind: str = "phuong"


@pytest.fixture
def form() -> Form:
    return example.form()


def case_id(form: Form, given: dict[str, Any]) -> str:
    found = form.case(given, situation=TODAY)
    assert found is not None
    return found.id


def test_the_first_case_that_holds_is_taken_and_the_last_takes_the_rest(form: Form) -> None:
    assert case_id(form, answers(purpose="show")) == "show"
    assert case_id(form, answers()) == "other"
    assert case_id(form, {}) == "other"


def test_papers_follow_from_the_case_and_the_answers(form: Form) -> None:
    wedding = {paper.id: paper for paper in form.papers(answers(), situation=TODAY)}
    assert list(wedding) == ["request", "poverty_paper"]
    assert (wedding["request"].original, wedding["request"].required) == (1, True)
    assert not wedding["poverty_paper"].required
    assert wedding["poverty_paper"].exemptions == ("poor",)
    show = {
        paper.id: paper for paper in form.papers(answers(purpose="show", for_company=True), situation=TODAY)
    }
    assert list(show) == ["request", "programme", "licence_copy", "poverty_paper"]
    assert (show["programme"].original, show["programme"].copies) == (1, 1)
    assert show["licence_copy"].required and show["licence_copy"].paper.not_by_post
    assert show["poverty_paper"].copies == 2, "the case says two"
    assert show["licence_copy"].paper.replaceable_by is not None


def fees(form: Form, given: dict[str, Any], channel: str, unit: Place | None = None) -> dict[str, FeeDemand]:
    return {fee.line.id: fee for fee in form.fees(given, channel, situation=TODAY, unit=unit)}


def test_a_fee_is_calculated_and_an_exemption_that_holds_is_taken_off(form: Form) -> None:
    wedding = fees(form, answers(), "online")
    assert list(wedding) == ["rent"]
    assert (wedding["rent"].full_vnd, wedding["rent"].amount_vnd) == (200_000, 100_000)
    assert [item.id for item in wedding["rent"].waived] == ["wedding"]
    assert [item.id for item in wedding["rent"].possible] == ["poor"]
    meeting = fees(form, answers(purpose="meeting"), "online")
    assert meeting["rent"].amount_vnd == 200_000


def test_a_fee_that_depends_on_an_answer_comes_and_goes(form: Form) -> None:
    assert fees(form, answers(purpose="show"), "online")["licence"].amount_vnd == 20_000
    assert "licence" not in fees(form, answers(purpose="show"), "counter")


def test_an_amount_that_is_not_known_stays_unknown() -> None:
    unknown = example.form((", amount_vnd: 20000", ""))
    line = fees(unknown, answers(purpose="show"), "online")["licence"]
    assert line.amount_vnd is None and line.full_vnd is None
    assert line.mark == "R"


def test_a_calculated_fee_waits_for_its_answer(form: Form) -> None:
    assert fees(form, answers(hours=None), "online")["rent"].amount_vnd in (None, 0)


def test_time_and_fees_hang_on_the_channel_the_unit_and_the_case(form: Form) -> None:
    definition = form.definition
    counter = offer(definition, channel="counter").limit
    online = offer(definition, channel="online").limit
    assert counter is not None and online is not None
    assert counter.for_clock() == {"working_days": 3}
    assert online.for_clock() == {"working_days": 2}
    village = offer(definition, channel="online", unit=Place(kind="xa"))
    assert village.limit is not None and village.limit.for_clock() == {"working_days": 4}
    assert village.variant is not None and village.variant.mark == "S"
    ward = offer(definition, channel="online", unit=Place())
    assert ward.limit == online and ward.variant is None
    show = offer(definition, channel="online", unit=Place(kind="xa"), case=definition.cases[0])
    assert show.limit is not None and show.limit.for_clock() == {"working_days": 5}, (
        "the case goes before the variant"
    )
    assert ward.cut_off == "15:00"


def test_a_channel_that_is_closed_is_refused(form: Form) -> None:
    with pytest.raises(NoChannel):
        offer(form.definition, channel="post")
    with pytest.raises(NoChannel):
        form.fees(answers(), "pigeon", situation=TODAY)

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.catalogue.forms import Form
from motcua.catalogue.tests import example
from motcua.catalogue.tests.example import TODAY, answers

SECTIONS = ("who", "what", "end")
NAMES = (
    "host",
    "host.name",
    "host.personal_number",
    "host.birth_date",
    "host.address.unit",
    "host.sex",
    "company.tax_code",
    "mobile",
    "mail",
    "home.unit",
    "home.country",
    "purpose",
    "about",
    "held_on",
    "hours",
    "rent",
    "budget",
    "needs",
    "guests",
    "guests-0-name",
    "guests-0-born",
    "guests-999-name",
    "guests--1-name",
    "car",
    "plan",
    "truth",
    "__class__",
    "",
)


@pytest.fixture(scope="module")
def form() -> Form:
    return example.form()


@pytest.mark.parametrize("section", [*SECTIONS, "nowhere", ""])
def test_nothing_posted_is_only_asked_for(form: Form, section: str) -> None:
    assert form.clean({}, answers={}, section=section, situation=TODAY).answers == {}


def test_unknown_names_are_dropped(form: Form) -> None:
    raw = {
        "admin": ["1"],
        "host.__class__": ["x"],
        "host.role": ["leader"],
        "purpose.x": ["1"],
        "guests-0-admin": ["1"],
    }
    cleaned = form.clean(raw, answers={"admin": 1}, section="who", situation=TODAY)
    assert cleaned.answers == {}


def test_of_repeated_values_the_last_counts(form: Form) -> None:
    cleaned = form.clean({"mail": ["a@b.vn", "c@d.vn"]}, answers={}, section="who", situation=TODAY)
    assert cleaned.answers["mail"] == "c@d.vn"
    many = form.clean({"needs": ["chairs"] * 50}, answers={}, section="what", situation=TODAY)
    assert many.answers["needs"] == ["chairs"]


def test_nul_and_other_control_characters_do_not_reach_the_database(form: Form) -> None:
    raw = {"about": ["a\0b\x1b[31m\u202ec\r\nd\ud800"], "host.name": ["Lan\0\n\tThị"]}
    kept = form.clean(raw, answers={}, section="what", situation=TODAY).answers
    assert kept["about"] == "ab[31mc\nd"
    assert form.clean(raw, answers={}, section="who", situation=TODAY).answers["host"] == {"name": "Lan Thị"}
    json.dumps(kept, ensure_ascii=False).encode()


@pytest.mark.parametrize("name", ["about", "car", "hours", "budget", "held_on"])
def test_a_huge_value_is_refused_with_a_sentence(form: Form, name: str) -> None:
    cleaned = form.clean({name: ["9" * 3_000_000]}, answers={}, section="what", situation=TODAY)
    assert name not in cleaned.answers
    assert cleaned.errors[name]


def test_a_table_of_ten_thousand_rows_is_refused(form: Form) -> None:
    raw = {f"guests-{index}-name": ["x"] for index in range(10_000)}
    cleaned = form.clean(raw, answers={}, section="what", situation=TODAY)
    assert "guests" not in cleaned.answers
    assert "3" in cleaned.errors["guests"]


def test_marks_that_are_written_apart_and_together_are_the_same(form: Form) -> None:
    apart, together = "Nguye\u0302\u0303n", "Nguy\u1ec5n"
    for written in (apart, together):
        kept = form.clean({"host.name": [written]}, answers={}, section="who", situation=TODAY).answers
        assert kept["host"]["name"] == together


@pytest.mark.parametrize(
    "wrong",
    [
        1,
        "x",
        [],
        {},
        [1],
        {"a": 1},
        True,
        None,
        1e308,
        [[[]]],
        "\0",
        {"unit": 1},
        [{"name": []}],
        -1,
        "2020-13-01",
    ],
)
def test_json_of_any_shape_is_answered_and_never_breaks(form: Form, wrong: Any) -> None:
    for name in [*form.by_id, "nobody"]:
        cleaned = form.check(answers(**{name: wrong}), situation=TODAY)
        again = form.check(cleaned.answers, situation=TODAY)
        assert again.answers == cleaned.answers
        form.pages({**answers(), name: wrong}, situation=TODAY, language="vi")


@settings(max_examples=80, deadline=None)
@given(
    raw=st.dictionaries(
        st.sampled_from(NAMES),
        st.lists(
            st.text(max_size=12) | st.sampled_from(["yes", "31/12/2020", "001192000011", "1.000"]), max_size=3
        ),
        max_size=12,
    ),
    section=st.sampled_from(SECTIONS),
)
def test_whatever_is_posted_the_draft_stays_plain_and_stable(raw: dict[str, list[str]], section: str) -> None:
    form = example.form()
    cleaned = form.clean(raw, answers={}, section=section, situation=TODAY)
    json.dumps(cleaned.answers, allow_nan=False, ensure_ascii=False).encode()
    assert form.visible(cleaned.answers, situation=TODAY).answers == cleaned.answers
    form.pages(cleaned.answers, situation=TODAY, language="en", raw=raw, errors=cleaned.errors)
    assert form.check(cleaned.answers, situation=TODAY).answers == cleaned.answers

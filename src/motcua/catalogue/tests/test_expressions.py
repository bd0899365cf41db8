import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.catalogue.expressions import EAGER, LAZY, Expensive, Faulty, compile_rule

SUITE = json.loads((Path(__file__).parent / "jsonlogic_cases.json").read_text(encoding="utf-8"))


def value(rule: Any, data: dict[str, Any] | None = None) -> Any:
    return compile_rule(rule).value(data or {})


@pytest.mark.parametrize(
    ("rule", "expected"), SUITE["cases"], ids=[json.dumps(case[0]) for case in SUITE["cases"]]
)
def test_a_rule_gives_what_the_reference_implementation_gives(rule: Any, expected: Any) -> None:
    found = value(rule, SUITE["data"])
    assert found == expected
    assert isinstance(found, bool) == isinstance(expected, bool)


def test_every_operator_of_the_standard_is_in_the_suite() -> None:
    ours = {"days_between", "years_between", "date_add", "count"}
    tested = {next(iter(rule)) for rule, _expected in SUITE["cases"] if isinstance(rule, dict)}
    assert tested == (set(EAGER) | set(LAZY)) - ours


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"days_between": ["2020-02-28", "2020-03-01"]}, 2),
        ({"days_between": ["2020-03-01", "2020-02-28"]}, -2),
        ({"days_between": ["2020-03-01", "soon"]}, None),
        ({"days_between": [{"var": "gone"}, "2020-03-01"]}, None),
        ({"years_between": ["2000-02-29", "2018-02-28"]}, 17),
        ({"years_between": ["2000-02-29", "2018-03-01"]}, 18),
        ({"date_add": ["2020-01-31", 1, "months"]}, "2020-02-29"),
        ({"date_add": ["2020-02-29", 1, "years"]}, "2021-02-28"),
        ({"date_add": ["2020-12-31", 1, "days"]}, "2021-01-01"),
        ({"date_add": ["2020-12-15", -12, "months"]}, "2019-12-15"),
        ({"date_add": ["9999-12-31", 1, "days"]}, None),
        ({"date_add": ["2020-01-01", "x", "days"]}, None),
        ({"count": [["a", "b"]]}, 2),
        ({"count": [{"var": "gone"}]}, 0),
    ],
)
def test_our_own_operators_count_days_years_and_members(rule: Any, expected: Any) -> None:
    assert value(rule) == expected


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"log": "x"}, "not an operator"),
        ({"__import__": ["os"]}, "not an operator"),
        ({"method": [{"var": "a"}, "upper"]}, "not an operator"),
        ({"a": 1, "b": 2}, "exactly one key"),
        ({}, "exactly one key"),
        ({"==": [1]}, "takes 2 arguments"),
        ({"!": [1, 2]}, "takes 1 arguments"),
        ({"map": [[1]]}, "takes 2 arguments"),
        ({"var": [{"cat": ["a", "b"]}]}, "written out"),
        ({"+": list(range(700))}, "at most 600"),
        ({"if": [{1, 2}]}, "plain JSON"),
        (float("nan"), "plain JSON"),
    ],
)
def test_what_is_not_allowed_is_refused_with_its_reason(rule: Any, said: str) -> None:
    with pytest.raises(Faulty, match=said):
        compile_rule(rule)


def test_a_rule_nested_without_end_is_refused() -> None:
    rule: Any = True
    for _ in range(100_000):
        rule = {"!": [rule]}
    with pytest.raises(Faulty, match="deep"):
        compile_rule(rule)


def test_a_rule_that_would_never_end_is_stopped() -> None:
    members = list(range(100))
    rule: Any = {"var": ""}
    for _ in range(8):
        rule = {"map": [list(range(12)), rule]}
    started = time.perf_counter()
    with pytest.raises(Expensive):
        value(rule)
    for operator, start in (("merge", [1]), ("cat", "x")):
        doubled = {operator: [{"var": "accumulator"}, {"var": "accumulator"}]}
        with pytest.raises(Expensive):
            value({"reduce": [{"var": "rows"}, doubled, start]}, {"rows": members})
    assert time.perf_counter() - started < 1


def test_numbers_do_not_grow_for_ever() -> None:
    squares = {"reduce": [{"var": "rows"}, {"*": [{"var": "accumulator"}, {"var": "accumulator"}]}, 10]}
    assert value(squares, {"rows": [0] * 500}) is None


def test_a_rule_says_what_it_reads_and_what_it_cannot_do_without() -> None:
    rule = compile_rule(
        {"or": [{"var": "a"}, {">": [{"var": "b.c"}, 1]}, {"some": [{"var": "d"}, {"var": "inner"}]}]}
    )
    assert rule.variables == {"a", "b.c", "d"}
    assert rule.needs == {"b.c"}
    assert not rule.is_constant
    assert compile_rule({"==": [1, 2]}).is_constant


def test_the_data_is_not_changed_and_no_attribute_is_reached() -> None:
    data = {"a": {"b": [1]}}
    assert value({"merge": [{"var": "a.b"}, 2]}, data) == [1, 2]
    assert data == {"a": {"b": [1]}}
    assert value({"var": "a.__class__"}, data) is None
    assert value({"var": "a.b.__len__"}, data) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)
any_rule = st.recursive(
    json_values | st.just({"var": "a"}) | st.just({"var": "b.0"}),
    lambda inner: st.dictionaries(
        st.sampled_from(sorted([*EAGER, *LAZY])), st.lists(inner, max_size=3), min_size=1, max_size=1
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(rule=any_rule, data=st.fixed_dictionaries({"a": json_values, "b": json_values}))
def test_whatever_the_rule_and_the_data_it_ends_in_json_or_in_a_named_refusal(
    rule: Any, data: dict[str, Any]
) -> None:
    try:
        found = compile_rule(rule).value(data)
    except (Faulty, Expensive):
        return
    json.dumps(found, allow_nan=False)

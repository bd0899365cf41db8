"""What packs/hanoi-2020 promises: the whole tree, a calendar that counts right, procedures that work."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from motcua.catalogue.definition import Definition, facts, unverified
from motcua.catalogue.expressions import compile_rule
from motcua.catalogue.facts import Fact
from motcua.catalogue.lint import check_pack
from motcua.catalogue.source import read
from motcua.catalogue.yamlsource import parse
from motcua.worktime import Calendar, Limit, run, steps_fit

PACK = Path(__file__).parents[1] / "hanoi-2020"
PROCEDURES = sorted((PACK / "procedures").glob("*.yaml"))
FIRST_TWELVE = {
    "1.001193", "1.000894", "1.000656", "2.000815", "2.000884", "1.001612",
    "1.013225", "1.013792", "1.009374", "1.003868", "1.003659", "2.001098",
}  # fmt: skip
COMMUNE, DISTRICT, DEPARTMENT = "000.09.32.H26", "000.00.32.H26", "000.00.12.H26"
# What the roles of a route's steps are called among an officer's duties.
DUTIES = {"division_head": "head", "seal_clerk": "seal", "postal_clerk": "postal"}
RESERVED = {"today", "channel", "applicant", "case", "row", "accumulator", "current"}


@cache
def plain(name: str) -> Any:
    return parse((PACK / name).read_text(), name=name).data


@cache
def procedure(path: Path) -> Definition:
    return read(path.read_text(), name=path.name)


def units(**wanted: str) -> list[dict[str, Any]]:
    return [u for u in plain("units.yaml")["units"] if all(u[k] == v for k, v in wanted.items())]


def calendar() -> Calendar:
    return Calendar.from_dict(plain("calendar.yaml")["versions"][0]["hours"])


def due(moment: str, **limit: int) -> datetime:
    clock = run(calendar=calendar(), start=datetime.fromisoformat(moment), limit=Limit.from_dict(limit))
    assert clock.legal_due_at is not None
    return clock.legal_due_at


def rules(part: Any) -> Iterator[Any]:
    """Every expression in a definition written as plain data."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in {"show_if", "required_if", "when", "calc", "that"}:
                yield from [value] if value is not None else []
            else:
                yield from rules(value)
    elif isinstance(part, list):
        for item in part:
            yield from rules(item)


# Agencies of the nation that sit in each district and take part in linked procedures.
BESIDE = ("cong_an", "bao_hiem_xa_hoi")


def test_the_tree_has_30_districts_and_579_communes() -> None:
    assert Counter(u["kind"] for u in units(level="district") if u["kind"] not in BESIDE) == {
        "quan": 12, "huyen": 17, "thi_xa": 1,
    }  # fmt: skip
    assert Counter(u["kind"] for u in units(level="district") if u["kind"] in BESIDE) == dict.fromkeys(BESIDE, 30)
    assert Counter(u["kind"] for u in units(level="commune")) == {"phuong": 175, "xa": 383, "thi_tran": 21}
    assert [u["code"] for u in units(level="city", kind="thanh_pho")] == ["000.00.00.H26"]
    assert "Sở Thông tin và Truyền thông" in {u["name"] for u in units(kind="department")}


def test_every_unit_has_a_code_of_its_own() -> None:
    codes = [u["code"] for u in units()]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"000\.\d\d\.\d\d\.H26", code) for code in codes)
    offices = [u["gso_code"] for u in units() if u["gso_code"]]
    assert len(offices) == len(set(offices)) == 1 + 30 + 579


def test_every_parent_exists_and_is_one_level_up() -> None:
    by_code = {u["code"]: u for u in units()}
    above = {"department": "thanh_pho", "district": "city", "commune": "district"}
    for unit in units():
        if unit["kind"] == "thanh_pho":
            assert unit["parent"] is None
            continue
        parent = by_code[unit["parent"]]
        if unit["kind"] in BESIDE:
            assert parent["kind"] in {"quan", "huyen", "thi_xa"}
            continue
        assert parent["level"] == above.get(unit["level"], "city"), unit
        if unit["level"] == "commune":
            assert unit["code"].split(".")[2] == parent["code"].split(".")[2]


def test_districts_and_the_communes_of_each_are_sorted_by_the_statistics_office() -> None:
    districts = [unit for unit in units(level="district") if unit["kind"] not in BESIDE]
    for found in (districts, *(units(parent=district["code"], level="commune") for district in districts)):
        assert found == sorted(found, key=lambda u: u["gso_code"])


@pytest.mark.parametrize(
    "day", ["2019-04-29", "2020-01-23", "2020-01-29", "2020-04-02", "2020-09-02", "2021-02-16"]
)
def test_nobody_works_on_a_public_holiday(day: str) -> None:
    assert plain("calendar.yaml")["versions"][0]["hours"]["off"][day]


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        ("2020-06-09T10:00", {"hours": 8}, "2020-06-10T10:00"),
        ("2020-01-22T16:00", {"working_days": 1}, "2020-01-30T16:00"),  # Tết from 23 to 29 January
        ("2019-05-03T09:00", {"working_days": 1}, "2019-05-04T09:00"),  # Saturday 4 May was worked
        ("2019-04-26T09:00", {"working_days": 1}, "2019-05-02T09:00"),  # for Monday 29 April
        ("2026-01-09T09:00", {"working_days": 1}, "2026-01-10T09:00"),  # Saturday for 2 January
    ],
)
def test_due_dates_step_over_holidays_and_onto_worked_saturdays(
    start: str, limit: dict[str, int], expected: str
) -> None:
    assert due(start, **limit) == datetime.fromisoformat(expected)


def test_the_calendar_says_no_date_twice() -> None:
    hours = plain("calendar.yaml")["versions"][0]["hours"]
    assert not hours["off"].keys() & hours["working"].keys()
    assert {date.fromisoformat(day).year for day in hours["off"]} == set(range(2019, 2028))


@pytest.mark.parametrize("path", PROCEDURES, ids=lambda p: p.stem)
def test_a_procedure_is_readable_and_named_as_its_file(path: Path) -> None:
    assert procedure(path).id == path.stem


def test_the_pack_passes_its_own_lint() -> None:
    assert [str(problem) for problem in check_pack(PACK)] == []


def test_there_are_45_procedures_and_three_for_each_level() -> None:
    assert len(PROCEDURES) >= 45
    offered = [{rule.level for rule in procedure(path).authority} for path in PROCEDURES]
    levels = Counter(level for found in offered for level in found)
    assert min(levels[level] for level in ("city", "district", "commune")) >= 3


def test_the_first_twelve_are_there_and_no_code_twice() -> None:
    codes = [code.code for path in PROCEDURES for code in procedure(path).codes]
    assert len(codes) == len(set(codes))
    assert set(codes) >= FIRST_TWELVE


@pytest.mark.parametrize("path", PROCEDURES, ids=lambda p: p.stem)
def test_a_fact_that_nobody_verified_says_so(path: Path) -> None:
    for place, fact in facts(procedure(path)):
        assert fact.source, place
        assert (fact.mark == "R") == ("chưa xác minh" in fact.source), (place, fact.source)


@pytest.mark.parametrize("path", PROCEDURES, ids=lambda p: p.stem)
def test_unverified_facts_are_live_only_for_the_demo(path: Path) -> None:
    found = procedure(path)
    assert any(isinstance(fact, Fact) for _, fact in unverified(found))
    assert found.approval is not None
    assert "trình diễn" in found.approval.by


@pytest.mark.parametrize("path", PROCEDURES, ids=lambda p: p.stem)
def test_some_unit_offers_the_procedure(path: Path) -> None:
    for rule in procedure(path).authority:
        offering = units(level=rule.level, kind=rule.kind)
        assert offering
        assert set(rule.units) <= {u["code"] for u in offering}


@pytest.mark.parametrize("path", PROCEDURES, ids=lambda p: p.stem)
def test_rules_speak_of_questions_that_are_asked(path: Path) -> None:
    found = procedure(path)
    assert found.form is not None
    asked = {question.id for section in found.form.sections for question in section.questions}
    for rule in rules(found.model_dump(by_alias=True)):
        assert {name.split(".")[0] for name in compile_rule(rule).variables} <= asked | RESERVED, rule


@pytest.mark.parametrize("path", PROCEDURES, ids=lambda p: p.stem)
def test_the_steps_fit_in_every_limit(path: Path) -> None:
    found = procedure(path)
    for channel in found.channels.open().values():
        for case in found.cases or [None]:
            limit = (case.limit if case else None) or channel.limit
            route = (case.route if case else None) or found.route
            assert limit is not None
            hours = [step.hours for step in route.steps]
            assert steps_fit(limit=Limit.from_dict(limit.for_clock()), step_hours=hours)


@pytest.mark.parametrize("path", PROCEDURES, ids=lambda p: p.stem)
def test_every_letter_has_its_template(path: Path) -> None:
    for letter in procedure(path).letters:
        assert (PACK / "letters" / f"{letter.template.replace('-', '_')}.typ").is_file(), letter


def test_life_events_and_procedures_name_each_other() -> None:
    events = {event["id"]: set(event["procedures"]) for event in plain("search.yaml")["life_events"]}
    said: dict[str, set[str]] = {event: set() for event in events}
    for path in PROCEDURES:
        for event in procedure(path).life_events:
            said[event].add(path.stem)
    assert said == events


def test_no_synonym_is_written_twice() -> None:
    said = [word for line in plain("search.yaml")["synonyms"] for word in line["say"]]
    assert Counter(said).most_common(1)[0][1] == 1


@pytest.mark.parametrize("unit", [COMMUNE, DISTRICT, DEPARTMENT])
def test_the_cast_can_take_a_dossier_through_every_step(unit: str) -> None:
    posts = [post for officer in plain("cast.yaml")["officers"] for post in officer["posts"]]
    held = {role for post in posts if post["unit"] == unit for role in post["roles"]}
    offered = [
        procedure(path)
        for path in PROCEDURES
        for rule in procedure(path).authority
        for u in units(code=unit)
        if (rule.level, rule.kind) == (u["level"], u["kind"]) and unit in (rule.units or [unit])
    ]
    needed = {DUTIES.get(step.role, step.role) for found in offered for step in found.route.steps}
    assert offered
    assert held >= needed | {"cashier", "postal"}


def test_khanh_works_in_another_ward_than_hoa_and_minh() -> None:
    at = {o["username"]: {post["unit"] for post in o["posts"]} for o in plain("cast.yaml")["officers"]}
    assert at["hoa"] == at["minh"] == {COMMUNE}
    assert at["khanh"].isdisjoint(at["hoa"])
    assert {code for codes in at.values() for code in codes} <= {u["code"] for u in units()}


def test_who_configures_never_decides() -> None:
    apart = {"catalogue", "technical", "inspector"}
    for officer in plain("cast.yaml")["officers"]:
        roles = {role for post in officer["posts"] for role in post["roles"]}
        assert not (roles & apart and roles - apart), officer["username"]


def test_the_cast_has_names_of_its_own_and_no_passwords() -> None:
    text = (PACK / "cast.yaml").read_text()
    names = [one["username"] for part in ("citizens", "officers") for one in plain("cast.yaml")[part]]
    assert len(names) == len(set(names))
    assert not re.search(r"^\s*-?.*\bpassword\w*:", text, re.MULTILINE)


def test_everything_that_the_pack_lists_is_there() -> None:
    for listed in plain("pack.yaml")["files"].values():
        assert (PACK / listed).exists()

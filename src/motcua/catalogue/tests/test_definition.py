import json

import jsonschema_rs
import pytest

from motcua.catalogue.definition import canonical, digest, facts, from_canonical, json_schema, unverified
from motcua.catalogue.levels import level_2018, level_2022, missing_items
from motcua.catalogue.source import read
from motcua.catalogue.tests import example


def test_the_canonical_bytes_give_back_the_definition() -> None:
    found = example.definition()
    assert from_canonical(canonical(found)) == found
    assert canonical(from_canonical(canonical(found))) == canonical(found)


def test_the_digest_does_not_depend_on_how_the_file_is_laid_out() -> None:
    found = example.definition()
    as_json = json.dumps(example.data(), ensure_ascii=False)
    assert digest(read(as_json, name="same.yaml")) == digest(found)
    reversed_keys = json.dumps(dict(reversed(example.data().items())))
    assert digest(read(reversed_keys, name="same.yaml")) == digest(found)


def test_the_digest_changes_with_every_fact() -> None:
    assert digest(example.definition(("percent: 50", "percent: 49"))) != digest(example.definition())


def test_writing_a_default_out_changes_nothing() -> None:
    same = example.definition(("on_behalf: true", "on_behalf: true\npaper_sets: 1"))
    assert digest(same) == digest(example.definition())


def test_the_published_schema_is_the_one_of_the_code() -> None:
    published = json.loads((example.DOCS / "procedure.schema.json").read_text(encoding="utf-8"))
    assert published == json.loads(json.dumps(json_schema()))


def test_the_schema_accepts_the_example_and_refuses_an_unknown_key() -> None:
    validator = jsonschema_rs.Draft202012Validator(json_schema())
    assert validator.is_valid(example.data())
    assert not validator.is_valid({**example.data(), "colour": "red"})


def test_every_fact_is_found_with_its_place() -> None:
    marks = {path: fact.mark for path, fact in facts(example.definition())}
    assert marks["codes", 0] == "S"
    assert marks["channels", "online", "limit"] == "V"
    assert marks["papers", 2, "replaceable_by"] == "R"
    assert ("route",) in dict(unverified(example.definition()))


def test_a_fact_without_a_mark_is_not_verified() -> None:
    found = example.definition(
        ('cut_off: {value: "15:00", mark: V, source: "Quy chế ví dụ, điều 5"}', "cut_off: last_hour")
    )
    assert found.cut_off is not None
    assert (found.cut_off.value, found.cut_off.mark) == ("last_hour", "R")


@pytest.mark.parametrize(("paid", "level"), [(True, 4), (False, 3)])
def test_the_level_of_2018_follows_from_payment(paid: bool, level: int) -> None:
    found = example.definition((", amount_vnd: 20000", ", amount_vnd: 20000"))
    assert level_2018(found, payment_online=paid) == level


def test_a_procedure_that_is_not_online_is_of_level_two_and_without_a_form_of_level_one() -> None:
    found = example.definition()
    counter = found.model_copy(update={"channels": found.channels.model_copy(update={"online": None})})
    assert level_2018(counter, payment_online=True) == 2
    assert level_2018(counter.model_copy(update={"form": None}), payment_online=True) == 1
    assert level_2022(counter, payment_online=True).name == "none"


def test_an_unknown_fee_or_limit_leaves_it_below_level_one() -> None:
    found = example.definition((", amount_vnd: 20000", ""))
    assert missing_items(found) == ["fees"]
    assert level_2018(found, payment_online=True) == 0


def test_one_phan_says_every_reason_and_toan_trinh_needs_none() -> None:
    part = level_2022(example.definition(), payment_online=False)
    assert part.name == "part"
    assert [reason.en for reason in part.reasons] == [
        "An inspection on site is needed.",
        "Fees cannot be paid online yet.",
    ]
    full = level_2022(example.definition((", on_site: true", "")), payment_online=True)
    assert (full.name, full.reasons) == ("full", ())


def test_a_limit_inside_a_fact_is_as_sure_as_that_fact() -> None:
    (variant,) = example.definition().variants
    assert variant.limit is not None
    assert (variant.limit.mark, variant.limit.source) == ("S", "Quyết định ví dụ 12")
    own = example.definition(("limit: {working_days: 4}", "limit: {working_days: 4, mark: R}")).variants[0]
    assert own.limit is not None and own.limit.mark == "R"


def test_an_unverified_limit_inside_a_verified_case_is_still_unverified_when_it_is_read_back():
    from motcua.catalogue.definition import canonical, from_canonical
    from motcua.catalogue.facts import Limit
    from motcua.catalogue.offering import Case
    from motcua.catalogue.tests import example

    case = Case(id="late", name="Quá hạn", mark="V", source="Luật", limit=Limit(days=5, mark="R"))
    definition = example.definition().model_copy(update={"cases": [case]})

    assert from_canonical(canonical(definition)).cases[0].limit.mark == "R"

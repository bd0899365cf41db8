import pytest

from motcua.catalogue.source import read
from motcua.catalogue.tests import example
from motcua.catalogue.yamlsource import MAX_BYTES, Problem, Unreadable, parse


def problems(text: str | bytes) -> list[Problem]:
    with pytest.raises(Unreadable) as caught:
        read(text, name=example.FILE)
    return caught.value.problems


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_documented_example_is_a_procedure() -> None:
    found = example.definition()
    assert found.id == example.ID
    assert found.national_code == "9.999001"
    assert found.cases[0].name.into("en") == "A show"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("on_behalf: true", "on_behlaf: true", "not known here"),
        ("on_behalf: true", "on_behalf: maybe", "valid boolean"),
        ("copy: 1\n    mark: V", "copy: two\n    mark: V", "valid integer"),
        ("effective_from: 2020-01-01", "effective_from: 1/1/2020", "YYYY-MM-DD"),
        ("effective_from: 2020-01-01", "effective_from: 2020-02-30", "YYYY-MM-DD"),
        ('cut_off: {value: "15:00"', 'cut_off: {value: "25:00"', "pattern"),
        ("limit: {working_days: 2,", "limit: {working_days: 2, days: 3,", "exactly one of"),
        ("limit: {working_days: 2,", "limit: {days: 2, counting: whole_days,", "only with working_days"),
        ('"9.999001"', "9.999001", "Put it in quotes"),
        ("type: many_of", "type: several_of", "is no type of question"),
        ("{working_days: 4}, source:", "{working_days: 4}, sourec:", "not known here"),
        (
            '  - {kind: xa, limit: {working_days: 4}, source: "Quyết định ví dụ 12", mark: S}',
            "  - {limit: {working_days: 4}}",
            "for whom",
        ),
    ],
)
def test_a_fault_is_named_with_its_line(old: str, new: str, said: str) -> None:
    text = example.edited((old, new))
    found = problems(text)
    assert any(said in problem.message for problem in found), [str(problem) for problem in found]
    line = line_of(text, new)
    assert any(line <= problem.line <= line + new.count("\n") for problem in found), [str(p) for p in found]
    assert all(problem.file == example.FILE and problem.column >= 1 for problem in found)


def test_a_fact_that_claims_to_be_verified_names_its_source() -> None:
    changed = example.edited(('mark: V, source: "Quy chế ví dụ, điều 5"', "mark: V"))
    assert any("needs its source" in problem.message for problem in problems(changed))


def test_a_missing_key_is_said_at_the_thing_that_lacks_it() -> None:
    text = example.edited(("\n      title: {vi: Người mượn, en: Who borrows}", ""))
    (problem,) = problems(text)
    assert problem.message == "form.sections.0.title: is missing. Add it."
    assert problem.line == line_of(text, "    - id: who")


def test_an_expression_that_is_none_is_refused_at_its_line() -> None:
    text = example.edited(("{var: for_company}\n    show_if", '{system: "rm"}\n    show_if'))
    (problem,) = problems(text)
    assert "not an operator" in problem.message
    assert problem.line == line_of(text, '{system: "rm"}')


def test_the_same_key_twice_is_refused() -> None:
    text = example.edited(("on_behalf: true", "on_behalf: true\non_behalf: false"))
    (problem,) = problems(text)
    assert "stands here twice" in problem.message
    assert problem.line == line_of(text, "on_behalf: false")


def test_a_yaml_bomb_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x, x, x]\n" + "".join(f"k{i}: &b{i} [*a, *a, *a, *a]\n" for i in range(50))
    (problem,) = problems(bomb)
    assert "aliases" in problem.message
    assert problem.line == 1


@pytest.mark.parametrize(
    "text", ["[" * 5_000 + "]" * 5_000, "[[" * 50 + "]]" * 50, "a: " + "{b: " * 100 + "}" * 100]
)
def test_nesting_without_end_is_refused(text: str) -> None:
    assert "nested deeper" in problems(text)[0].message


def test_too_many_values_are_refused() -> None:
    assert "holds more than" in problems("a: [" + "1," * 150_000 + "1]")[0].message


def test_a_file_that_is_too_big_is_refused_unread() -> None:
    assert "at most" in problems("#" * (MAX_BYTES + 1))[0].message


@pytest.mark.parametrize(
    "text", ["!!python/object/apply:os.system [echo]", "a: !!binary aGk=", "a: !mine x", "? [a, b]\n: c"]
)
def test_tags_and_strange_keys_are_refused(text: str) -> None:
    assert problems(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: [1, 2\nb: 3", 2), ("a: 'x\n\n", 3), ("a: b: c", 1), ("\ta: 1", 1), ("a: 1\0", 1), ("", 1)],
)
def test_what_is_not_yaml_is_said_with_a_line(text: str, line: int) -> None:
    assert problems(text)[0].line == line


def test_a_file_in_another_encoding_is_refused_with_a_line() -> None:
    (problem,) = problems("format: 1\nname: Hộ\n".encode("utf-16-le"))
    assert problem.line >= 1
    assert "UTF-8" in problem.message or "NUL" in problem.message or "YAML" in problem.message


def test_a_list_is_not_a_procedure() -> None:
    assert "begins with keys" in problems("- 1\n- 2\n")[0].message


def test_only_true_and_numbers_are_special() -> None:
    data = parse(
        "[yes, no, on, 15:00, 2020-01-02, 1_000, 0x10, true, null, 12, -1.5, '12', .inf]", name="x"
    ).data
    assert data == [
        "yes",
        "no",
        "on",
        "15:00",
        "2020-01-02",
        "1_000",
        "0x10",
        True,
        None,
        12,
        -1.5,
        "12",
        ".inf",
    ]

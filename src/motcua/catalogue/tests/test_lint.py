from pathlib import Path

import pytest

from motcua.catalogue import lint
from motcua.catalogue.lint import Problem, check_pack
from motcua.catalogue.tests import example

UNITS = """\
units:
  - {code: H26, level: city, kind: thanh_pho}
  - {code: H26.1, level: department, kind: so}
  - {code: H26.2, level: district, kind: quan}
  - {code: H26.2.1, level: commune, kind: phuong}
  - {code: H26.2.2, level: commune, kind: xa}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    city = tmp_path / "city"
    (city / "procedures").mkdir(parents=True)
    (city / "letters").mkdir()
    (city / "letters" / "result_licence.typ").write_text("x")
    (city / "units.yaml").write_text(UNITS)
    return city


def write(pack: Path, *changes: tuple[str, str], name: str = example.FILE) -> str:
    text = example.edited(*changes)
    (pack / "procedures" / name).write_text(text, encoding="utf-8")
    return text


def check(pack: Path, *changes: tuple[str, str]) -> list[Problem]:
    write(pack, *changes)
    return check_pack(pack)


def test_the_documented_example_has_no_problems(pack: Path) -> None:
    assert check(pack) == []


APPROVAL = ('approval: {by: "Trần Ví Dụ, quản trị danh mục", on: 2020-01-01, note: Chỉ để làm ví dụ}\n', "")
SHOW = 'when: {"==": [{var: purpose}, show]}\n    papers'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("role: specialist, hours: 8", "role: specialist, hours: 18", "steps take 26 working hours"),
        ("limit: {working_days: 2,", "limit: {at_once: true,", "the limit by online is 8"),
        (
            'limit: {working_days: 3, mark: V, source: "Quy chế ví dụ, điều 4"}',
            "limit: null",
            "no due date can be promised",
        ),
        (SHOW, "papers", "nobody reaches this case"),
        (SHOW, "when: false\n    papers", "never true, so nobody reaches this case"),
        (SHOW, 'when: {"==": [1, 1]}\n    papers', "nobody reaches this case"),
        (
            "{id: other, name: {vi: Việc khác, en: Anything else},",
            "{id: other, name: Việc khác, when: {var: for_company},",
            "no case takes what is left over",
        ),
        (
            'show_if: {"==": [{var: purpose}, show]}, max_length',
            'show_if: {">": [1, 2]}, max_length',
            "“title” is never shown",
        ),
        (
            'show_if: {"==": [{var: purpose}, show]}, max_length',
            'show_if: {"==": [{var: purpose}, shwo]}, max_length',
            "“shwo” is not an option",
        ),
        (
            'show_if: {"==": [{var: purpose}, show]}, max_length',
            "show_if: {var: hours}, max_length",
            "asked only later",
        ),
        (
            "show_if: {var: for_company}, optional",
            "show_if: {var: for_compnay}, optional",
            "no question has as its id",
        ),
        ("{var: row.born}", "{var: row.bron}", "no column “bron”"),
        ("required_if: {var: for_company}", "required_if: {var: host.nam}", "no part “nam”"),
        ("papers: [request, licence_copy", "papers: [reqest, licence_copy", "no paper “reqest”"),
        ("evidence: [poverty_paper]", "evidence: [poverty]", "no paper “poverty”"),
        ("fees: [rent], percent", "fees: [rnet], percent", "no fee “rnet”"),
        ("letter: consent", "letter: consnet", "no letter “consnet”"),
        ("template: result-licence", "template: result-lisence", "no letter “result-lisence”"),
        ("questions: [budget]", "questions: [bugdet]", "no question “bugdet”"),
        (", questions: [budget]", "", "where the message is shown"),
        ("kind: phuong, mark", "kind: phuong, units: [H26.9], mark", "no unit “H26.9”"),
        ("kind: phuong, mark", "kind: thi_tran, mark", "nobody receives"),
        ("settles: {parent: district}", "settles: {parent: district, kind: huyen}", "nobody receives"),
        ("{id: request, name", "{id: programme, name", "the paper “programme” is there twice"),
        ("{id: about, type", "{id: hours, type", "the question “hours” is there twice"),
        ("{id: about, type", "{id: today, type", "reserved name"),
        ("{value: lights,", "{value: sound,", "the option “sound” is there twice"),
        ("min: 0.5, max: 12", "min: 15, max: 12", "no answer fits"),
        ("optional: [telephone]", "optional: [email]", "not among the parts"),
        ('pattern: "[0-9]{2}', 'pattern: "(?=x)[0-9]{2}', "not a regular expression"),
        ("id: muon-nha-van-hoa", "id: muon-san-kho", "must be the same"),
    ],
)
def test_each_fault_is_found_and_told_with_its_line(pack: Path, old: str, new: str, said: str) -> None:
    found = check(pack, (old, new))
    assert any(said in problem.message for problem in found), [str(problem) for problem in found]
    lines = example.edited((old, new)).count("\n")
    assert all(1 < problem.line <= lines and problem.file.endswith(example.FILE) for problem in found)


def test_the_line_is_that_of_the_fault(pack: Path) -> None:
    text = write(pack, ("papers: [request, licence_copy", "papers: [request, reqest"))
    (problem,) = check_pack(pack)
    assert problem.line == text[: text.index("reqest")].count("\n") + 1
    assert str(problem).startswith(f"{pack}/procedures/{example.FILE}:{problem.line}:")


def test_what_nobody_verified_does_not_go_live_without_a_name(pack: Path) -> None:
    found = check(pack, APPROVAL)
    assert len(found) == 5
    assert all("approved_by" in problem.message for problem in found)
    named = check(pack, APPROVAL, ("route:\n  mark: R", "route:\n  mark: R\n  approved_by: Trần Ví Dụ"))
    assert len(named) == 4


def test_two_files_may_not_share_an_id_or_a_code(pack: Path) -> None:
    write(pack)
    write(pack, ("id: muon-nha-van-hoa", "id: muon-san-kho"), name="muon-san-kho.yaml")
    (problem,) = check_pack(pack)
    assert "9.999001" in problem.message and example.FILE in problem.message


def test_a_file_that_cannot_be_read_does_not_hide_the_others(pack: Path) -> None:
    (pack / "procedures" / "a.yaml").write_text("format: [")
    found = check(pack, ("letter: consent", "letter: consnet"))
    assert {Path(problem.file).name for problem in found} == {"a.yaml", example.FILE}


def test_one_file_a_folder_and_a_pack_can_be_checked(pack: Path) -> None:
    write(pack, ("letter: consent", "letter: consnet"))
    assert len(check_pack(pack / "procedures" / example.FILE)) == 1
    assert len(check_pack(pack / "procedures")) == 1
    assert len(check_pack(pack.parent)) == 1
    assert "no procedures" in check_pack(pack / "letters")[0].message


def test_the_command_says_how_many_and_ends_with_one(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(pack)
    assert lint.main([str(pack)]) == 0
    assert "All is well" in capsys.readouterr().out
    write(pack, ("letter: consent", "letter: consnet"))
    assert lint.main([str(pack)]) == 1
    assert "1 problem(s)" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        lint.main([str(pack / "nowhere")])

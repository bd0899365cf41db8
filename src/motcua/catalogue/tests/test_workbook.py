"""Out into a workbook and in again: the same procedure, to the last bit of its digest."""

import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from motcua.catalogue.definition import Definition, canonical, digest
from motcua.catalogue.source import read as read_yaml
from motcua.catalogue.tests import example, workbooks
from motcua.catalogue.workbook import (
    WorkbookSource,
    empty_workbook,
    from_workbook,
    read_workbook,
    source_of,
    to_workbook,
)
from motcua.catalogue.workbook_cells import Bound, DayCell, Lines, Number, Rule, Whole, decoded, encoded
from motcua.catalogue.workbook_sheets import GENERAL_TITLE

PROCEDURES = Path(__file__).resolve().parents[4] / "packs" / "hanoi-2020" / "procedures"
FILES = sorted(PROCEDURES.glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_procedure_of_the_pack_comes_back_from_its_workbook(path: Path) -> None:
    definition = read_yaml(path.read_bytes(), name=path.name)
    assert digest(from_workbook(to_workbook(definition), name="x.xlsx")) == digest(definition)


def test_the_documented_example_comes_back_and_knows_its_cells() -> None:
    source = read_workbook(workbooks.data(), name="x.xlsx")
    assert digest(source.definition) == digest(example.definition())
    assert str(source.fault(("cases", 0, "when"), "…")) == f"Trường hợp!{workbooks.column('Trường hợp', 'Khi')}2: …"
    assert source.fault(("name",), "").cell == "B4"


def test_a_workbook_that_was_saved_by_another_program_is_the_same() -> None:
    assert digest(workbooks.read(workbooks.changed(lambda book: None))) == digest(example.definition())


def test_the_administrator_sees_words_and_lists_not_codes() -> None:
    def look(book: Any) -> None:
        assert book["Kênh và thời hạn"]["A2"].value == "Trực tiếp"
        assert book[GENERAL_TITLE]["B4"].value == "Mượn nhà văn hóa"
        assert "tên cố định" in book[GENERAL_TITLE]["G3"].value.lower()
        assert book["Giấy tờ"]["A1"].comment.text.startswith("Thành phần hồ sơ")
        sheet = book["Quy trình"]
        lists = {str(offer.sqref): offer.formula1 for offer in sheet.data_validations.dataValidation}
        role = workbooks.column("Quy trình", "Vai")
        place = lists[f"{role}2:{role}200"]
        letter = place.split("$")[1]
        assert book["Danh mục"][f"{letter}2"].value == "Một cửa"

    workbooks.changed(look)


def test_the_template_has_every_sheet_and_waits_to_be_filled() -> None:
    found = [str(fault) for fault in workbooks.faults(empty_workbook())]
    assert "Thông tin chung!B4: Thiếu “Tên thủ tục”. Điền vào." in found
    assert "Kết quả!A2: Phải có ít nhất một dòng hoặc một mục." in found
    assert len(found) == 9


def test_a_template_filled_in_by_hand_is_a_procedure() -> None:
    def fill(book: Any) -> None:
        workbooks.cells(
            book, GENERAL_TITLE, B3="cap-the-thu-vien", B4="Cấp thẻ thư viện", C4="Library card", B7="van-hoa",
            B8="Văn hóa", B9=date(2020, 7, 1), B14="thẻ đọc sách\nlàm thẻ", B16="công dân; người nước ngoài",
            B19="15:00",
        )  # fmt: skip
        workbooks.cells(book, "Thẩm quyền", A2="Cấp xã", B2="people_committee")
        workbooks.cells(book, "Kênh và thời hạn", A2="Trực tiếp", B2="ngày làm việc", C2="3")
        workbooks.cells(book, "Kênh và thời hạn", A3="Trực tuyến", B3="Ngày làm việc", C3=2.0)
        fees = {"A2": "Trực tiếp, trực tuyến", "D2": "the", "E2": "Lệ phí thẻ"}
        fees[workbooks.column("Phí, lệ phí", "Số tiền (đồng)") + "2"] = "20.000"
        workbooks.cells(book, "Phí, lệ phí", **fees)
        workbooks.cells(book, "Kết quả", A2="the", B2="Khác", C2="Thẻ thư viện")
        workbooks.cells(book, "Quy trình", B2="lam", C2="Làm thẻ", E2="Một cửa", G2="0,5")

    found = workbooks.read(workbooks.changed(fill, start=empty_workbook()))
    assert (found.id, found.name.en, found.effective_from) == ("cap-the-thu-vien", "Library card", date(2020, 7, 1))
    assert found.keywords == ["thẻ đọc sách", "làm thẻ"] and found.applicants == ["citizen", "foreigner"]
    amounts = {name: channel.fees[0].amount_vnd for name, channel in found.channels.open().items()}
    assert amounts == {"counter": 20000, "online": 20000}
    assert found.channels.online and found.channels.online.limit and found.channels.online.limit.working_days == 2
    assert found.route.steps[0].hours == 0.5 and found.cut_off and found.cut_off.value == "15:00"


NASTY = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40) | st.sampled_from(
    [
        "=1+1", "+84", "-", "@x", "'", "#N/A", "TRUE", "12", "2020-01-01", "1e5", " hai đầu ", "a\r\nb", "a\rb",
        "\n", "_x000D_", "_x005F_x000D_", "x005F_", "⟦⟧", "⟦000A⟧", "⟦", "(trống)", "không giới hạn", "\t\x01\x1f\x7f",
        "\ufffe", "\ufeffa", "Nguye\u0302\u0303n", "😀" * 30, "<!DOCTYPE x>", "]]>", "&amp;", "a, b; c",
    ]
)  # fmt: skip
EXPRESSIONS = st.sampled_from(
    [True, False, None, 0, 1.5, "x", [], [1], {"var": "a"}, {"==": [{"var": "a.b"}, "⟦ \"\r\n“x”"]}, {"+": [1e-7, 2.0]}]
)  # fmt: skip
VALUES = (
    NASTY
    | EXPRESSIONS
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates(min_value=date(1, 1, 1)).map(date.isoformat)
)


def through_cells(definition: Definition) -> Definition:
    """As through a workbook, without the time that zip and XML take."""
    found = workbooks.grids(definition)
    return source_of(list(found), found, name="x.xlsx").definition


def leaves(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in plain data, containers included."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(leaf for key, value in inside for leaf in leaves(value, (*path, key)))]


def mutated(draw: st.DataObject, definition: Definition) -> Definition:
    """``definition`` with something replaced, removed, doubled or emptied; discarded when that is none."""
    data = json.loads(definition.model_dump_json(by_alias=True, exclude_defaults=draw.draw(st.booleans())))
    for _ in range(draw.draw(st.integers(1, 4))):
        path = draw.draw(st.sampled_from(leaves(data)[1:]))
        holder = data
        for step in path[:-1]:
            holder = holder[step]
        match draw.draw(st.sampled_from(["replace", "replace", "remove", "double", "empty"])):
            case "replace" if not isinstance(holder[path[-1]], dict | list):
                holder[path[-1]] = draw.draw(VALUES)
            case "remove":
                del holder[path[-1]]
            case "double" if isinstance(holder, list):
                holder.append(json.loads(json.dumps(holder[path[-1]])))
            case "empty" if isinstance(holder[path[-1]], dict | list):
                holder[path[-1]] = type(holder[path[-1]])()
            case _:
                assume(False)
    try:
        found = Definition.model_validate(data)
        canonical(found)
    except (ValidationError, UnicodeEncodeError, ValueError):
        assume(False)
    return found


EXAMPLE = example.definition()
PACK = [read_yaml(path.read_bytes(), name=path.name) for path in FILES[::8]]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(draw=st.data())
def test_whatever_a_procedure_says_its_cells_say_too(draw: st.DataObject) -> None:
    definition = mutated(draw, draw.draw(st.sampled_from([EXAMPLE, EXAMPLE, *PACK])))
    assert canonical(through_cells(definition)) == canonical(definition)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(draw=st.data())
def test_whatever_a_procedure_says_its_workbook_says_too(draw: st.DataObject) -> None:
    definition = mutated(draw, EXAMPLE)
    assert canonical(from_workbook(to_workbook(definition), name="x.xlsx")) == canonical(definition)


def test_every_strange_text_survives_the_file_itself() -> None:
    strange = [chr(code) + "a" + chr(code) for code in (*range(1, 0x100), 0x2028, 0xFFFE, 0xFFFF, 0x1F600)]
    strange += ["=1+1", "_x000D_", "_x005F_x000D_", "⟦⟧", "#N/A", "TRUE", "\n\n", "a\r\nb", "x005F_"]
    data = json.loads(canonical(EXAMPLE)) | {"keywords": strange}
    definition = Definition.model_validate(data)
    back = from_workbook(to_workbook(definition), name="x.xlsx")
    assert back.keywords == strange
    titles = [{"number": "1", "title": text} for text in strange]
    definition = Definition.model_validate(data | {"legal_basis": titles})
    back = from_workbook(to_workbook(definition), name="x.xlsx")
    assert [basis.title.vi for basis in back.legal_basis] == strange


def test_an_empty_list_is_not_the_same_as_none() -> None:
    data = json.loads(canonical(EXAMPLE))
    data["cases"][0] |= {"papers": [], "fees": []}
    data["variants"][0]["fees"] = []
    data["results"][0]["validity"] = {}
    money = next(q for section in data["form"]["sections"] for q in section["questions"] if q["id"] == "budget")
    money["min"] = None
    definition = Definition.model_validate(data)
    back = from_workbook(to_workbook(definition), name="x.xlsx")
    assert canonical(back) == canonical(definition)
    assert back.cases[0].papers == [] and back.variants[0].fees == [] and back.results[0].validity is not None


def test_a_limit_less_sure_than_its_case_stays_so() -> None:
    data = json.loads(canonical(EXAMPLE))
    data["cases"][0]["limit"] |= {"mark": "R"}
    definition = Definition.model_validate(data)
    back: WorkbookSource = read_workbook(to_workbook(definition), name="x.xlsx")
    assert back.definition.cases[0].limit is not None
    assert back.definition.cases[0].limit.mark == "R" and back.definition.cases[0].mark == "V"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_a_text_is_found_again_in_its_cell(text: str) -> None:
    assert decoded(encoded(text)) == text
    assert Lines().read(Lines().write([text, text])) == [text, text]


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_found_again_in_its_cell(number: int | float) -> None:
    for kind in (Number(), Bound()):
        back = kind.read(kind.write(number))
        assert back == number and type(back) is type(number) and math.copysign(1, back) == math.copysign(1, number)
    if isinstance(number, int):
        assert Whole().read(Whole().write(number)) == number


@given(st.dates())
def test_a_day_is_found_again_in_its_cell(day: date) -> None:
    assert DayCell().read(DayCell().write(day.isoformat())) == day.isoformat()


PLAIN = st.none() | st.booleans() | st.integers() | NASTY


@given(st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(NASTY, inner), max_leaves=20))
def test_an_expression_is_found_again_in_its_cell(rule: Any) -> None:
    assert Rule().read(Rule().write(rule)) == rule

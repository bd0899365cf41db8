import time
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from motcua.catalogue.answers_schema import answers_schema
from motcua.catalogue.definition import Definition
from motcua.catalogue.forms import Form, Situation, compile_form
from motcua.catalogue.source import read
from motcua.catalogue.tests import example
from motcua.catalogue.tests.example import TODAY, answers

WHO = {
    "host.personal_number": ["001192 000011"],
    "host.name": ["  Nguyễn   Thị Lan "],
    "host.birth_date": ["14/3/1992"],
    "host.sex": ["female"],
    "host.address.unit": ["000.09.32.H26"],
    "host.address.line": ["12 phố Hàng Bạc"],
    "for_company": ["no"],
    "mobile": ["0912 000 011"],
    "mail": ["Lan@Example.VN"],
}


@pytest.fixture(autouse=True)
def _in_vietnamese() -> Any:
    with translation.override("vi"):
        yield


@pytest.fixture
def form() -> Form:
    return example.form()


def test_what_was_posted_is_kept_in_one_plain_shape(form: Form) -> None:
    cleaned = form.clean(WHO, answers={}, section="who", situation=TODAY)
    assert cleaned.errors == {}
    expected = answers()
    assert cleaned.answers == {name: expected[name] for name in ("host", "for_company", "mobile")} | {
        "mail": "Lan@example.vn"
    }


def test_only_the_posted_section_is_asked_for_and_the_others_are_kept(form: Form) -> None:
    cleaned = form.clean(WHO, answers={"about": "Đám cưới", "gone": 1}, section="who", situation=TODAY)
    assert cleaned.answers["about"] == "Đám cưới"
    assert "gone" not in cleaned.answers
    assert not any(name.startswith("purpose") for name in cleaned.errors)


def test_a_required_question_says_what_to_do_at_its_first_field(form: Form) -> None:
    errors = form.clean({}, answers={}, section="who", situation=TODAY).errors
    assert errors["host.personal_number"] == "Hãy điền: Người đứng đơn."
    assert errors["for_company"] == "Hãy chọn: Mượn cho tổ chức."
    assert "company" not in errors, "hidden questions are not asked for"


def test_what_is_readable_is_kept_in_the_draft_beside_what_is_wrong(form: Form) -> None:
    cleaned = form.clean(
        {**WHO, "host.birth_date": ["14/3/1991"]}, answers={}, section="who", situation=TODAY
    )
    assert "năm sinh" in cleaned.errors["host.personal_number"]
    assert cleaned.answers["host"]["name"] == "Nguyễn Thị Lan"
    assert "personal_number" not in cleaned.answers["host"]


def test_a_question_that_becomes_hidden_loses_its_answer(form: Form) -> None:
    company = {"tax_code": "0100109106", "name": "Công ty Ví Dụ"}
    shown = form.check(answers(for_company=True, company=company), situation=TODAY)
    assert shown.errors == {}
    assert shown.answers["company"] == company
    hidden = form.check(answers(for_company=False, company=company), situation=TODAY)
    assert hidden.errors == {}
    assert "company" not in hidden.answers


def test_a_calculation_is_done_on_the_server_whatever_was_sent(form: Form) -> None:
    assert form.check(answers(rent=1), situation=TODAY).answers["rent"] == 200_000
    posted = form.clean({"hours": ["1,5"], "rent": ["1"]}, answers={}, section="what", situation=TODAY)
    assert posted.answers["rent"] == 75_000


def test_a_whole_form_without_faults_has_no_errors(form: Form) -> None:
    checked = form.check(answers(), situation=TODAY)
    assert checked.errors == {}
    assert checked.answers == {**answers(), "rent": 200_000}


def test_checking_twice_changes_nothing(form: Form) -> None:
    once = form.check(answers(about=" Nhiều \r\n dòng\n\n\n\n"), situation=TODAY)
    assert form.check(once.answers, situation=TODAY) == once


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"held_on": "2020-06-10"}, "held_on"),
        ({"held_on": "2020-06-08"}, "held_on"),
        ({"hours": 13}, "hours"),
        ({"hours": 0.25}, "hours"),
        ({"purpose": "war"}, "purpose"),
        ({"needs": ["chairs", "sound", "lights"]}, "needs"),
        ({"car": "29A1-12"}, "car"),
        ({"mail": None}, "mail"),
        ({"truth": None}, "truth"),
        ({"truth": False}, "truth"),
        ({"budget": 100}, "budget"),
        ({"purpose": "show"}, "title"),
        ({"guests": [{"born": "1950-01-01"}]}, "guests-0-name"),
        ({"guests": [{"name": "A"}] * 4}, "guests"),
        ({"guests": [{"name": "A", "born": "2021-01-01"}]}, None),
        ({"host": {"name": "Lan"}}, "host.personal_number"),
        ({"home": {"country": "Lào"}}, "home.line"),
        ({"home": {"country": "Lào", "line": "Viêng Chăn"}}, None),
    ],
)
def test_each_fault_is_told_at_its_field(form: Form, change: dict[str, Any], place: str | None) -> None:
    errors = form.check(answers(**change), situation=TODAY).errors
    if place is None:
        assert not errors or set(errors) == {"guests-0-born"}
    else:
        assert place in errors
        assert errors[place].startswith(("Hãy", "Dự chi"))


def test_a_needed_answer_depends_on_the_channel(form: Form) -> None:
    counter = Situation(today=date(2020, 6, 9), channel="counter")
    assert form.check(answers(mail=None), situation=counter).errors == {}


def test_rows_of_a_table_are_read_calculated_and_shown(form: Form) -> None:
    raw = {
        "guests-0-name": ["Ông Ba"],
        "guests-0-born": ["1/6/1950"],
        "guests-1-name": [""],
        "guests-7-name": ["Bà Tư"],
        "guests-x-name": ["?"],
        "guests-8-colour": ["red"],
    }
    cleaned = form.clean(raw, answers={}, section="what", situation=TODAY)
    assert cleaned.answers["guests"] == [
        {"name": "Ông Ba", "born": "1950-06-01", "age": 70},
        {"name": "Bà Tư"},
    ]
    shown = {item.question: item for item in form.shown(cleaned.answers, situation=TODAY, language="vi")}
    assert shown["guests"].head == ["Tên", "Ngày sinh", "Tuổi"]
    assert shown["guests"].rows == [["Ông Ba", "01/06/1950", "70"], ["Bà Tư", "", ""]]


def test_answers_are_shown_in_words_of_both_languages(form: Form) -> None:
    given = form.check(answers(needs=["sound", "chairs"], hours=1.5), situation=TODAY).answers
    vietnamese = {item.label: item.value for item in form.shown(given, situation=TODAY, language="vi")}
    assert vietnamese["Mượn để làm gì?"] == "Đám cưới"
    assert vietnamese["Tiền thuê"] == "75.000 đ"
    assert vietnamese["Số giờ"] == "1,5 giờ"
    assert vietnamese["Ngày mượn"] == "20/06/2020"
    assert vietnamese["Cần thêm"] == "Ghế\nÂm thanh"
    assert vietnamese["Mượn cho tổ chức?"] == "Không"
    english = {item.label: item.value for item in form.shown(given, situation=TODAY, language="en")}
    assert english["What for?"] == "Wedding"


def test_addresses_are_shown_by_the_names_of_places(form: Form) -> None:
    shown = form.shown(
        answers(), situation=TODAY, language="vi", place={"000.09.32.H26": "Phường Hàng Bạc"}.__getitem__
    )
    person = next(item.value for item in shown if item.question == "host")
    assert "12 phố Hàng Bạc, Phường Hàng Bạc" in person
    assert person.startswith(
        "Số định danh cá nhân: 001192000011\nNguyễn Thị Lan\nNgày sinh: 14/03/1992\nGiới tính: Nữ"
    )


def test_a_page_gives_the_template_all_that_it_needs(form: Form) -> None:
    pages = form.pages({}, situation=TODAY, language="en")
    assert [page["title"] for page in pages] == ["Who borrows", "The event", "Declaration"]
    fields = {field["name"]: field for page in pages for field in page["fields"]}
    assert "company" not in fields and "title" not in fields
    assert fields["purpose"]["look"] == "radio"
    assert [option["label"] for option in fields["purpose"]["options"]] == ["Wedding", "Meeting", "Show"]
    assert fields["purpose"]["help"] == "Choose the main one."
    assert fields["rent"]["computed"]
    assert fields["mail"]["required"], "required online"
    assert fields["hours"]["unit"] == "h"
    assert [part["name"] for part in fields["host"]["fields"]][:2] == ["host.personal_number", "host.name"]
    assert fields["guests"]["may_add"] and len(fields["guests"]["rows"]) == 1


def test_what_was_typed_wrongly_is_shown_again_with_its_error(form: Form) -> None:
    raw = {**WHO, "host.birth_date": ["31/2/1992"], "mobile": ["12"]}
    cleaned = form.clean(raw, answers={}, section="who", situation=TODAY)
    pages = form.pages(cleaned.answers, situation=TODAY, language="vi", raw=raw, errors=cleaned.errors)
    fields = {field["name"]: field for field in pages[0]["fields"]}
    assert fields["mobile"]["value"] == "12"
    assert "số điện thoại" in fields["mobile"]["error"]
    birth = next(part for part in fields["host"]["fields"] if part["name"] == "host.birth_date")
    assert birth["value"] == "31/2/1992"
    assert "lịch" in birth["error"]
    assert pages[0]["has_errors"] and not pages[1]["has_errors"]


def test_what_a_page_shows_can_be_posted_back_unchanged(form: Form) -> None:
    given = form.check(
        answers(guests=[{"name": "A", "born": "1950-06-01"}], budget=1_250_000, hours=2.5), situation=TODAY
    )
    for page in form.pages(given.answers, situation=TODAY, language="vi"):
        raw: dict[str, list[str]] = {}
        for field in page["fields"]:
            _post(field, raw)
        again = form.clean(raw, answers=given.answers, section=page["id"], situation=TODAY)
        assert again.errors == {}
        assert again.answers == given.answers


def _post(field: dict[str, Any], raw: dict[str, list[str]]) -> None:
    for part in [*field.get("fields", ()), *(cell for row in field.get("rows", ()) for cell in row)]:
        _post(part, raw)
    if field.get("fields") or field.get("rows") or field["computed"]:
        return
    if field["kind"] == "declaration":
        raw[field["name"]] = ["yes"] if field["value"] else []
    elif field["options"]:
        raw[field["name"]] = [option["value"] for option in field["options"] if option["chosen"]]
    else:
        value = field["value"]
        raw[field["name"]] = value if isinstance(value, list) else [value]


def test_first_values_come_from_the_profile_with_their_source(form: Form) -> None:
    person = {"name": "Lan", "personal_number": "001192000011"}
    given, used = form.prefill(
        {"profile.person": person, "profile.telephone": "123", "profile.email": "x@y.vn"}
    )
    assert given == {"host": {"personal_number": "001192000011", "name": "Lan"}}
    assert used == {"host": "profile.person"}


def test_the_schema_of_the_answers_accepts_what_the_form_accepts(form: Form) -> None:
    import jsonschema_rs

    validator = jsonschema_rs.Draft202012Validator(answers_schema(form.definition))
    full = form.check(
        answers(guests=[{"name": "A", "born": "1950-06-01"}], needs=["chairs"], about="x", car="29A1-12345"),
        situation=TODAY,
    )
    assert full.errors == {}
    assert validator.is_valid(full.answers)
    assert not validator.is_valid({"purpose": "war"})
    assert not validator.is_valid({"colour": "red"})


def test_equal_definitions_share_one_compiled_form() -> None:
    assert compile_form(example.definition()) is compile_form(example.definition())


def test_two_questions_with_one_id_are_no_form() -> None:
    with pytest.raises(ValueError, match="same id"):
        Form(example.definition(("id: about,", "id: hours,")))


def big_form() -> Definition:
    """80 questions, 40 of them with a condition."""
    questions = []
    for number in range(80):
        kind = ("short_text", "yes_no", "number", "date")[number % 4]
        question: dict[str, Any] = {
            "id": f"q{number}",
            "type": kind,
            "label": f"Câu {number}",
            "required": True,
        }
        if number >= 4 and number % 2 == 0:
            question["show_if"] = {
                "and": [{"var": "q1"}, {"or": [{">": [{"var": "q2"}, number % 7]}, {"!": [{"var": "q0"}]}]}]
            }
        questions.append(question)
    data = example.data()
    sections = [
        {"id": f"s{i}", "title": "Phần", "questions": questions[i * 10 : i * 10 + 10]} for i in range(8)
    ]
    for key in ("cases", "exemptions", "papers"):
        data[key] = []
    for channel in data["channels"].values():
        channel["fees"] = []
    data["form"] = {"sections": sections}
    for step in data["route"]["steps"]:
        step.pop("when", None)
    import json

    return read(json.dumps(data), name="big.yaml")


def test_eighty_questions_with_forty_conditions_take_less_than_ten_milliseconds() -> None:
    form = compile_form(big_form())
    values = {"short_text": "một hai ba", "yes_no": True, "number": 9, "date": "2020-01-01"}
    given = {name: values[ready.question.kind] for name, ready in form.by_id.items()}
    form.check(given, situation=TODAY)
    best = 1.0
    for _ in range(10):
        started = time.perf_counter()
        checked = form.check(given, situation=TODAY)
        form.pages(checked.answers, situation=TODAY, language="vi")
        best = min(best, time.perf_counter() - started)
    assert checked.errors == {}
    assert len(checked.answers) == 80
    assert best < 0.010, f"{best * 1000:.1f} ms"

"""The command, the batch and the sentences."""

import json
from datetime import datetime
from itertools import islice

import pytest

from motcua.worktime import Calendar, ClockError, Extension, Limit, Pause, batch, explain, run
from motcua.worktime.cli import main

OFFICE = [["08:00", "12:00"], ["13:00", "17:00"]]
WEEK = {name: OFFICE for name in ("mon", "tue", "wed", "thu", "fri")}
CALENDAR = {"weekly": {**WEEK, "sat": []}, "off": ["2020-09-02"], "working": {"2020-09-05": OFFICE}}
LINE = {
    "id": "a1",
    "calendar": CALENDAR,
    "from": "2020-06-09T14:30",
    "limit": {"working_days": 3, "counting": "to_the_hour"},
    "cutoff": "15:00",
    "pauses": [{"cause": "supplement", "from": "2020-06-10T09:00", "to": "2020-06-12T10:00"}],
}
ANSWER = {
    "id": "a1",
    "starts_at": "2020-06-09T14:30",
    "legal_due_at": "2020-06-17T10:00",
    "indicator_due_at": "2020-06-16T15:30",
}


def answered(*lines: object) -> list[dict]:
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return [json.loads(answer) for answer in batch.answers(raw)]


def test_the_worked_example_of_the_batch_is_exact():
    assert list(batch.answers([json.dumps(LINE).encode() + b"\n"])) == [json.dumps(ANSWER)]


def test_cutoff_and_pauses_may_be_missing_and_an_open_pause_has_no_due_moment():
    bare = {key: LINE[key] for key in ("id", "calendar", "from", "limit")}
    assert answered(bare)[0]["legal_due_at"] == "2020-06-12T14:30"
    assert answered({**bare, "cutoff": None, "pauses": []})[0]["legal_due_at"] == "2020-06-12T14:30"
    (paused,) = answered({**LINE, "pauses": [{"cause": "payment", "from": "2020-06-10T09:00", "to": None}]})
    assert (paused["legal_due_at"], paused["paused_since"]) == (None, "2020-06-10T09:00")


def test_a_line_without_a_calendar_has_the_default_one():
    assert answered({key: LINE[key] for key in LINE if key != "calendar"}) == [ANSWER]


def test_a_line_that_cannot_be_computed_says_so_and_the_rest_goes_on():
    wrong = [
        b"{not json",
        b"[]",
        b'{"id": "\xff"}',
        b"[" * 100_000,
        {"id": 2},
        {**LINE, "from": "2020-06-09"},
        {**LINE, "from": "2020-06-09T14:30+07:00"},
        {**LINE, "limit": {"weeks": 1}},
        {**LINE, "limit": [3]},
        {**LINE, "cutoff": 15},
        {**LINE, "calendar": []},
        {**LINE, "calendar": "@"},
        {**LINE, "calendar": {"weekly": {}}},
        {**LINE, "pauses": {"cause": "supplement"}},
        {**LINE, "pauses": [{"cause": "supplement", "to": "2020-06-12T10:00"}]},
        {**LINE, "pauses": [{"cause": ["supplement"], "from": "2020-06-10T09:00"}]},
        {**LINE, "extension": {"at": "2020-06-10T09:00"}},
    ]
    answers = answered(*wrong, LINE)
    assert answers[-1] == ANSWER
    assert all(set(answer) == {"id", "error"} and answer["error"] for answer in answers[:-1])
    assert [answer["id"] for answer in answers[:6]] == [None, None, None, None, 2, "a1"]


def test_a_calendar_elsewhere_in_the_line_is_not_mistaken_for_its_own():
    assert answered({"note": {"calendar": {"weekly": {}}}, **LINE}) == [ANSWER]
    assert answered({**LINE, "note": {"calendar": {"weekly": {}}}}) == [ANSWER]
    assert answered({**LINE, 'x"calendar': {"weekly": {}}}) == [ANSWER]
    assert answered({**LINE, "id": '"calendar": {'})[0]["id"] == '"calendar": {'


def test_blank_lines_and_a_byte_order_mark_are_passed_over():
    assert answered(b"\xef\xbb\xbf" + json.dumps(LINE).encode(), b"\n", LINE) == [ANSWER, ANSWER]


def test_a_long_batch_is_answered_in_order_and_without_reading_all_of_it_first():
    lines = (json.dumps({**LINE, "id": number}).encode() for number in range(10**9))
    answers = [json.loads(answer) for answer in islice(batch.answers(lines), 5000)]
    assert answers == [{**ANSWER, "id": number} for number in range(5000)]


def test_the_command_answers_a_file(tmp_path, capsys):
    file = tmp_path / "lines.jsonl"
    file.write_text(json.dumps(LINE) + "\nnonsense\n")
    assert main(["--batch", str(file)]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert json.loads(first) == ANSWER
    assert json.loads(second)["id"] is None


def test_the_command_prints_the_due_moment_and_the_explanation(capsys):
    asked = ["--from", "2020-06-09T14:30", "--limit", "working_days=3"]
    assert main([*asked, "--pause", "supplement:2020-06-10T09:00/2020-06-12T10:00", "--cutoff", "15:00"]) == 0
    said = capsys.readouterr().out
    assert "Hạn trả kết quả: 17/06/2020 10:00\n" in said
    assert "Hạn theo bộ chỉ số (Quyết định 766/QĐ-TTg): 16/06/2020 15:30\n" in said
    assert "Thứ Ba 09/06/2020: tính 2 giờ 30 phút (14:30–17:00).\n" in said
    assert main([*asked, "--counting", "whole_days", "--lang", "en"]) == 0
    assert "Due: 12/06/2020 17:00, the close of that day." in capsys.readouterr().out


def test_the_command_reads_a_calendar_and_an_extension(tmp_path, capsys):
    file = tmp_path / "calendar.json"
    file.write_text(json.dumps(CALENDAR))
    assert main(
        ["--from", "2020-09-01T09:00", "--limit", "days=1", "--calendar", str(file),
         "--extend", "2020-09-01T10:00/2020-09-05T17:00"]
    ) == 0  # fmt: skip
    assert "Hạn trả kết quả: 05/09/2020 17:00\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    "asked",
    [
        [],
        ["--from", "2020-06-09T14:30", "--limit", "working_days"],
        ["--from", "2020-06-09T14:30", "--limit", "at_once", "--counting", "whole_days"],
        ["--from", "today", "--limit", "days=1"],
        ["--from", "2020-06-09T14:30", "--limit", "days=1", "--pause", "payment"],
        ["--from", "2020-06-09T14:30", "--limit", "days=1", "--extend", "2020-06-09T14:30"],
        ["--batch", "/nowhere/lines.jsonl"],
    ],
)
def test_what_the_command_cannot_compute_it_says_on_standard_error(asked: list[str], capsys):
    assert main(asked) == 2
    assert capsys.readouterr().err.startswith("motcua clock: ")


# Said aloud


def sentences(start: str, limit: dict, *pauses: Pause, language: str = "vi", **more) -> list[str]:
    named = Calendar.from_dict({**CALENDAR, "off": {"2020-09-02": "Quốc khánh"}})
    begun = datetime.fromisoformat(start)
    return explain(
        run(calendar=named, start=begun, limit=Limit.from_dict(limit), pauses=pauses, **more), language
    )


def test_the_start_and_what_moved_it_are_said():
    said = sentences("2020-09-02T09:00", {"hours": 8})[0]
    assert said == (
        "Hồ sơ được tiếp nhận lúc 02/09/2020 09:00, là ngày nghỉ (Quốc khánh): "
        "thời hạn tính từ đầu ngày làm việc tiếp theo, 03/09/2020 08:00."
    )
    for start, word in (
        ("09T15:00", "giờ chốt"),
        ("09T12:30", "giờ nghỉ"),
        ("09T07:00", "trước giờ"),
        ("09T18:00", "sau giờ"),
    ):
        assert word in sentences(f"2020-06-{start}", {"hours": 8}, cutoff="15:00")[0]


def test_each_day_used_and_each_holiday_met_is_said():
    assert sentences("2020-09-01T15:00", {"working_days": 3})[2:] == [
        "Thứ Ba 01/09/2020: tính 2 giờ (15:00–17:00).",
        "Thứ Tư 02/09/2020: nghỉ (Quốc khánh), không tính.",
        "Từ thứ Năm 03/09/2020 đến thứ Sáu 04/09/2020: 2 ngày làm việc, tính 16 giờ.",
        "Thứ Bảy 05/09/2020 là ngày làm bù: tính 6 giờ (08:00–12:00, 13:00–15:00).",
        "Hạn trả kết quả: 05/09/2020 15:00.",
    ]
    whole = sentences("2020-09-01T15:00", {"working_days": 3, "counting": "whole_days"})
    assert "Thứ Tư 02/09/2020: nghỉ (Quốc khánh), không tính." in whole
    assert "Thứ Bảy 05/09/2020 là ngày làm bù: ngày làm việc thứ 3." in whole


def test_months_of_days_do_not_fill_pages():
    for limit in ({"working_days": 120}, {"working_days": 120, "counting": "whole_days"}):
        assert len(sentences("2020-06-09T15:00", limit)) < 12


def test_an_off_day_that_moves_the_due_date_is_said():
    said = sentences("2020-08-31T15:00", {"days": 2})
    assert (
        "Thứ Tư 02/09/2020 là ngày nghỉ (Quốc khánh), nên hạn chuyển sang ngày làm việc tiếp theo, "
        "thứ Năm 03/09/2020." in said
    )


def test_each_pause_is_said_with_its_cause_and_what_it_did():
    began, ended = datetime(2020, 6, 10, 9), datetime(2020, 6, 12, 10)
    pauses = {
        "còn 6 giờ": ({"hours": 8}, "payment"),
        "tính lại từ đầu từ 12/06/2020 10:00": ({"hours": 8}, "supplement"),
        "lùi 2 ngày, từ": ({"days": 5}, "opinion"),
        "lùi 2 ngày làm việc, từ": ({"working_days": 5, "counting": "whole_days"}, "linked"),
        "quá hạn": ({"hours": 1}, "inspection"),
    }
    for words, (limit, cause) in pauses.items():
        said = sentences("2020-06-09T16:00", limit, Pause(cause, began, ended))
        assert any(
            words in sentence and sentence.startswith("Tạm dừng từ 10/06/2020 09:00") for sentence in said
        ), said
    said = sentences("2020-06-09T16:00", {"hours": 8}, Pause("force_majeure", began, None))
    assert said[-1].startswith("Tạm dừng từ 10/06/2020 09:00 đến nay: sự kiện bất khả kháng.")


def test_an_extension_and_the_indicators_own_way_are_said_in_english_too():
    extension = Extension(datetime(2020, 6, 10, 9), datetime(2020, 6, 19, 17))
    said = sentences("2020-06-09T16:00", {"hours": 8}, language="en", extension=extension)
    assert any("a leader extended it" in sentence for sentence in said)
    pause = Pause("supplement", datetime(2020, 6, 10, 9), datetime(2020, 6, 12, 10))
    said = sentences("2020-06-09T16:00", {"hours": 8}, pause, language="en")
    assert any("Decision 766" in sentence for sentence in said)


def test_another_language_is_refused():
    with pytest.raises(ClockError, match="language"):
        sentences("2020-06-09T16:00", {"hours": 8}, language="fr")

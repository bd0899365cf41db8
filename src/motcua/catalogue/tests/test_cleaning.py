from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from motcua.catalogue import cleaning
from motcua.catalogue.cleaning import Wrong


@pytest.fixture(autouse=True)
def _in_vietnamese() -> Any:
    with translation.override("vi"):
        yield


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12", 12),
        ("1.250", 1250),
        ("1.250,5", 1250.5),
        ("12,50", 12.5),
        ("12.5", 12.5),
        ("0.125", 0.125),
        ("0,125", 0.125),
        ("-3,5", -3.5),
        ("1 250", 1250),
        ("1\u00a0250", 1250),
        ("1.250.000", 1250000),
        ("007", 7),
        ("12,0", 12),
    ],
)
def test_numbers_are_read_as_they_are_written_in_viet_nam(typed: str, kept: float) -> None:
    assert cleaning.number(typed, decimals=3) == kept


@pytest.mark.parametrize(
    "typed", ["", "x", "1,2,3", "1.25,5", "1e3", "12a", "--1", "٣", "1" * 31, "NaN", "Infinity", ",5"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Wrong, match="Hãy nhập"):
        cleaning.number(typed, decimals=3)


def test_more_decimals_than_asked_for_are_refused() -> None:
    with pytest.raises(Wrong, match="số nguyên"):
        cleaning.number("1,5", decimals=0)
    with pytest.raises(Wrong, match="2 chữ số"):
        cleaning.number("1,555", decimals=2)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1.250.000", 1_250_000),
        ("1250000", 1_250_000),
        ("1 250 000 đ", 1_250_000),
        ("1,250,000 VND", 1_250_000),
        ("0", 0),
        ("8.000 đồng", 8_000),
    ],
)
def test_money_is_whole_dong(typed: str, kept: int) -> None:
    assert cleaning.money(typed) == kept


@pytest.mark.parametrize("typed", ["", "đ", "1,5", "1.25", "1.250,000", "12 3", "9" * 20, "$5"])
def test_what_is_no_money_is_refused(typed: str) -> None:
    with pytest.raises(Wrong):
        cleaning.money(typed)


@pytest.mark.parametrize("typed", ["09/06/2020", "9/6/2020", "9-6-2020", "9.6.2020", "2020-06-09"])
def test_a_date_is_read_day_first(typed: str) -> None:
    assert cleaning.day(typed) == "2020-06-09"


@pytest.mark.parametrize(
    "typed",
    ["", "31/2/2020", "9/6/20", "6/31/2020", "2020/06/09", "0/1/2020", "1/1/0001", "1/1/9999", "hôm nay"],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(Wrong, match="Hãy"):
        cleaning.day(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912 345 678", "+84912345678"),
        ("(024) 3825 3536", "+842438253536"),
        ("+84 912345678", "+84912345678"),
        ("+33 1 42 68 53 00", "+33142685300"),
    ],
)
def test_a_telephone_number_is_vietnamese_unless_it_says_otherwise(typed: str, kept: str) -> None:
    assert cleaning.telephone(typed) == kept


@pytest.mark.parametrize("typed", ["", "12", "0912", "abc", "1" * 60, "+999 1"])
def test_what_is_no_telephone_number_is_refused(typed: str) -> None:
    with pytest.raises(Wrong):
        cleaning.telephone(typed)


def test_a_personal_number_agrees_with_year_of_birth_and_sex() -> None:
    assert cleaning.personal_number("001 192 000011", birth_date="1992-03-14", sex="female") == "001192000011"
    assert cleaning.personal_number("001205000011", birth_date="2005-01-01", sex="male") == "001205000011"
    with pytest.raises(Wrong, match="năm sinh"):
        cleaning.personal_number("001192000011", birth_date="2092-03-14")
    with pytest.raises(Wrong, match="giới tính"):
        cleaning.personal_number("001192000011", sex="male")


@pytest.mark.parametrize(
    "typed", ["", "12345678901", "1234567890123", "00119200001a", "000192000011", "٠٠١١٩٢٠٠٠٠١١"]
)
def test_what_is_no_personal_number_is_refused(typed: str) -> None:
    with pytest.raises(Wrong):
        cleaning.personal_number(typed)


def test_a_tax_code_is_checked_by_its_digit() -> None:
    assert cleaning.tax_code("0100 109 106") == "0100109106"
    assert cleaning.tax_code("0100109106-001") == "0100109106001"
    assert cleaning.tax_code("001192000011") == "001192000011", (
        "a household business may have a person's number"
    )
    for wrong in ("0100109107", "1", "", "x"):
        with pytest.raises(Wrong):
            cleaning.tax_code(wrong)


@pytest.mark.parametrize(
    ("amount", "read"),
    [
        (1_250_000, "1.250.000"),
        (0, "0"),
        (-1_500, "-1.500"),
        (12.5, "12,5"),
        (-0.5, "-0,5"),
        (-1234.25, "-1.234,25"),
        (3.0, "3"),
    ],
)
def test_numbers_are_shown_as_they_are_read(amount: float, read: str) -> None:
    assert cleaning.grouped(amount) == read


@pytest.mark.parametrize(
    ("clean", "wrong"),
    [(cleaning.email, "x"), (cleaning.email, "a@b"), (cleaning.passport, "!!"), (cleaning.passport, "1")],
)
def test_addresses_and_passports_are_looked_at(clean: Callable[[str], str], wrong: str) -> None:
    with pytest.raises(Wrong, match="Hãy"):
        clean(wrong)

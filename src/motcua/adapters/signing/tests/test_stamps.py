from datetime import date, datetime, timedelta, timezone

import pytest

from motcua.adapters.signing.ink import EVERYTHING, ink
from motcua.adapters.signing.stamps import (
    Box,
    date_text,
    line_of_text,
    number_text,
    seal_stamp,
    when_text,
)


def test_the_ink_has_every_vietnamese_letter():
    letters = ink()
    assert [letter for letter in EVERYTHING if letter not in letters.codes] == []
    assert letters.width("ưƠ", size=10) > 5


def test_a_letter_that_no_name_needs_shows_as_a_sign():
    assert ink().code("漢") == ink().code("#")


def test_letters_in_pieces_are_put_together_first():
    whole = line_of_text("Số", box=Box(100, 14), ink=ink(), font="F")
    assert line_of_text("So\u0302\u0301", box=Box(100, 14), ink=ink(), font="F") == whole


def test_texts_are_written_as_administrative_documents_write_them():
    assert number_text("12/QĐ-UBND") == "Số: 12/QĐ-UBND"
    assert date_text(date(2020, 1, 2), place="Hà Nội") == "Hà Nội, ngày 02 tháng 01 năm 2020"
    at = datetime(2020, 6, 9, 14, 5, 6, tzinfo=timezone(timedelta(hours=7)))
    assert when_text(at) == "09/06/2020 14:05:06 +07:00"


@pytest.mark.parametrize("name", ["UBND", "Ủy ban nhân dân " + "thành phố Hà Nội " * 14])
def test_a_seal_with_any_name_stays_inside_its_field(name):
    at = datetime(2020, 6, 9, 14, 5, 6, tzinfo=timezone(timedelta(hours=7)))
    look = seal_stamp(name, number="1/GP", at=at, box=Box(94, 94), ink=ink(), font="F").decode()
    heights = [float(line.split()[8]) for line in look.splitlines() if " Tm " in line]
    assert len(heights) >= 4
    assert min(heights) > 0 and max(heights) < 94

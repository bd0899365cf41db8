import pytest

from conftest import MONDAY, on
from motcua.base.models import Counter
from motcua.dossiers import codes
from motcua.dossiers.codes import next_code, tidy
from motcua.organisation import queries as organisation
from tests.at_once import at_once


def test_a_code_is_the_unit_the_day_and_a_serial_of_that_day(ward, db):
    assert next_code(ward, at=MONDAY) == "000.09.32.H26-200608-0001"
    assert next_code(ward, at=MONDAY) == "000.09.32.H26-200608-0002"
    assert next_code(ward, at=on(9, 8)) == "000.09.32.H26-200609-0001"
    assert next_code(organisation.by_code("000.05.32.H26"), at=MONDAY) == "000.05.32.H26-200608-0001"


def test_the_day_is_hanois_day(ward, db):
    from datetime import UTC, datetime

    assert next_code(ward, at=datetime(2020, 6, 8, 17, 30, tzinfo=UTC)).startswith("000.09.32.H26-200609-")


def test_a_very_busy_day_grows_past_four_digits(ward, db):
    Counter.objects.create(series="dossier:000.09.32.H26:2020-06-08", value=9998)

    assert next_code(ward, at=MONDAY) == "000.09.32.H26-200608-9999"
    assert next_code(ward, at=MONDAY) == "000.09.32.H26-200608-10000"
    assert tidy("000.09.32.H26-200608-10000")


def test_the_other_pattern_reverses_the_unit_and_has_seven_digits(ward, db, settings):
    settings.CODE_PATTERN = "qd20"

    assert next_code(ward, at=MONDAY) == "H26.32.09-20200608-0000001"


def test_eight_at_once_get_eight_different_codes(committed, ward):
    found = at_once(*[lambda: next_code(ward, at=MONDAY)] * 8)

    assert sorted(found) == [f"000.09.32.H26-200608-{n:04d}" for n in range(1, 9)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("000.09.32.H26-200608-0001", "000.09.32.H26-200608-0001"),
        (" 000.09.32.h26 - 200608 - 0001 \n", "000.09.32.H26-200608-0001"),
        ("g09.20-20260609-0092637", "G09.20-20260609-0092637"),
        ("000.00.14.H20-200703-0002", "000.00.14.H20-200703-0002"),
        ("", ""),
        ("0001", ""),
        ("000.09.32.H26-200608-001", ""),
        ("000.09.32.H26-200608-0001'--", ""),
        ("A" * 200 + "-200608-0001", ""),
    ],
)
def test_a_code_is_read_as_people_type_it(typed, meant):
    assert tidy(typed) == meant


def test_no_code_is_ever_parsed_for_its_meaning():
    assert not [name for name in dir(codes) if name.startswith(("parse", "unit_of", "day_of"))]


def test_the_code_of_a_dossier_that_was_not_sent_is_given_to_the_next(apply, cast, ward):
    from motcua import casework
    from motcua.base.refusals import Invalid
    from motcua.dossiers import queries

    empty, whole = apply(), apply()
    casework.save(dossier_id=empty, changes={"answers": {}}, saves=None, by=cast.lan, at=MONDAY)
    with pytest.raises(Invalid):
        casework.submit(dossier_id=empty, unit_id=ward.pk, address="", by=cast.lan, at=MONDAY, key="a")
    casework.submit(dossier_id=whole, unit_id=ward.pk, address="", by=cast.lan, at=MONDAY, key="b")

    assert queries.one(cast.lan, whole).code.endswith("-0001")

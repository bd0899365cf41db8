from datetime import date

import pytest
from django.db import IntegrityError, transaction

from conftest import MONDAY
from motcua.base.ids import new_id
from motcua.base.refusals import NotThere
from motcua.organisation import queries
from motcua.organisation.commands import vietnamese_order
from motcua.organisation.models import CalendarVersion, Unit

CITY, DEPARTMENT, DISTRICT, WARD = "000.00.00.H26", "000.00.12.H26", "000.00.32.H26", "000.09.32.H26"


def refuses(name, make):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make()


def unit(**values):
    return Unit.objects.create(
        **{
            "code": "X.1",
            "name": "x",
            "authority": "x",
            "level": "commune",
            "kind": "ward",
            "since_date": "2020-01-01",
            **values,
        }
    )


def test_a_code_means_one_unit_at_a_time(db):
    unit()
    refuses("unit_code_means_one_unit_at_a_time", unit)


def test_a_unit_ends_after_it_begins(db):
    refuses("unit_ends_after_it_begins", lambda: unit(until_date="2020-01-01"))


def test_a_unit_has_a_known_level(db):
    refuses("unit_has_a_known_level", lambda: unit(level="province"))


def test_a_calendar_version_is_loaded_once(ward):
    known = queries.calendar_of(ward.pk, on=MONDAY.date())

    refuses(
        "calendar_version_is_loaded_once",
        lambda: CalendarVersion.objects.create(
            unit_id=known.unit_id, digest=known.digest, effective_date="2020-01-01", hours={}, loaded_at=MONDAY
        ),
    )


def test_from_a_ward_up_to_the_city(ward):
    assert [u.code for u in queries.parents(ward)] == [WARD, DISTRICT, CITY]


def test_below_a_district_are_its_wards_and_nobody_elses(db):
    below = queries.below([queries.by_code(DISTRICT).pk])

    assert queries.by_code(WARD).pk in below and queries.by_code(DISTRICT).pk in below
    assert queries.by_code(DEPARTMENT).pk not in below and queries.by_code(CITY).pk not in below
    beside = queries.of_level("district", parent=queries.by_code(DISTRICT).pk)  # police and social insurance
    wards = queries.of_level("commune", parent=queries.by_code(DISTRICT).pk)
    assert len(below) == 1 + len(beside) + len(wards) == 1 + 2 + 18


def test_a_unit_that_was_dissolved_is_still_seen_from_above(ward):
    old = unit(parent=queries.by_code(DISTRICT), until_date="2020-02-01")
    queries.forget()

    assert old.pk in queries.below([queries.by_code(DISTRICT).pk])
    assert old not in queries.of_level("commune")
    assert queries.by_code("X.1", on=date(2020, 1, 15)).pk == old.pk
    with pytest.raises(NotThere):
        queries.by_code("X.1")
    with pytest.raises(NotThere):
        queries.by_code("X.1", on=date(2020, 2, 1))


def test_who_asks_for_a_unit_that_does_not_exist_is_told_so(db):
    with pytest.raises(NotThere):
        queries.unit(new_id())
    with pytest.raises(NotThere):
        queries.by_code("no such code")


def test_a_ward_without_a_calendar_has_the_citys(ward):
    assert queries.calendar_of(ward.pk, on=MONDAY.date()).unit.code == CITY


def test_its_own_calendar_goes_before_the_citys_from_its_day_on(ward):
    hours = queries.calendar_of(ward.pk, on=MONDAY.date()).hours
    own = CalendarVersion.objects.create(
        unit=ward, effective_date="2020-06-09", hours={**hours, "off": {}}, digest="x", loaded_at=MONDAY
    )
    queries.forget()

    assert queries.calendar_of(ward.pk, on=date(2020, 6, 9)) == own
    assert queries.calendar_of(ward.pk, on=date(2020, 6, 8)) != own


def test_before_the_first_calendar_no_date_can_be_promised(ward):
    with pytest.raises(NotThere):
        queries.calendar_of(ward.pk, on=date(1999, 1, 1))


def test_the_name_of_a_unit_by_either_of_its_codes(ward):
    assert queries.name_of(ward.code) == queries.name_of(ward.gso_code) == ward.name
    assert queries.name_of("999999999") == "999999999"


def test_units_are_kept_for_a_while_and_forgotten_when_told(db):
    queries.of_level("city")
    Unit.objects.filter(code=WARD).update(name="Đổi tên")

    assert queries.by_code(WARD).name != "Đổi tên"
    queries.forget()
    assert queries.by_code(WARD).name == "Đổi tên"


@pytest.mark.parametrize(
    "names",
    [
        # The alphabet: a ă â b c d đ e ê g … o ô ơ … u ư.
        ["An", "Ăn", "Ân", "Ba", "Da", "Đa", "En", "Ên", "On", "Ôn", "Ơn", "Un", "Ưn", "Yn"],
        # The marks, when the letters are the same: none, huyền, hỏi, ngã, sắc, nặng.
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        # Letters go before marks: a different letter later weighs more than a mark earlier.
        ["bà Ba", "ba Da"],
        ["Hàng Bạc", "Hàng Bài", "Hàng Bồ", "Hàng Bông", "Hàng Buồm", "Hàng Đào", "Hàng Gai", "Hàng Mã", "Hàng Trống"],
        ["Phường 2", "Phường Âu"],
    ],
    ids=["letters", "marks", "letters before marks", "Hoàn Kiếm", "digits before letters"],
)
def test_names_come_in_the_order_of_the_vietnamese_alphabet(names):
    assert sorted(reversed(names), key=vietnamese_order) == names


def test_composed_or_not_a_name_has_one_place():
    import unicodedata

    for name in ("Hàng Bạc", "Đống Đa", "Ô Chợ Dừa"):
        assert vietnamese_order(unicodedata.normalize("NFD", name)) == vietnamese_order(name)
        assert vietnamese_order(name.upper()) == vietnamese_order(name.lower())


def test_the_wards_of_a_district_are_offered_in_that_order(db):
    names = [u.name for u in queries.of_level("commune", parent=queries.by_code(DISTRICT).pk)]

    assert names.index("Phường Hàng Bạc") < names.index("Phường Hàng Đào") < names.index("Phường Tràng Tiền")
    assert names == sorted(names, key=vietnamese_order)

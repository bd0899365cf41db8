from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from conftest import on
from motcua import casework
from motcua.base.refusals import NotThere
from motcua.registers import queries
from motcua.registers.models import Register, Registration
from motcua.registers.validity import Standing, last_day, standing
from motcua.results import queries as results

TODAY = date(2020, 6, 12)
OPEN = "diem-tro-choi"


def validity(days=None, months=None, years=None):
    return SimpleNamespace(days=days, months=months, years=years)


@pytest.mark.parametrize(
    ("issued", "held", "last"),
    [
        (date(2020, 6, 10), validity(years=1), date(2021, 6, 10)),
        (date(2020, 2, 29), validity(years=1), date(2021, 2, 28)),
        (date(2020, 1, 31), validity(months=1), date(2020, 2, 29)),
        (date(2020, 12, 15), validity(months=14), date(2022, 2, 15)),
        (date(2020, 6, 10), validity(days=30), date(2020, 7, 10)),
        (date(2020, 6, 10), validity(), None),
        (date(2020, 6, 10), None, None),
    ],
)
def test_a_term_ends_on_the_same_day_of_its_last_month(issued, held, last):
    assert last_day(issued, held) == last


@pytest.mark.parametrize(
    ("until", "ended", "replaced", "is_now"),
    [
        (None, None, False, Standing.IN_FORCE),
        (TODAY, None, False, Standing.IN_FORCE),
        (TODAY - timedelta(days=1), None, False, Standing.EXPIRED),
        (TODAY, None, True, Standing.REPLACED),
        (TODAY, on(9, 9), True, Standing.ENDED),
    ],
)
def test_what_a_line_is_today_follows_from_its_dates(until, ended, replaced, is_now):
    line = SimpleNamespace(valid_until_date=until, ended_at=ended)
    assert standing(line, today=TODAY, replaced=replaced) == is_now


def test_the_registers_of_the_pack_are_loaded_and_only_a_verified_law_opens_one(db):
    assert queries.public(OPEN).law.startswith("NĐ 72/2013")
    assert queries.register("ho-tich").public is False
    with pytest.raises(NotThere):
        queries.public("ho-tich")
    with pytest.raises(IntegrityError, match="a_register_is_public_by_a_verified_law"), transaction.atomic():
        Register.objects.filter(pk="ho-tich").update(public=True)


def test_what_is_issued_is_entered_under_its_own_number_and_struck_off_when_revoked(sealed, cast):
    """Guardianship is kept in the register of civil status."""
    (line,) = queries.of_holder(cast.lan)
    assert (line.register, line.issued_date) == ("ho-tich", date(2020, 6, 8))
    assert line.number == results.running(sealed).number and line.id == results.running(sealed).id

    casework.ask_revocation(dossier_id=sealed, reason="Sai tên.", by=cast.minh, at=on(9, 9), key="a")
    casework.revoke(dossier_id=sealed, reason="Sai tên.", by=cast.hung, at=on(9, 10), key="r")
    (line,) = queries.of_holder(cast.lan)
    assert queries.stands(line, today=TODAY) == Standing.ENDED and line.ended_why == "Sai tên."


def test_a_refusal_is_entered_nowhere(taken, cast):
    casework.propose(dossier_id=taken, outcome="refused", content="Thiếu.", by=cast.minh, at=on(8, 14), key="propose")
    casework.approve(dossier_id=taken, by=cast.hung, at=on(8, 15), key="approve")
    casework.sign(dossier_id=taken, by=cast.hung, at=on(8, 15), key="sign")
    casework.seal(dossier_id=taken, by=cast.thu, at=on(8, 16), key="seal")

    assert queries.of_holder(cast.lan) == []


def test_nothing_is_struck_off_without_a_reason(entered):
    with pytest.raises(IntegrityError, match="nothing_is_struck_off_without_a_reason"), transaction.atomic():
        Registration.objects.filter(id=entered.id).update(ended_at=on(9, 9))


def test_a_registration_ends_after_it_begins(entered):
    with pytest.raises(IntegrityError, match="a_registration_ends_after_it_begins"), transaction.atomic():
        Registration.objects.filter(id=entered.id).update(valid_until_date=date(2020, 1, 1))


@pytest.mark.parametrize("day", [date(2020, 5, 1), date(2020, 7, 2)])
def test_too_early_or_too_late_nobody_is_reminded(entered, day):
    assert list(queries.to_remind(today=day)) == []

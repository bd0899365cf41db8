import pytest

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import Invalid, KeyReused, NotAllowed, OutOfOrder
from motcua.casework.tests.queueing import OTHER, draw, ticket
from motcua.reception.models import Ticket
from tests.at_once import at_once


def test_numbers_count_from_one_in_each_series_day_and_unit(ward, cast):
    from motcua.organisation import queries as organisation

    other = organisation.by_code("000.05.32.H26")
    found = [ticket(draw(*a, **k)) for a, k in [
        ((ward,), {}), ((ward,), {}), ((ward,), {"field": OTHER}), ((ward,), {"at": on(9, 8)}), ((other,), {}),
    ]]  # fmt: skip
    assert [t.number for t in found] == [1, 2, 1, 1, 1]
    assert found[0].series != found[2].series
    assert str(found[1]) == f"{found[1].series}002"


def test_an_officer_draws_for_somebody_and_others_do_not(ward, cast):
    assert ticket(draw(ward, by=cast.hoa)).number == 1
    for name in ("lan", "minh", "khanh", "quang"):
        with pytest.raises(NotAllowed):
            draw(ward, by=getattr(cast, name))
    assert Ticket.objects.count() == 1
    assert ticket(draw(ward)).number == 2


def test_an_unknown_field_has_no_numbers(ward):
    with pytest.raises(Invalid):
        draw(ward, field="nothing")


def test_after_the_day_is_closed_no_number_is_given(ward, cast):
    draw(ward)
    casework.close_room(subject_id=ward.pk, by=cast.hoa, at=on(8, 17), key="k")
    with pytest.raises(OutOfOrder):
        draw(ward, at=on(8, 17, 5))
    assert ticket(draw(ward, at=on(9, 8))).number == 1


def test_the_same_tap_twice_gives_one_number(ward):
    assert draw(ward, key="k") == draw(ward, key="k")
    with pytest.raises(KeyReused):
        draw(ward, key="k", field=OTHER)
    assert Ticket.objects.count() == 1


def test_nothing_is_left_of_a_number_when_the_last_step_fails(ward, monkeypatch):
    from motcua.base.models import Counter
    from motcua.reception import commands

    real = commands._ticket_step

    def then_dark(*args, **kwargs):
        real(*args, **kwargs)
        raise RuntimeError("the lights went out")

    with monkeypatch.context() as patch:
        patch.setattr(commands, "_ticket_step", then_dark)
        with pytest.raises(RuntimeError):
            draw(ward)
    assert not Counter.objects.filter(series__startswith="ticket:").exists()
    assert ticket(draw(ward)).number == 1


def test_eight_taps_at_once_give_eight_numbers_without_a_gap(committed, cast, ward):
    answers = at_once(*[lambda: casework.draw(
        subject_id=ward.pk, field="ho-tich", by=cast.hoa, at=on(8, 8), key=""
    ) for _n in range(8)])  # fmt: skip
    assert all(isinstance(a, Done) for a in answers)
    assert sorted(Ticket.objects.values_list("number", flat=True)) == list(range(1, 9))

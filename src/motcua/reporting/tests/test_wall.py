"""Each figure on the wall is a count by hand, and the list behind it is as long as the figure."""

from collections import Counter
from datetime import timedelta

import pytest

from conftest import MONDAY, on
from motcua import casework, worktime
from motcua.dossiers import clock
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import IN_SETTLEMENT, State
from motcua.dossiers.models import ClockEvent, Dossier
from motcua.organisation import queries as organisation
from motcua.reporting import wall

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(apply, cast, ward):
    """A week of dossiers in every condition that the wall knows."""
    def sent(n, at=MONDAY):
        draft = apply(at=at)
        casework.submit(dossier_id=draft, unit_id=ward.pk, address="", by=cast.lan, at=at, key=f"s{n}")
        return draft

    made = [sent(n) for n in range(8)]
    for n, one in enumerate(made[2:]):
        casework.receive(dossier_id=one, by=cast.hoa, at=on(8, 10 if n < 4 else 12, 15), key=f"r{n}")
    for n, one in enumerate(made[4:]):
        casework.take(dossier_id=one, by=cast.minh, at=on(8, 14, n), key=f"t{n}")
    item = [{"paper": "identity_paper", "reason": "mờ"}]
    casework.ask(dossier_id=made[4], items=item, reason="Chụp lại", by=cast.minh, at=on(9, 9), key="ask")
    casework.charge(dossier_id=made[5], amount_vnd=5000, reason="Nộp thuế", by=cast.minh, at=on(9, 9), key="charge")
    Dossier.objects.filter(pk=made[7]).update(requests=2)
    return made


def by_hand(now):
    """Row by row in Python, from what is kept."""
    found = Counter()
    for one in Dossier.objects.all():
        if one.state == State.SUBMITTED:
            found["waiting"] += 1
        if one.state not in IN_SETTLEMENT:
            continue
        found["open"] += 1
        found["asked_twice"] += one.requests > 1
        day = clock.local(one.received_at).date()
        calendar = organisation.hours(organisation.calendar_at(one.receiving_unit_id, day))
        found["after_hours"] += not worktime.is_working_moment(calendar, clock.local(one.received_at))
        if one.paused_at is not None:
            found["paused"] += 1
            found[ClockEvent.objects.filter(dossier=one, kind="pause").order_by("-seq").first().data["cause"]] += 1
        elif one.due_at < now:
            found["late"] += 1
        elif clock.local(one.due_at).date() == clock.local(now).date():
            found["due_today"] += 1
    return found


@pytest.mark.parametrize("now", [on(8, 16), on(11, 8), on(11, 11), on(15, 9)])
def test_each_figure_agrees_with_a_count_by_hand(city, ward, now):
    scope, counted = organisation.below([ward.pk]), by_hand(now)
    found = wall.wall(scope, now=now)

    assert found.total == {name: counted[name] for name in wall.FIGURES}
    assert found.causes == {"supplement": counted["supplement"], "payment": counted["payment"]}
    assert sum(counted.values()) > 0
    assert sum(counted[name] > 0 for name in ("waiting", "open", "paused", "asked_twice", "after_hours")) == 5


@pytest.mark.parametrize("figure", wall.FIGURES)
def test_the_list_behind_a_figure_is_as_long_as_the_figure(city, ward, figure):
    scope, now = organisation.below([ward.pk]), on(11, 11)
    found = wall.wall(scope, now=now)

    assert wall.behind(figure, scope, now=now).count() == found.total[figure]
    for person, figures in found.people.items():
        behind = wall.behind(figure, scope, now=now, person=person, nobody=person is None)
        assert behind.count() == figures[figure]
    for procedure, figures in found.procedures.items():
        assert wall.behind(figure, scope, now=now, procedures=[procedure]).count() == figures[figure]


def test_figures_of_units_persons_and_fields_add_up_to_the_total(city, cast, ward):
    scope, now = organisation.below([ward.parent_id]), on(12, 9)
    found = wall.wall(scope, now=now)

    for axis in (found.units, found.procedures):
        assert all(sum(one[name] for one in axis.values()) == found.total[name] for name in wall.FIGURES)
    assert sum(one["open"] for one in found.people.values()) == found.total["open"]
    assert set(found.people) == {None, cast.minh.user_id}


def test_another_unit_has_its_own_wall(city, cast):
    khanhs = organisation.below(cast.khanh.units())
    assert set(wall.wall(khanhs, now=on(12, 9)).total.values()) == {0}


def test_the_wall_costs_three_questions_whatever_is_on_it(city, ward, django_assert_max_num_queries):
    scope = organisation.below([ward.parent_id])
    wall.wall(scope, now=MONDAY)
    with django_assert_max_num_queries(3):
        wall.wall(scope, now=MONDAY + timedelta(days=4))


def test_what_leaves_the_desk_leaves_the_wall(sealed, cast, ward):
    assert wall.wall([ward.pk], now=on(12, 9)).total["open"] == 0
    assert dossiers.one(cast.minh, sealed).state == State.DONE

"""Whoever is away has a deputy: their work appears there, is done with a trace, and goes back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from conftest import on
from motcua import casework
from motcua.base.models import JournalLine
from motcua.base.refusals import Invalid, NotAllowed, NotThere
from motcua.dossiers import queries as dossiers
from motcua.people import queries as people
from motcua.people.models import Duty
from motcua.reporting import fsck
from motcua.routing import queries as routing


@pytest.fixture
def today(cast):
    return timezone.localdate()


def second(cast, ward, who):
    """Another specialist of Hàng Bạc."""
    Duty.objects.create(officer_id=who.user_id, unit=ward, role="specialist", since_date=on(1, 8).date())


def away(officer, deputy, day, *, by=None, days=3, key="k"):
    return casework.set_absence(
        subject_id=officer.user_id, deputy_id=deputy.user_id, since=day, until=day + timedelta(days=days),
        reason="Nghỉ phép", by=by or officer, at=timezone.now(), key=key,
    )  # fmt: skip


def now(who):
    return people.who_is(who.user_id)


def test_the_work_appears_at_the_deputy_is_done_with_a_trace_and_goes_back(taken, cast, ward, today):
    second(cast, ward, cast.linh)
    away(cast.minh, cast.linh, today)
    linh = now(cast.linh)
    assert [one.pk for one in routing.for_colleagues(linh)] == [taken]
    casework.propose(dossier_id=taken, outcome="granted", content="", by=linh, at=on(8, 14), key="p")

    line = JournalLine.objects.get(subject=taken, kind="results.propose")
    assert line.data["deputy_for"] == str(cast.minh.user_id)
    assert line.actor == f"officer:{cast.linh.user_id}"
    assert fsck.run(fsck.scope_of(code=dossiers.one(linh, taken).code)).faults == []
    casework.come_back(
        subject_id=cast.minh.user_id, on=today + timedelta(days=1), by=cast.minh, at=timezone.now(), key="b"
    )
    assert dossiers.one(cast.minh, taken).holder_id == cast.minh.user_id


def test_without_an_absence_nobody_touches_a_colleagues_dossier(taken, cast, ward):
    second(cast, ward, cast.linh)
    with pytest.raises(NotAllowed):
        casework.propose(dossier_id=taken, outcome="granted", content="", by=now(cast.linh), at=on(8, 14), key="p")


def test_a_deputy_never_approves_or_signs_their_own_proposal(proposed, cast, today):
    away(cast.hung, cast.minh, today)
    minh = now(cast.minh)
    assert ("leader", next(iter(cast.hung.units()))) in minh.duties
    with pytest.raises(NotAllowed, match="không tự duyệt"):
        casework.approve(dossier_id=proposed, by=minh, at=on(8, 15), key="a")


def test_a_deputy_of_a_deputy_is_not_followed(taken, cast, ward, today):
    """Minh is away for Linh, who falls ill: Hùng stands in for Linh, and not for Minh."""
    second(cast, ward, cast.linh)
    away(cast.minh, cast.linh, today)
    away(cast.linh, cast.hung, today, by=cast.hung, key="k2")
    assert cast.minh.user_id not in now(cast.hung).colleagues


def test_whoever_is_away_is_no_deputy(cast, ward, today):
    second(cast, ward, cast.linh)
    away(cast.linh, cast.hung, today, by=cast.hung)
    with pytest.raises(Invalid) as found:
        away(cast.minh, cast.linh, today)
    assert "deputy" in found.value.fields


@pytest.mark.parametrize("name", ["minh", "khanh", "quang", "lan"])
def test_a_deputy_is_somebody_else_of_the_same_unit(cast, today, name):
    with pytest.raises(Invalid):
        away(cast.minh, getattr(cast, name), today)


def test_only_oneself_or_the_head_enters_it(cast, today):
    for stranger in (cast.hoa, cast.khanh, cast.lan, cast.phuc):
        with pytest.raises(NotAllowed):
            away(cast.minh, cast.hung, today, by=stranger)
    away(cast.minh, cast.hung, today, by=cast.hung)
    with pytest.raises(Invalid):  # those days are taken
        away(cast.minh, cast.hung, today, key="again")


def test_after_the_last_day_nothing_is_lent(cast, today):
    away(cast.minh, cast.hung, today - timedelta(days=9), days=8)
    assert now(cast.hung).colleagues == frozenset()


def test_the_successor_of_an_abolished_unit_takes_over(received, cast, ward, today):
    from motcua.organisation import queries as organisation

    heir = organisation.by_code("000.05.32.H26")
    with pytest.raises(NotThere):
        dossiers.one(now(cast.linh), received)
    ward.until_date, ward.successor = today, heir
    ward.save(update_fields=["until_date", "successor"])
    organisation.forget()

    linh = now(cast.linh)
    casework.take(dossier_id=received, by=linh, at=on(8, 11), key="t")
    assert dossiers.one(linh, received).holder_id == linh.user_id

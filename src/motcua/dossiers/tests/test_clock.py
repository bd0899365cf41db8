"""Due dates, counted by hand. June 2020: the 8th is a Monday, no holiday near; 08:00-12:00 and 13:00-17:00."""

from datetime import datetime, timedelta

import pytest

from conftest import HANOI, MONDAY, attach, on
from motcua import casework
from motcua.dossiers import clock, queries
from motcua.dossiers.models import ClockEvent
from motcua.worktime import ClockError


def due(dossier_id, who):
    return queries.one(who, dossier_id).due_at.astimezone(HANOI)


def indicator(dossier_id, who):
    return queries.one(who, dossier_id).indicator_due_at.astimezone(HANOI)


def supplement(dossier_id, lan, *, at):
    paper = attach(dossier_id, paper="identity_paper", by=lan, at=at)
    casework.supplement(
        dossier_id=dossier_id, answers={}, papers={"identity_paper": [paper]}, by=lan, at=at, key="supplement"
    )


def ask(dossier_id, minh, *, at):
    casework.ask(
        dossier_id=dossier_id,
        items=[{"paper": "identity_paper", "reason": "Mờ"}],
        reason="Mờ",
        by=minh,
        at=at,
        key="ask",
    )


def charge(dossier_id, minh, *, at, amount_vnd=50_000):
    casework.charge(dossier_id=dossier_id, amount_vnd=amount_vnd, reason="Lệ phí", by=minh, at=at, key=f"charge{at}")


def acquit(dossier_id, yen, *, at, amount_vnd=50_000):
    casework.acquit(dossier_id=dossier_id, amount_vnd=amount_vnd, by=yen, at=at, key=f"acquit{at}")


def test_before_reception_no_clock_runs(submitted, hoa):
    dossier = queries.one(hoa, submitted)

    assert (dossier.due_at, dossier.indicator_due_at, queries.clock_of(submitted)) == (None, None, None)
    assert queries.explained(submitted, language="vi") == []
    assert queries.minutes_left(dossier, now=MONDAY) is None


def test_received_on_monday_at_ten_with_three_working_days_is_due_on_thursday_at_ten(received, hoa):
    assert due(received, hoa) == indicator(received, hoa) == on(11, 10)


@pytest.mark.parametrize(
    ("at", "due_at"),
    [
        (on(9, 8), on(11, 17)),  # used up exactly at the close: due then, not at the next opening
        (on(8, 12, 30), on(11, 12)),  # in the lunch break: starts at 13:00
        (on(8, 17), on(11, 17)),  # after the close: starts on Tuesday morning
        (on(12, 14), on(17, 14)),  # over a weekend
    ],
    ids=["at opening", "at lunch", "after closing", "on a Friday"],
)
def test_the_start_moves_to_working_time_and_only_working_time_is_counted(submitted, hoa, at, due_at):
    casework.receive(dossier_id=submitted, by=hoa, at=at, key="r")

    assert due(submitted, hoa) == due_at


def test_seconds_are_cut_off(submitted, hoa):
    casework.receive(dossier_id=submitted, by=hoa, at=on(8, 10) + timedelta(seconds=59, microseconds=9), key="r")

    assert due(submitted, hoa) == on(11, 10)


def test_while_a_supplement_is_awaited_there_is_no_due_date(asked, hoa):
    dossier = queries.one(hoa, asked)

    assert dossier.due_at is None
    assert dossier.paused_at == on(9, 9)
    assert queries.minutes_left(dossier, now=on(12, 9)) is None


def test_after_a_supplement_the_legal_time_starts_again_in_full_and_the_indicator_goes_on(asked, lan, hoa):
    # Asked on Tuesday at 09:00, when 7 of 24 hours were used; complete on Friday the 12th at 10:00.
    supplement(asked, lan, at=on(12, 10))

    assert due(asked, hoa) == on(17, 10)  # three whole working days from Friday 10:00
    assert indicator(asked, hoa) == on(16, 11)  # the 17 hours left: 6 on Friday, 8 on Monday, 3 on Tuesday
    assert queries.one(hoa, asked).paused_at is None


def test_after_a_payment_both_go_on_with_what_was_left(taken, cast):
    charge(taken, cast.minh, at=on(9, 9))
    assert queries.one(cast.hoa, taken).due_at is None

    acquit(taken, cast.yen, at=on(12, 10))

    assert due(taken, cast.hoa) == indicator(taken, cast.hoa) == on(16, 11)


def test_two_pauses_add_up(taken, cast):
    charge(taken, cast.minh, at=on(9, 9))
    acquit(taken, cast.yen, at=on(9, 11))  # two hours
    charge(taken, cast.minh, at=on(10, 9))
    acquit(taken, cast.yen, at=on(10, 10))  # and one

    assert due(taken, cast.hoa) == on(11, 14)  # Thursday 10:00 and three hours: 10-12, 13-14


def test_a_dossier_that_is_late_stays_late(taken, cast):
    ask(taken, cast.minh, at=on(11, 10))  # at the due moment itself
    assert due(taken, cast.hoa) == on(11, 10)
    supplement(taken, cast.lan, at=on(15, 10))

    assert due(taken, cast.hoa) == on(11, 10)
    assert queries.minutes_left(queries.one(cast.hoa, taken), now=on(15, 10)) == -16 * 60


def test_withdrawing_does_not_touch_the_clock_of_what_ran(received, cast):
    casework.withdraw(dossier_id=received, reason="", by=cast.lan, at=on(9, 9), key="w")

    assert due(received, cast.hoa) == on(11, 10)


def test_what_was_asked_before_reception_has_no_clock(submitted, cast):
    casework.guide(
        dossier_id=submitted, items=[{"paper": "identity_paper", "reason": "Mờ"}], reason="Mờ", by=cast.hoa,
        at=on(8, 10), key="g",
    )  # fmt: skip
    supplement(submitted, cast.lan, at=on(9, 9))

    assert queries.clock_events(submitted) == []
    casework.receive(dossier_id=submitted, by=cast.hoa, at=on(9, 10), key="r")
    assert due(submitted, cast.hoa) == on(12, 10)


def test_minutes_left_are_working_minutes_and_stop_when_it_is_done(sealed, hoa, received):
    dossier = queries.one(hoa, sealed)

    # Done on Monday at 16:00: one hour of Monday, Tuesday, Wednesday, and two hours of Thursday.
    assert queries.minutes_left(dossier, now=on(30, 9)) == (1 + 8 + 8 + 2) * 60


def test_the_due_date_is_explained_in_both_languages(asked, lan):
    supplement(asked, lan, at=on(12, 10))

    for language, due_in_words in (("vi", "Hạn trả kết quả: 17/06/2020 10:00."), ("en", "10:00")):
        said = queries.explained(asked, language=language)
        assert any(due_in_words in sentence for sentence in said), said
        assert any("61/2018" in sentence for sentence in said), said


def test_the_rule_and_the_calendar_that_were_promised_are_kept_with_the_start(received, ward):
    from motcua.organisation import queries as organisation

    start = queries.clock_events(received)[0]

    assert start.data["limit"] == {"working_days": 3}
    assert start.data["calendar"] == str(organisation.calendar_at(ward.pk, MONDAY.date()))


def test_what_the_row_keeps_follows_from_the_events(asked, cast):
    supplement(asked, cast.lan, at=on(12, 10))
    dossier = queries.one(cast.hoa, asked)

    derived = clock.columns(queries.clock_of(asked))
    assert {name: getattr(dossier, name) for name in derived} == derived


def test_an_extension_by_a_leader_replaces_the_due_date(received):
    events = [*queries.clock_events(received)]
    events.append(ClockEvent(kind="extend", at=on(10, 9), data={"due_at": datetime(2020, 6, 15, 10).isoformat()}))

    assert clock.aware(clock.derive(events).legal_due_at) == on(15, 10)


def test_an_extension_to_an_earlier_moment_is_refused(received):
    events = [*queries.clock_events(received)]
    events.append(ClockEvent(kind="extend", at=on(9, 9), data={"due_at": datetime(2020, 6, 10, 10).isoformat()}))

    with pytest.raises(ClockError):
        clock.derive(events)


def test_a_wall_clock_elsewhere_shows_the_same_moment():
    from datetime import UTC

    assert clock.local(datetime(2020, 6, 8, 3, 0, 59, tzinfo=UTC)) == datetime(2020, 6, 8, 10, 0)
    assert clock.aware(datetime(2020, 6, 8, 10, 0)) == on(8, 10)
    assert clock.aware(None) is None

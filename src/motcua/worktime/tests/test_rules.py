"""The rules of the clock, each with an example worked by hand. June 2020: the 1st is a Monday."""

from datetime import date, datetime

import pytest

from motcua.worktime import (
    DEFAULT_CALENDAR,
    Calendar,
    Clock,
    ClockError,
    Extension,
    Limit,
    Pause,
    add_working_minutes,
    apology_at,
    close_of,
    due_after_new_calendar,
    is_late,
    is_working_moment,
    next_working_moment,
    reception_due_at,
    run,
    said_shortly,
    step_due_at,
    steps_fit,
    working_minutes_between,
)

OFFICE = [["08:00", "12:00"], ["13:00", "17:00"]]
WEEK = {name: OFFICE for name in ("mon", "tue", "wed", "thu", "fri")}
HALF_SATURDAY = Calendar.from_dict({"weekly": {**WEEK, "sat": [["08:00", "12:00"]]}})
NATIONAL_DAY = Calendar.from_dict(
    {"weekly": WEEK, "off": {"2020-09-02": "Quốc khánh"}, "working": {"2020-09-05": OFFICE}}
)
WHOLE = {"working_days": 3, "counting": "whole_days"}


def june(day: int, time: str) -> datetime:
    return datetime.fromisoformat(f"2020-06-{day:02}T{time}")


def clock(
    start: datetime, limit: dict, *pauses: Pause, calendar: Calendar = DEFAULT_CALENDAR, **more
) -> Clock:
    return run(calendar=calendar, start=start, limit=Limit.from_dict(limit), pauses=pauses, **more)


def due(start: datetime, limit: dict, *pauses: Pause, **more) -> datetime | None:
    return clock(start, limit, *pauses, **more).legal_due_at


def starts(start: datetime, cutoff: str | None = None, calendar: Calendar = DEFAULT_CALENDAR) -> datetime:
    return run(calendar=calendar, start=start, limit=Limit.from_dict({"hours": 1}), cutoff=cutoff).starts_at


# Calendar


def test_an_exception_replaces_the_weekly_hours_of_its_date():
    assert not is_working_moment(NATIONAL_DAY, datetime(2020, 9, 2, 9))
    assert is_working_moment(NATIONAL_DAY, datetime(2020, 9, 5, 9))


def test_the_end_of_an_interval_is_outside_it():
    assert is_working_moment(DEFAULT_CALENDAR, june(9, "11:59"))
    assert not is_working_moment(DEFAULT_CALENDAR, june(9, "12:00"))
    assert next_working_moment(DEFAULT_CALENDAR, june(9, "12:00")) == june(9, "13:00")


def test_the_close_of_a_date_is_the_end_of_its_last_interval():
    assert close_of(HALF_SATURDAY, date(2020, 6, 13)) == june(13, "12:00")
    with pytest.raises(ClockError, match="is off"):
        close_of(HALF_SATURDAY, date(2020, 6, 14))


def test_a_working_day_has_eight_working_hours_whatever_the_weekly_hours_are():
    mornings = Calendar.from_dict({"weekly": {name: [["08:00", "12:00"]] for name in WEEK}})
    assert due(june(8, "08:00"), {"working_days": 1}, calendar=mornings) == june(9, "12:00")


def test_a_moment_is_cut_down_to_its_minute():
    assert due(datetime(2020, 6, 9, 14, 30, 59, 999), {"hours": 1}) == june(9, "15:30")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "weekly"),
        ({"off": []}, "weekly"),
        ({"weekly": {"monday": []}}, "keys are among"),
        ({"weekly": {}, "holidays": []}, "holidays"),
        ({"weekly": {"mon": [["08:00", "08:00"]]}}, "does not end after"),
        ({"weekly": {"mon": [["08:00", "12:00"], ["11:59", "13:00"]]}}, "overlap"),
        ({"weekly": {"mon": [["08:00"]]}}, "pair"),
        ({"weekly": {"mon": [["8:00", "12:00"]]}}, "time of day"),
        ({"weekly": {"mon": [["08:00", "24:01"]]}}, "time of day"),
        ({"weekly": {"mon": "08:00"}}, "list of intervals"),
        ({"weekly": {}, "off": ["2020-02-30"]}, "not a date"),
        ({"weekly": {}, "off": "2020-02-03"}, "off"),
        ({"weekly": {}, "off": ["2020-09-02"], "working": {"2020-09-02": OFFICE}}, "off and working"),
    ],
)
def test_a_calendar_that_makes_no_sense_is_refused(given: object, said: str):
    with pytest.raises(ClockError, match=said):
        Calendar.from_dict(given)


def test_a_calendar_without_any_working_day_is_refused_and_loops_for_nobody():
    empty = Calendar.from_dict({"weekly": {}, "working": {"2020-06-09": OFFICE}})
    assert due(june(9, "08:00"), {"hours": 8}, calendar=empty) == june(9, "17:00")
    for limit in ({"hours": 9}, {"days": 1}, {"months": 1}, WHOLE):
        with pytest.raises(ClockError, match="no working day"):
            due(june(9, "08:00"), limit, calendar=empty)


def test_a_limit_past_the_end_of_the_calendar_years_is_refused():
    for limit in (
        {"days": 99_999_999},
        {"months": 999_999},
        {"hours": 999_999_999},
        {"clock_hours": 99_999_999},
    ):
        with pytest.raises(ClockError, match="9999"):
            due(june(9, "08:00"), limit)


# Limits


def test_received_at_ten_eight_hours_are_up_at_ten_of_the_next_day():
    assert due(june(8, "10:00"), {"hours": 8}) == june(9, "10:00")


def test_work_used_up_exactly_at_the_close_is_due_at_the_close():
    assert due(june(8, "08:00"), {"hours": 8}) == june(8, "17:00")
    assert due(june(8, "08:00"), {"hours": 4}) == june(8, "12:00")


def test_at_once_is_the_close_of_the_day_in_which_the_clock_starts():
    assert due(june(9, "08:00"), {"at_once": True}) == june(9, "17:00")
    assert due(june(9, "17:00"), {"at_once": True}) == june(10, "17:00")
    assert due(june(13, "09:00"), {"at_once": True}, calendar=HALF_SATURDAY) == june(13, "12:00")


def test_working_days_count_to_the_hour_unless_told_otherwise():
    assert due(june(9, "14:30"), {"working_days": 3}) == june(12, "14:30")
    assert due(june(9, "14:30"), {"working_days": 0.5}) == june(10, "09:30")


def test_whole_days_do_not_count_the_day_of_the_start():
    assert due(june(9, "08:00"), WHOLE) == june(12, "17:00")
    assert due(june(10, "16:59"), WHOLE) == june(15, "17:00")


def test_calendar_days_do_not_count_the_day_of_the_start_and_end_at_a_close():
    assert due(june(9, "14:30"), {"days": 3}) == june(12, "17:00")


def test_calendar_days_that_end_on_a_day_off_end_on_the_next_working_date():
    assert due(june(9, "14:30"), {"days": 4}) == june(15, "17:00")
    start = datetime(2020, 8, 31, 9)
    assert due(start, {"days": 2}, calendar=NATIONAL_DAY) == datetime(2020, 9, 3, 17)
    assert due(start, {"days": 5}, calendar=NATIONAL_DAY) == datetime(2020, 9, 5, 17)


def test_months_end_on_the_same_day_or_on_the_last_day_of_the_month():
    assert due(june(9, "14:30"), {"months": 1}) == datetime(2020, 7, 9, 17)
    assert due(datetime(2020, 12, 31, 9), {"months": 2}) == datetime(2021, 3, 1, 17)  # 28-2-2021 is a Sunday
    assert due(datetime(2020, 1, 31, 9), {"months": 1}) == datetime(2020, 3, 2, 17)  # 29-2-2020 is a Saturday
    assert due(datetime(2020, 1, 31, 9), {"months": 3}) == datetime(2020, 4, 30, 17)


def test_clock_hours_run_day_and_night():
    assert due(june(12, "20:15"), {"clock_hours": 24}, cutoff="15:00") == june(13, "20:15")
    assert clock(june(13, "20:15"), {"clock_hours": 24}, cutoff="15:00").starts_at == june(13, "20:15")


@pytest.mark.parametrize(
    "given",
    [
        None, {}, {"weeks": 1}, {"hours": 1, "days": 1}, {"hours": 0}, {"hours": -1}, {"hours": True},
        {"hours": "8"}, {"hours": 0.001}, {"hours": float("nan")}, {"days": 1.5}, {"months": 0},
        {"at_once": False}, {"days": 3, "counting": "whole_days"},
        {"working_days": 1.5, "counting": "whole_days"},
        {"working_days": 3, "counting": "half"}, {"working_days": 3, "counting": None},
    ],
)  # fmt: skip
def test_a_limit_that_is_not_in_the_table_is_refused(given: object):
    with pytest.raises(ClockError):
        Limit.from_dict(given)


def test_a_limit_is_read_back_as_it_was_written():
    for given in (
        {"at_once": True},
        {"hours": 8},
        {"working_days": 3, "counting": "whole_days"},
        {"months": 1},
    ):
        assert Limit.from_dict(given).to_dict() == given


# Start


def test_a_start_at_or_after_the_cut_off_moves_to_the_next_working_date():
    assert starts(june(9, "14:59"), "15:00") == june(9, "14:59")
    assert starts(june(9, "15:00"), "15:00") == june(10, "08:00")
    assert starts(june(12, "15:01"), "15:00") == june(15, "08:00")


def test_the_last_hour_is_the_hour_before_the_close_of_that_date():
    assert starts(june(9, "15:59"), "last_hour") == june(9, "15:59")
    assert starts(june(9, "16:00"), "last_hour") == june(10, "08:00")
    assert starts(june(13, "10:59"), "last_hour", HALF_SATURDAY) == june(13, "10:59")
    assert starts(june(13, "11:00"), "last_hour", HALF_SATURDAY) == june(15, "08:00")


def test_a_start_outside_working_moments_moves_to_the_next_one():
    assert starts(june(9, "06:00")) == june(9, "08:00")
    assert starts(june(9, "12:00")) == june(9, "13:00")
    assert starts(june(9, "17:00")) == june(10, "08:00")
    assert starts(june(13, "10:00")) == june(15, "08:00")
    assert starts(june(13, "10:00"), "09:00") == june(15, "08:00")


@pytest.mark.parametrize("cutoff", ["15", "25:00", "first_hour", "15:00:00", 900, ["15:00"]])
def test_a_cut_off_that_is_no_time_of_day_is_refused(cutoff):
    with pytest.raises(ClockError):
        starts(june(9, "14:00"), cutoff)


def test_a_moment_with_a_zone_is_refused():
    with pytest.raises(ClockError, match="without a zone"):
        starts(datetime.fromisoformat("2020-06-09T14:30+07:00"))


# Pauses


def test_a_supplement_restarts_the_legal_date_and_only_stops_the_indicators():
    found = clock(
        june(9, "14:30"), {"working_days": 3}, Pause("supplement", june(10, "09:00"), june(12, "10:00"))
    )
    # 210 minutes were used; 1440 count from Friday 10:00, or the 1230 that were left.
    assert found.legal_due_at == june(17, "10:00")
    assert found.indicator_due_at == june(16, "15:30")


@pytest.mark.parametrize("cause", ["payment", "opinion", "linked", "inspection", "force_majeure"])
def test_every_other_cause_goes_on_with_what_was_left(cause):
    found = clock(june(9, "14:30"), {"working_days": 3}, Pause(cause, june(10, "09:00"), june(12, "10:00")))
    assert found.legal_due_at == found.indicator_due_at == june(16, "15:30")


def test_a_pause_that_ends_outside_working_moments_ends_at_the_next_one_and_knows_no_cut_off():
    saturday = Pause("supplement", june(9, "09:00"), june(13, "10:00"))
    assert due(june(9, "08:00"), {"hours": 8}, saturday) == june(15, "17:00")
    late = Pause("supplement", june(9, "09:00"), june(10, "16:00"))
    assert due(june(9, "08:00"), {"hours": 8}, late, cutoff="15:00") == june(11, "16:00")


def test_calendar_days_move_by_the_dates_that_the_pause_touched_less_one():
    assert due(june(9, "09:00"), {"days": 6}) == june(15, "17:00")
    # Friday to Sunday: three dates, less one.
    assert due(june(9, "09:00"), {"days": 6}, Pause("payment", june(12, "16:00"), june(14, "10:00"))) == june(
        17, "17:00"
    )


def test_the_date_before_off_days_moved_it_is_the_one_that_a_pause_moves():
    # Due on Saturday 13, so on Monday 15; one date further is Sunday 14, so still on Monday 15.
    pause = Pause("payment", june(10, "09:00"), june(11, "09:00"))
    assert due(june(9, "09:00"), {"days": 4}, pause) == june(15, "17:00")


def test_whole_days_and_at_once_move_by_working_dates():
    weekend = Pause("payment", june(12, "16:00"), june(15, "08:30"))
    assert due(june(10, "09:00"), WHOLE) == june(15, "17:00")
    assert due(june(10, "09:00"), WHOLE, weekend) == june(16, "17:00")
    assert due(june(12, "09:00"), {"at_once": True}, weekend) == june(15, "17:00")


def test_a_pause_that_touches_one_working_date_or_none_moves_no_working_date():
    assert due(june(10, "09:00"), WHOLE, Pause("payment", june(12, "16:00"), june(14, "10:00"))) == june(
        15, "17:00"
    )
    assert due(june(10, "09:00"), WHOLE, Pause("payment", june(13, "16:00"), june(14, "10:00"))) == june(
        15, "17:00"
    )


def test_a_pause_that_begins_and_ends_on_one_date_moves_nothing():
    pause = Pause("payment", june(10, "08:00"), june(10, "17:00"))
    for limit in ({"days": 3}, WHOLE, {"months": 1}):
        assert due(june(9, "09:00"), limit, pause) == due(june(9, "09:00"), limit)


def test_a_supplement_on_one_date_still_restarts_a_limit_in_dates():
    assert due(
        june(9, "09:00"), {"days": 3}, Pause("supplement", june(10, "08:00"), june(10, "09:00"))
    ) == june(15, "17:00")


def test_clock_hours_move_by_the_plain_length_of_the_pause():
    assert due(
        june(12, "20:00"), {"clock_hours": 24}, Pause("opinion", june(13, "00:00"), june(13, "05:30"))
    ) == june(14, "01:30")
    assert due(
        june(12, "20:00"), {"clock_hours": 24}, Pause("supplement", june(13, "00:00"), june(13, "05:30"))
    ) == june(14, "05:30")


def test_several_pauses_apply_in_order_however_they_are_given():
    first = Pause("payment", june(9, "09:00"), june(9, "10:00"))
    second = Pause("opinion", june(9, "10:00"), june(9, "11:00"))
    assert due(june(9, "08:00"), {"hours": 4}, second, first) == june(9, "15:00")


def test_a_restart_forgets_the_pauses_before_it_and_those_after_it_apply_to_it():
    before = Pause("payment", june(8, "09:00"), june(9, "09:00"))
    restart = Pause("supplement", june(9, "10:00"), june(10, "08:00"))
    after = Pause("opinion", june(10, "09:00"), june(10, "11:00"))
    assert due(june(8, "08:00"), {"hours": 8}, before, restart) == june(10, "17:00")
    assert due(june(8, "08:00"), {"hours": 8}, before, restart, after) == june(11, "10:00")


def test_a_pause_that_begins_while_another_runs_is_refused():
    one = Pause("payment", june(9, "09:00"), june(9, "11:00"))
    for other in (
        Pause("opinion", june(9, "10:59"), june(9, "12:00")),
        Pause("opinion", june(9, "08:30"), june(9, "09:01")),
        Pause("opinion", june(9, "10:00"), june(9, "10:00")),
        Pause("opinion", june(9, "08:30"), None),
    ):
        with pytest.raises(ClockError, match="while another runs"):
            due(june(9, "08:00"), {"hours": 8}, one, other)


def test_a_pause_that_begins_at_or_after_the_due_moment_moves_nothing_restart_included():
    for begins in ("12:00", "14:00"):
        for cause in ("payment", "supplement"):
            assert due(
                june(9, "08:00"), {"hours": 4}, Pause(cause, june(9, begins), june(11, "09:00"))
            ) == june(9, "12:00")
    begun_in_time = Pause("supplement", june(9, "11:59"), june(11, "09:00"))
    assert due(june(9, "08:00"), {"hours": 4}, begun_in_time) == june(11, "14:00")


def test_a_pause_before_reception_is_refused_and_so_is_one_that_ends_before_it_begins():
    with pytest.raises(ClockError, match="before reception"):
        due(june(9, "08:00"), {"hours": 4}, Pause("payment", june(9, "07:59"), june(9, "09:00")))
    with pytest.raises(ClockError, match="ends before it begins"):
        due(june(9, "08:00"), {"hours": 4}, Pause("payment", june(9, "10:00"), june(9, "09:00")))
    with pytest.raises(ClockError, match="cause"):
        due(june(9, "08:00"), {"hours": 4}, Pause("holiday", june(9, "08:00"), june(9, "09:00")))


def test_a_pause_between_reception_and_the_start_is_counted_from_the_start():
    received = june(9, "15:30")
    ended = Pause("supplement", june(9, "15:40"), june(9, "16:00"))
    assert due(received, {"hours": 8}, ended, cutoff="15:00") == june(10, "17:00")
    # Counted from Wednesday 10: two dates less one, and not three less one.
    reaching = Pause("payment", june(9, "16:30"), june(11, "09:00"))
    assert due(received, {"days": 5}, reaching, cutoff="15:00") == june(16, "17:00")


def test_while_a_pause_runs_there_is_no_due_moment():
    found = clock(june(9, "08:00"), {"hours": 8}, Pause("payment", june(9, "10:00"), None))
    assert (found.legal_due_at, found.indicator_due_at, found.paused_since) == (None, None, june(9, "10:00"))


def test_a_dossier_that_is_late_stays_late_while_a_pause_runs():
    found = clock(june(9, "08:00"), {"hours": 1}, Pause("supplement", june(9, "10:00"), None))
    assert (found.legal_due_at, found.paused_since) == (june(9, "09:00"), june(9, "10:00"))


# Late, extended, closed


def test_late_is_finished_after_the_due_moment_in_minutes():
    assert not is_late(due_at=june(9, "12:00"), finished_at=datetime(2020, 6, 9, 12, 0, 59))
    assert is_late(due_at=june(9, "12:00"), finished_at=june(9, "12:01"))


def test_an_extension_replaces_both_due_moments():
    found = clock(june(9, "08:00"), {"hours": 8}, extension=Extension(june(9, "09:00"), june(12, "17:00")))
    assert found.legal_due_at == found.indicator_due_at == june(12, "17:00")


@pytest.mark.parametrize(
    ("at", "given", "said"),
    [
        (june(9, "09:00"), june(9, "17:00"), "later than the due moment"),
        (june(9, "09:00"), june(12, "12:00"), "working moment or at the close"),
        (june(9, "09:00"), june(12, "12:30"), "working moment or at the close"),
        (june(9, "09:00"), june(13, "09:00"), "working moment or at the close"),
        (june(15, "09:00"), june(12, "09:00"), "later than the moment at which"),
        (june(8, "09:00"), june(12, "09:00"), "before the dossier was received"),
    ],
)
def test_an_extension_is_later_and_a_working_moment_or_a_close(at: datetime, given: datetime, said: str):
    with pytest.raises(ClockError, match=said):
        clock(june(9, "08:00"), {"hours": 8}, extension=Extension(at, given))


def test_an_extension_is_not_given_while_a_pause_holds_the_clock():
    for ends in (june(11, "09:00"), None):
        with pytest.raises(ClockError, match="pause holds"):
            clock(
                june(9, "08:00"), {"hours": 8}, Pause("payment", june(9, "10:00"), ends),
                extension=Extension(june(10, "09:00"), june(19, "17:00")),
            )  # fmt: skip


def test_a_late_dossier_that_is_extended_can_be_paused_again():
    extension = Extension(june(10, "09:00"), june(11, "10:00"))
    pause = Pause("payment", june(10, "16:00"), june(12, "16:00"))
    assert due(june(9, "08:00"), {"hours": 1}, pause, extension=extension) == june(15, "10:00")


def test_after_an_extension_a_pause_moves_the_extended_date_to_a_close():
    extension = Extension(june(9, "09:00"), june(16, "10:00"))
    assert due(june(8, "09:00"), {"days": 2}, extension=extension) == june(16, "10:00")
    one_date = Pause("payment", june(10, "09:00"), june(10, "15:00"))
    assert due(june(8, "09:00"), {"days": 2}, one_date, extension=extension) == june(16, "10:00")
    two_dates = Pause("payment", june(10, "09:00"), june(11, "09:00"))
    assert due(june(8, "09:00"), {"days": 2}, two_dates, extension=extension) == june(17, "17:00")
    assert due(
        june(8, "09:00"), WHOLE, two_dates, extension=Extension(june(9, "09:00"), june(19, "10:00"))
    ) == june(22, "17:00")


def test_an_extended_clock_with_nothing_left_is_due_when_work_goes_on():
    extension = Extension(june(9, "09:00"), june(15, "08:00"))
    for ends, goes_on in (("09:30", "09:30"), ("12:30", "13:00")):
        pause = Pause("payment", june(13, "10:00"), june(16, ends))
        assert due(june(8, "08:00"), {"hours": 8}, pause, extension=extension) == june(16, goes_on)


def test_a_restart_never_comes_before_the_extended_moment_goes_on():
    extension = Extension(june(9, "09:00"), june(19, "17:00"))
    short = Pause("supplement", june(10, "08:00"), june(10, "10:00"))
    assert due(june(9, "08:00"), {"hours": 8}, short, extension=extension) == june(22, "10:00")
    assert due(june(9, "08:00"), {"hours": 800}, short, extension=None) == datetime(2020, 10, 28, 10)


def test_the_apology_is_proposed_one_working_day_before():
    assert apology_at(DEFAULT_CALENDAR, june(9, "10:00")) == june(8, "10:00")
    assert apology_at(DEFAULT_CALENDAR, june(15, "17:00")) == june(15, "08:00")
    assert apology_at(DEFAULT_CALENDAR, june(15, "08:00")) == june(12, "08:00")


def test_working_minutes_are_added_and_subtracted():
    assert add_working_minutes(DEFAULT_CALENDAR, june(12, "16:00"), 60) == june(12, "17:00")
    assert add_working_minutes(DEFAULT_CALENDAR, june(12, "16:00"), 61) == june(15, "08:01")
    assert add_working_minutes(DEFAULT_CALENDAR, june(13, "16:00"), 0) == june(13, "16:00")
    assert working_minutes_between(DEFAULT_CALENDAR, june(12, "16:00"), june(15, "09:00")) == 120
    assert working_minutes_between(DEFAULT_CALENDAR, june(15, "09:00"), june(12, "16:00")) == -120


# Steps, the counter, a new calendar


def test_a_step_runs_in_working_hours_from_the_hand_over_to_its_holder():
    assert step_due_at(calendar=DEFAULT_CALENDAR, handed_over_at=june(12, "15:00"), hours=4) == june(
        15, "10:00"
    )
    pause = Pause("supplement", june(12, "16:00"), june(15, "13:00"))
    assert step_due_at(
        calendar=DEFAULT_CALENDAR, handed_over_at=june(12, "15:00"), hours=4, pauses=[pause]
    ) == june(15, "16:00")


def test_the_steps_together_may_not_exceed_the_procedure():
    assert steps_fit(limit=Limit.from_dict({"working_days": 1}), step_hours=[2, 3, 2, 1])
    assert not steps_fit(limit=Limit.from_dict({"working_days": 1}), step_hours=[2, 3, 2, 1.5])
    assert not steps_fit(limit=Limit.from_dict({"at_once": True}), step_hours=[9])
    assert steps_fit(limit=Limit.from_dict({"months": 1}), step_hours=[248])


def test_the_counter_receives_within_eight_working_hours_of_submission():
    assert reception_due_at(calendar=DEFAULT_CALENDAR, submitted_at=june(13, "22:00")) == june(15, "17:00")


def test_a_new_calendar_never_moves_a_due_moment_that_has_passed():
    was, becomes = june(9, "17:00"), june(10, "17:00")
    assert due_after_new_calendar(was=was, becomes=becomes, at=june(9, "17:00")) == was
    assert due_after_new_calendar(was=was, becomes=becomes, at=june(9, "16:59")) == becomes


# Said shortly


@pytest.mark.parametrize(
    ("minutes", "vi", "en"),
    [
        (660, "còn 1 ngày 3 giờ", "1 day 3 hours left"),
        (-120, "trễ 2 giờ", "2 hours late"),
        (0, "đến hạn", "due now"),
        (65, "còn 1 giờ 5 phút", "1 hour 5 minutes left"),
        (-1, "trễ 1 phút", "1 minute late"),
        (1000, "còn 2 ngày", "2 days left"),
    ],
)
def test_what_is_left_is_said_shortly(minutes: int, vi: str, en: str):
    assert said_shortly(minutes) == vi
    assert said_shortly(minutes, "en") == en

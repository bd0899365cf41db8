"""The clock against its slow twin, over calendars and events that nobody would think of."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from motcua.worktime import (
    Calendar,
    Clock,
    ClockError,
    Extension,
    Limit,
    Pause,
    add_working_minutes,
    explain,
    next_working_moment,
    run,
    working_minutes_between,
)
from motcua.worktime.tests.slow_twin import WEEKDAYS, Refused, TooFar, Twin

MINUTE = timedelta(minutes=1)
FIRST = date(2020, 8, 20)
CAUSES = ("supplement", "supplement", "payment", "opinion", "linked", "inspection", "force_majeure")

OFFICE = [["08:00", "12:00"], ["13:00", "17:00"]]
ODD = (
    OFFICE,
    OFFICE,
    [["07:00", "11:30"], ["13:30", "17:00"]],
    [["08:00", "12:00"]],
    [["16:31", "17:00"]],
    [["09:17", "09:18"], ["10:00", "16:43"]],
    [["08:00", "12:00"], ["12:00", "17:00"]],
    [["00:00", "24:00"]],
    [["20:00", "24:00"]],
    [["00:00", "06:00"]],
)


def times(draw: st.DrawFn) -> str:
    minute = draw(st.integers(0, 1439))
    return f"{minute // 60:02}:{minute % 60:02}"


@st.composite
def calendars(draw: st.DrawFn) -> dict:
    usual = draw(st.sampled_from(ODD))
    weekly = {name: usual for name in WEEKDAYS[:5]}
    for name in draw(st.lists(st.sampled_from(WEEKDAYS), max_size=3)):
        weekly[name] = draw(st.sampled_from((*ODD, [])))
    days = st.integers(0, 60).map(lambda n: (FIRST + timedelta(days=n)).isoformat())
    off = draw(st.lists(days, max_size=8, unique=True))
    working = draw(st.dictionaries(days, st.sampled_from(ODD), max_size=6))
    return {"weekly": weekly, "off": [d for d in off if d not in working], "working": working}


LIMITS = st.one_of(
    st.just({"at_once": True}),
    st.integers(1, 24).map(lambda n: {"hours": n}),
    st.integers(1, 5).map(lambda n: {"working_days": n, "counting": "to_the_hour"}),
    st.integers(1, 9).map(lambda n: {"working_days": n, "counting": "whole_days"}),
    st.integers(1, 20).map(lambda n: {"days": n}),
    st.integers(1, 3).map(lambda n: {"months": n}),
    st.integers(1, 100).map(lambda n: {"clock_hours": n}),
)


def handy_minutes(most: int) -> st.SearchStrategy[int]:
    """Minutes of any size, often round ones, so that events meet closes, openings and each other."""
    return st.one_of(st.integers(0, most), st.integers(0, most // 60).map(lambda n: n * 60), st.just(0))


@st.composite
def events(draw: st.DrawFn) -> dict:
    received = datetime(2020, 8, 24) + draw(handy_minutes(25 * 1440)) * MINUTE
    at, pauses = received, []
    for _ in range(draw(st.integers(0, 4))):
        begins = at + draw(handy_minutes(4 * 1440)) * MINUTE
        at = ends = begins + draw(handy_minutes(5 * 1440)) * MINUTE
        pauses.append((draw(st.sampled_from(CAUSES)), begins, ends))
    if pauses and draw(st.integers(0, 5)) == 0:
        cause, begins, _ = pauses[-1]
        pauses[-1] = (cause, begins, None)
    extension = None
    if draw(st.integers(0, 2)) == 0:
        given_at = received + draw(handy_minutes(15 * 1440)) * MINUTE
        extension = (given_at, given_at + draw(handy_minutes(30 * 1440)) * MINUTE)
    return {
        "from": received,
        "limit": draw(LIMITS),
        "cutoff": draw(st.one_of(st.none(), st.just("last_hour"), st.just("15:00"), st.composite(times)())),
        "pauses": pauses,
        "extension": extension,
    }


def computed(calendar: dict, asked: dict) -> Clock:
    return run(
        calendar=Calendar.from_dict(calendar),
        start=asked["from"],
        limit=Limit.from_dict(asked["limit"]),
        cutoff=asked["cutoff"],
        pauses=[Pause(*pause) for pause in asked["pauses"]],
        extension=asked["extension"] and Extension(*asked["extension"]),
    )


def fitted(twin: Twin, asked: dict) -> dict:
    """The extension's end moved to a working moment or a close, so that most of them are not refused."""
    if asked["extension"] and asked["extension"][1].minute % 2 == 0:
        at, due = asked["extension"]
        due = twin.next_working(due)
        asked["extension"] = (at, twin.close(due.date()) if due.hour % 2 else due)
    return asked


@settings(max_examples=400, deadline=None, derandomize=True)
@given(calendar=calendars(), asked=events())
def test_the_clock_and_its_slow_twin_get_the_same_minute(calendar: dict, asked: dict) -> None:
    twin = Twin(calendar)
    try:
        wanted = twin.run(fitted(twin, asked))
    except TooFar:
        assume(False)
    except Refused:
        with pytest.raises(ClockError):
            computed(calendar, asked)
        return
    clock = computed(calendar, asked)
    assert (clock.starts_at, clock.legal_due_at, clock.indicator_due_at) == wanted
    assert all(sentence and "{" not in sentence for sentence in explain(clock, "vi") + explain(clock, "en"))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(calendar=calendars(), asked=events(), n=st.integers(1, 24))
def test_living_through_each_minute_ends_when_the_clock_says(calendar: dict, asked: dict, n: int) -> None:
    asked |= {"limit": {"hours": n}, "extension": None}
    asked["pauses"] = [pause for pause in asked["pauses"] if pause[2] is not None]
    twin = Twin(calendar)
    try:
        wanted = twin.simulate(asked, True), twin.simulate(asked, False)
    except TooFar:
        assume(False)
    clock = computed(calendar, asked)
    assert (clock.legal_due_at, clock.indicator_due_at) == wanted


@settings(max_examples=150, deadline=None, derandomize=True)
@given(calendar=calendars(), asked=events())
def test_the_steps_replay_to_the_same_due_moments(calendar: dict, asked: dict) -> None:
    asked["extension"] = None
    clock = computed(calendar, asked)
    for steps, due_at in ((clock.steps, clock.legal_due_at), (clock.indicator_steps, clock.indicator_due_at)):
        assert steps[0].starts_at == clock.starts_at
        dues = [step.due_at for step in steps if type(step).__name__ == "Due"]
        assert dues == ([due_at] if due_at else [])
    if clock.legal_due_at and clock.indicator_due_at:
        assert clock.legal_due_at >= clock.indicator_due_at


@settings(max_examples=100, deadline=None, derandomize=True)
@given(calendar=calendars(), a=handy_minutes(30 * 1440), b=handy_minutes(30 * 1440), n=st.integers(1, 900))
def test_working_minutes_are_those_that_one_can_count(calendar: dict, a: int, b: int, n: int) -> None:
    twin, kept = Twin(calendar), Calendar.from_dict(calendar)
    one, other = datetime(2020, 8, 24) + a * MINUTE, datetime(2020, 8, 24) + b * MINUTE
    assert working_minutes_between(kept, one, other) == twin.between(one, other) - twin.between(other, one)
    try:
        assert next_working_moment(kept, one) == twin.next_working(one)
        assert add_working_minutes(kept, one, n) == twin.consume(one, n)
    except TooFar:
        assume(False)
    back = add_working_minutes(kept, one, -n)
    assert working_minutes_between(kept, back, one) == n
    assert next_working_moment(kept, back) == back


@settings(max_examples=60, deadline=None, derandomize=True)
@given(calendar=calendars())
def test_a_calendar_is_read_back_as_it_was_written(calendar: dict) -> None:
    kept = Calendar.from_dict(calendar)
    assert Calendar.from_dict(kept.to_dict()) == kept


@settings(max_examples=200, deadline=None, derandomize=True)
@given(calendar=calendars(), asked=events(), later=handy_minutes(10 * 1440), gap=handy_minutes(5 * 1440))
def test_an_extended_clock_and_its_twin_get_the_same_minute(
    calendar: dict, asked: dict, later: int, gap: int
) -> None:
    twin = Twin(calendar)
    try:
        due = twin.run({**asked, "pauses": [], "extension": None})[1]
        given_at = asked["from"] + gap * MINUTE
        new = twin.next_working(max(due, given_at) + (later + 1) * MINUTE)
        asked["extension"] = (given_at, twin.close(new.date()) if later % 2 else new)
        asked["pauses"] = [
            (cause, begins + gap * MINUTE, ends and ends + gap * MINUTE)
            for cause, begins, ends in asked["pauses"]
        ]
        wanted = twin.run(asked)
    except TooFar:
        assume(False)
    clock = computed(calendar, asked)
    assert (clock.starts_at, clock.legal_due_at, clock.indicator_due_at) == wanted
    assert all(sentence and "{" not in sentence for sentence in explain(clock, "vi") + explain(clock, "en"))

"""Dates, money and spans as the pages write them."""

from datetime import UTC, date, datetime

import pytest

from motcua.doors.lobby import words


def test_a_moment_is_shown_at_the_hour_of_hanoi():
    assert words.moment_words(datetime(2020, 6, 9, 7, 30, tzinfo=UTC)) == "09/06/2020 14:30"


def test_a_moment_late_in_the_evening_elsewhere_is_already_tomorrow_in_hanoi():
    assert words.day_words(datetime(2020, 6, 9, 18, 0, tzinfo=UTC)) == "10/06/2020"


def test_a_day_is_shown_as_it_is():
    assert words.day_words(date(2020, 2, 29)) == "29/02/2020"


@pytest.mark.parametrize("show", [words.day_words, words.moment_words])
def test_a_moment_without_a_zone_is_refused(show):
    with pytest.raises(ValueError, match="time zone"):
        show(datetime(2020, 6, 9, 7, 30))


@pytest.mark.parametrize(
    ("amount_vnd", "said"),
    [(0, "0 đ"), (8_000, "8.000 đ"), (1_250_000, "1.250.000 đ"), (-50_000, "-50.000 đ")],
)
def test_money_has_points_between_thousands(amount_vnd, said):
    assert words.money_words(amount_vnd).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("size_bytes", "said"),
    [(0, "1 KB"), (340_200, "340 KB"), (2_412_000, "2,4 MB"), (10_000_000, "10 MB")],
)
def test_a_size_is_short(size_bytes, said):
    assert words.size_words(size_bytes).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("minutes", "kind", "said"),
    [
        (1440, "plain", "còn 3 ngày"),
        (660, "plain", "còn 1 ngày 3 giờ"),
        (481, "plain", "còn 1 ngày"),
        (480, "soon", "còn 1 ngày"),
        (239, "soon", "còn 3 giờ"),
        (59, "soon", "còn 59 phút"),
        (0, "soon", "đến hạn lúc này"),
        (-1, "late", "trễ 1 phút"),
        (-135, "late", "trễ 2 giờ"),
        (-660, "late", "trễ 1 ngày 3 giờ"),
    ],
)
def test_a_time_chip_says_how_long_and_how_grave(minutes, kind, said):
    chip = words.time_left_chip(minutes)
    assert (chip.kind, chip.word) == (kind, said)


def test_a_day_may_be_counted_in_calendar_hours():
    assert words.span_words(24 * 60 + 60, day_minutes=24 * 60) == "1 ngày 1 giờ"


def test_every_national_state_has_a_sign_beside_its_colour():
    for code in range(11):
        assert words.state_chip(code, word="x").sign


def test_an_unknown_state_is_refused():
    with pytest.raises(KeyError):
        words.state_chip(11, word="x")


def test_a_help_text_ends_before_the_next_sentence_begins():
    from motcua.doors.lobby.templatetags.motcua import sentence

    assert sentence("Ghi đúng như giấy tờ") == "Ghi đúng như giấy tờ."
    assert sentence("Ghi rõ!") == "Ghi rõ!"
    assert sentence(None) == ""

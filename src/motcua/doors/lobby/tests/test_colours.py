"""Contrast computed from the stylesheet: AA everywhere, AAA for the text of pages (WCAG 1.4.3, 1.4.6)."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[1] / "static/motcua/motcua.css").read_text()
TOKEN = re.compile(r"--([a-z-]+): (#[0-9A-F]{6})\b")
BLOCK = re.compile(r"^ *(:root[^{]*)\{([^{}]*)\}", re.M)
DARK_BY_MACHINE = ':root:not([data-theme="light"])'
DARK = ':root[data-theme="dark"]'
HIGH = ':root[data-contrast="high"]'
HIGH_DARK = ':root[data-contrast="high"][data-theme="dark"]'
HIGH_DARK_BY_MACHINE = ':root[data-contrast="high"]:not([data-theme="light"])'

AAA = 7.0
AA = 4.5
SIGN = 3.0
GROUNDS = ("paper", "surface", "sunk")
PAIRS = [
    *[(ink, ground, AAA) for ink in ("ink", "soft", "link", "bronze-ink") for ground in GROUNDS],
    *[(f"{kind}-ink", kind, AAA) for kind in ("done", "soon", "late", "go")],
    *[("late-ink", ground, AAA) for ground in ("paper", "surface")],
    *[("soon-ink", ground, AAA) for ground in ("paper", "surface")],
    ("on-bar", "bar", AAA),
    ("on-bar", "bar-deep", AAA),
    ("bar-soft", "bar", AA),
    ("on-lacquer", "lacquer", AA),
    ("on-lacquer", "lacquer-hover", AA),
    ("paper", "celadon", AA),
    *[(sign, ground, SIGN) for sign in ("edge", "bronze", "celadon", "amber") for ground in GROUNDS],
]


def blocks() -> dict[str, dict[str, str]]:
    """Selector → its colour tokens, for each block of tokens in the stylesheet."""
    found: dict[str, dict[str, str]] = {}
    for selector, body in BLOCK.findall(CSS):
        found.setdefault(selector.strip(), dict(TOKEN.findall(body)))
    return found


def themes() -> dict[str, dict[str, str]]:
    b = blocks()
    light, dark = b[":root"], b[":root"] | b[DARK]
    return {"light": light, "dark": dark, "high": light | b[HIGH], "high dark": dark | b[HIGH] | b[HIGH_DARK]}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_the_measure_is_the_one_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", themes())
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_words_and_signs_stand_out_from_their_ground(theme, ink, ground, least):
    tokens = themes()[theme]
    assert contrast(tokens[ink], tokens[ground]) >= least


def test_the_dark_theme_is_the_same_whether_chosen_or_taken_from_the_machine():
    b = blocks()
    assert b[DARK] == b[DARK_BY_MACHINE]
    assert b[HIGH_DARK] == b[HIGH_DARK_BY_MACHINE]


def test_the_colours_of_the_house_are_the_tokens():
    light = themes()["light"]
    asked = {"paper": "#FBF8F3", "ink": "#211C18", "lacquer": "#9B1B1E", "bronze": "#8A6A2F"}
    asked |= {"celadon": "#2F6F5E", "amber": "#B45F06"}
    assert asked.items() <= light.items()

"""One question as HTML: what it needs for a reader that does not see, and nothing that somebody typed as markup."""

import pytest

from motcua.doors.lobby.fields import field_html

KINDS = ["text", "textarea", "tel", "email", "yesno", "one_of", "many_of", "file", "money", "number", "date"]
HOSTILE = '"><script>alert(1)</script>'


def field(kind, **more):
    choices = [{"value": HOSTILE, "label": HOSTILE, "help": HOSTILE}]
    return {"kind": kind, "name": "q", "label": "Câu hỏi", "value": "", "choices": choices} | more


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_comes_from_outside_is_markup(kind):
    texts = ("name", "label", "help", "error", "source", "unit", "autocomplete", "accept", "types", "inputmode")
    html = field_html(field(kind, value=[HOSTILE] if kind == "many_of" else HOSTILE, **dict.fromkeys(texts, HOSTILE)))
    assert "<script" not in html and '"">' not in html


@pytest.mark.parametrize("kind", KINDS)
def test_help_and_error_are_read_aloud_with_the_field(kind):
    html = field_html(field(kind, help="Giúp", error="Sai"))
    assert 'aria-describedby="q-help q-error"' in html and 'id="q-help"' in html and 'id="q-error"' in html
    assert "field--error" in html


def test_what_was_chosen_is_chosen_again():
    choices = [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]
    marks = (("one_of", "b", " checked"), ("many_of", ["b"], " checked"), ("one_of", "b", " selected"))
    for kind, value, mark in marks:
        look = "select" if mark == " selected" else ""
        html = field_html(field(kind, value=value, choices=choices, look=look))
        assert f'value="b"{mark}' in html and f'value="a"{mark}' not in html


def test_a_number_with_decimals_gets_a_keyboard_with_a_comma():
    assert 'inputmode="decimal"' in field_html(field("number", inputmode="decimal"))
    assert 'inputmode="numeric"' in field_html(field("date"))


def test_a_password_is_never_written_back():
    assert "hunter2" not in field_html(field("password", value="hunter2"))

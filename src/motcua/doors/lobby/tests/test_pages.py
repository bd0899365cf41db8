"""Every page: no inline code, a label for every field, a key in every form, a light first visit."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

LOBBY = Path(__file__).parents[1]
TEMPLATES = sorted((LOBBY / "templates").rglob("*.html"))
STATIC = sorted((LOBBY / "static/motcua").iterdir())
FIRST_VISIT_BYTES = 60_000
PAGE_BYTES = 15_000
KINDS = ["text", "textarea", "number", "money", "date", "yesno", "one_of", "many_of", "tel", "email", "file"]
KINDS += ["person_number", "password"]
EVIL = '"><script>alert(1)</script>'


@pytest.fixture(autouse=True)
def files_served_from_their_source(settings):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


def write(text: str, **values: object) -> str:
    return Template("{% load motcua %}" + text).render(Context(values))


def field(**values: object) -> str:
    choices = [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]
    return render_to_string(
        "lobby/parts/field.html",
        {
            "field": {"name": "born_on", "label": "Ngày sinh", "choices": choices, "max_bytes": 10_000_000}
            | values
        },
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_needs_inline_code_or_another_host(path):
    text = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|https?://", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)


def test_a_first_visit_leaves_room_for_the_page():
    linked = {"motcua.css", "motcua.js", "autosave.js"}  # officers' styles are linked on officers' pages alone
    assert sum(path.stat().st_size for path in STATIC if path.name in linked) + PAGE_BYTES < FIRST_VISIT_BYTES


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_field_has_its_label_and_its_error_tied_to_it(kind):
    html = field(kind=kind, error="Thiếu ngày sinh", help="Xem giấy chứng sinh")
    assert 'for="born_on"' in html or "<legend>" in html
    assert re.search(r'aria-describedby="born_on-help born_on-error"', html)
    assert 'id="born_on-error"' in html
    assert 'id="born_on-help"' in html
    assert 'id="born_on"' in html


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_person_typed_is_never_code(kind):
    assert "<script>" not in field(kind=kind, value=EVIL, error=EVIL, label=EVIL)


def test_a_password_is_not_sent_back():
    assert "secret-of-lan" not in field(kind="password", value="secret-of-lan")


def test_the_limit_stands_beside_the_file_chooser():
    assert "10\N{NO-BREAK SPACE}MB" in field(kind="file")


def test_a_chosen_answer_stays_chosen():
    assert re.search(r'value="b" checked', field(kind="one_of", value="b"))
    assert re.search(r'value="b" selected', field(kind="one_of", value="b", look="select"))
    assert re.search(r'value="no" checked', field(kind="yesno", value=False))
    assert field(kind="many_of", value=["a", "b"]).count(" checked") == 2


def test_only_the_optional_says_so():
    assert "không bắt buộc" in field(kind="text", optional=True)
    assert "không bắt buộc" not in field(kind="text")


def test_an_act_is_a_post_with_a_token_and_a_fresh_key():
    acts = {"acts": [{"label": "Trình ký", "url": "/x", "main": True}, {"label": "Xin ý kiến", "url": "/y"}]}
    html = render_to_string("lobby/parts/acts.html", acts | {"csrf_token": "t"})
    keys = re.findall(r'name="key" value="([0-9a-f-]{36})"', html)
    assert len(set(keys)) == 2
    assert html.count('method="post"') == html.count("csrfmiddlewaretoken") == 2
    assert html.count("btn--main") == 1


def test_a_given_key_is_kept():
    assert 'value="k-1"' in write("{% idempotency_key 'k-1' %}")


def test_a_chip_says_its_word_and_hides_its_sign_from_readers():
    html = write("{% time_chip -135 %}")
    assert "trễ 2 giờ" in html
    assert '<span aria-hidden="true">!</span>' in html


def test_no_due_moment_shows_no_chip():
    assert write("{% time_chip None %}") == ""


def test_nothing_is_shown_for_nothing():
    assert write("{{ x|vn_date }}{{ x|vn_moment }}{{ x|vn_money }}{{ x|vn_size }}", x=None) == ""
    assert write("{{ x|vn_money }}", x=0) == "0\N{NO-BREAK SPACE}đ"


def test_a_refusal_can_be_shown_without_a_request():
    html = render_to_string("lobby/refusal.html", {"title": "Không có trang này", "reference": "r-1"})
    assert "r-1" in html
    assert 'href="#main"' in html


def test_the_display_switches_work_without_a_script():
    html = render_to_string("lobby/parts/tools.html", {"csrf_token": "t", "theme": "dark"})
    assert html.count('method="post"') == html.count("csrfmiddlewaretoken") == 2
    assert re.search(r'name="theme" value="dark" aria-pressed="true"', html)
    assert re.search(r'name="size" value="normal" aria-pressed="true"', html)
    assert html.count('aria-pressed="true"') == 3

"""What every page may write: `{% load motcua %}`. The words are made in `lobby.words`."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from motcua.doors.lobby import fields, words

register = template.Library()


@register.filter
def vn_date(value: date | None) -> str:
    """`09/06/2020`; nothing for nothing."""
    return words.day_words(value) if value else ""


@register.filter
def vn_moment(value: datetime | None) -> SafeString | str:
    """`09/06/2020 14:30` in a `<time>`; nothing for nothing."""
    if not value:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words.moment_words(value))


@register.filter
def vn_money(amount_vnd: int | None) -> str:
    """`1.250.000 đ`; nothing for nothing, `0 đ` for zero."""
    return "" if amount_vnd is None else words.money_words(amount_vnd)


@register.filter
def vn_number(value: int | None) -> str:
    """`1.250.000`; nothing for nothing."""
    return "" if value is None else words.number_words(value)


@register.filter
def vn_size(size_bytes: int | None) -> str:
    """`2,4 MB`; nothing for nothing."""
    return "" if size_bytes is None else words.size_words(size_bytes)


@register.filter
def sentence(text: str | None) -> str:
    """A help text that another sentence may follow: with a full stop, unless it ends in a mark already."""
    return words.sentence(text)


@register.simple_tag
def field_html(field: Any) -> SafeString:
    """One question of a form; its keys stand in `lobby.fields`."""
    return fields.field_html(field)


@register.inclusion_tag("lobby/parts/chip.html")
def chip(kind: str, sign: str, word: str) -> dict[str, words.Chip]:
    """`{% chip "done" "✓" "Đã nộp phí" %}`; kinds: go done soon late wait plain."""
    return {"chip": words.Chip(kind, sign, word)}


@register.inclusion_tag("lobby/parts/chip.html")
def state_chip(code: int, word: str) -> dict[str, words.Chip]:
    """`{% state_chip 4 "Đang xử lý" %}`: a state by its national code 0..10 and its word."""
    return {"chip": words.state_chip(code, word=word)}


@register.inclusion_tag("lobby/parts/chip.html")
def time_chip(
    minutes: int | None, paused: bool = False, day_minutes: int = words.WORKING_DAY_MINUTES
) -> dict[str, words.Chip | None]:
    """`{% time_chip 660 %}` → `còn 1 ngày 3 giờ`; negative is late; None (no due moment) shows nothing."""
    if paused:
        return {"chip": words.paused_chip()}
    return {"chip": None if minutes is None else words.time_left_chip(minutes, day_minutes=day_minutes)}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A picture beside a word, drawn in the word's colour and silent for readers; names: `icons.svg`."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("motcua/icons.svg"),
        name,
    )


@register.simple_tag
def idempotency_key(key: str = "") -> SafeString:
    """The hidden field by which a repeated form gets its first answer again; a fresh key unless given."""
    return format_html('<input type="hidden" name="key" value="{}">', key or uuid4())


@register.filter
def seconds(value: int | None) -> str:
    """`4:05` minutes and seconds, `1:04:05` with hours; nothing for nothing."""
    return "" if value is None else words.seconds_words(value)

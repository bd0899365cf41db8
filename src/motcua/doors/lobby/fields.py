"""One question of a form as HTML, for `{% include "lobby/parts/field.html" %}`.

Written in Python, since a page asks for it up to a hundred times: the same as a template took four times as long
(`bench/form.py`). Every value that comes from outside goes through `escape`.
"""

from collections.abc import Mapping
from html import escape as escaped
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from motcua.doors.lobby.words import sentence, size_words

Field = Mapping[str, Any]


def escape(value: Any) -> str:
    """Always, whatever was said to be safe; lazy words are said now."""
    return escaped(str(value))


def field_html(field: Field) -> SafeString:
    """`kind`, `name`, `label` must be there; `help`, `error`, `value`, `optional`, `choices`, `look`, `unit`,
    `source`, `autocomplete`, `inputmode`, `heading`, `max_bytes`, `types`, `accept`, `multiple` may be."""
    kind = field["kind"]
    several = kind in {"yesno", "many_of"} or (kind == "one_of" and field.get("look") != "select")
    return mark_safe(_group(field) if several else _single(field))


def _group(field: Field) -> str:
    name, kind = escape(field["name"]), field["kind"]
    said = f"{name}-help " if field.get("help") else ""
    said += f"{name}-error" if field.get("error") else ""
    described = f' aria-describedby="{said}"' if said else ""
    label = f"<h1>{escape(field['label'])}</h1>" if field.get("heading") else escape(field["label"])
    hint = f'<p class="hint" id="{name}-help">{escape(field["help"])}</p>\n' if field.get("help") else ""
    row = " choices--row" if kind == "yesno" else ""
    return (
        f'<fieldset class="{_class(field)}" id="{name}" tabindex="-1"{described}>\n'
        f"<legend>{label}{_optional(field)}</legend>\n{hint}{_error(field, name)}"
        f'<div class="choices{row}">\n{_choices(field, name)}</div>\n</fieldset>\n'
    )


def _choices(field: Field, name: str) -> str:
    value = field.get("value")
    if field["kind"] == "yesno":
        both = (("yes", _("Có"), value == "yes" or value is True), ("no", _("Không"), value == "no" or value is False))
        return "".join(
            f'<label><input type="radio" name="{name}" value="{word}"{" checked" if chosen else ""}>{said}</label>\n'
            for word, said, chosen in both
        )
    many = field["kind"] == "many_of"
    kind = "checkbox" if many else "radio"
    lines = []
    for choice in field.get("choices") or ():
        chosen = choice["value"] in (value or ()) if many else choice["value"] == value
        hint = f'<span class="hint">{escape(choice["help"])}</span>' if choice.get("help") else ""
        lines.append(
            f'<label><input type="{kind}" name="{name}" value="{escape(choice["value"])}"'
            f"{' checked' if chosen else ''}><span>{escape(choice['label'])}</span>{hint}</label>\n"
        )
    return "".join(lines)


def _single(field: Field) -> str:
    name = escape(field["name"])
    label = f'<label for="{name}">{escape(field["label"])}{_optional(field)}</label>'
    hint = f'<p class="hint" id="{name}-help">{_hint(field)}</p>\n' if _has_hint(field) else ""
    return (
        f'<div class="{_class(field)}">\n{f"<h1>{label}</h1>" if field.get("heading") else label}\n'
        f"{hint}{_error(field, name)}{_input(field, name)}\n</div>\n"
    )


def _input(field: Field, name: str) -> str:
    kind, attributes = field["kind"], _attributes(field, name)
    value = "" if field.get("value") is None else escape(field["value"])
    if kind == "textarea":
        return f'<textarea class="input" {attributes} rows="5">{value}</textarea>'
    if kind == "one_of":
        options = "".join(
            f'<option value="{escape(c["value"])}"{" selected" if c["value"] == field.get("value") else ""}>'
            f"{escape(c['label'])}</option>"
            for c in field.get("choices") or ()
        )
        return f'<select class="input" {attributes}><option value="">{_("Chọn…")}</option>{options}</select>'
    if kind == "file":
        accept = f' accept="{escape(field["accept"])}"' if field.get("accept") else ""
        return f'<input type="file" {attributes}{accept}{" multiple" if field.get("multiple") else ""}>'
    if kind == "money" or field.get("unit"):
        return (
            f'<div class="unit"><input class="input input--{escape(kind)}" type="text"'
            f' inputmode="{escape(field.get("inputmode") or "numeric")}" value="{value}" {attributes}>'
            f"<span>{escape(field.get('unit') or 'đ')}</span></div>"
        )
    shape = kind if kind in {"tel", "email", "password"} else "text"
    typing = "numeric" if kind in {"number", "date", "person_number"} else ""
    typing = field.get("inputmode") or typing
    digits = f' inputmode="{escape(typing)}"' if typing else ""
    person = ' maxlength="15" autocomplete="off"' if kind == "person_number" else ""
    kept = "" if kind == "password" else f' value="{value}"'
    return f'<input class="input input--{escape(kind)}" type="{shape}"{digits}{person}{kept} {attributes}>'


def _attributes(field: Field, name: str) -> str:
    said = f"{name}-help " if _has_hint(field) else ""
    said += f"{name}-error" if field.get("error") else ""
    return (
        f'id="{name}" name="{name}"'
        + (f' autocomplete="{escape(field["autocomplete"])}"' if field.get("autocomplete") else "")
        + (f' aria-describedby="{said}"' if said else "")
        + (' aria-invalid="true"' if field.get("error") else "")
        + ("" if field.get("optional") else ' aria-required="true"')
    )


def _has_hint(field: Field) -> bool:
    return bool(field.get("help") or field.get("source")) or field["kind"] in {"date", "file"}


def _hint(field: Field) -> str:
    parts = [escape(sentence(field.get("help")))]
    if field["kind"] == "date":
        parts.append(_("Ghi ngày/tháng/năm, ví dụ 09/06/2020."))
    if field["kind"] == "file":
        size = "" if field.get("max_bytes") is None else size_words(field["max_bytes"])
        parts.append(_("Mỗi tệp không quá %(size)s.") % {"size": escape(size)})
        if field.get("types"):
            parts.append(_("Nhận %(types)s.") % {"types": escape(field["types"])})
    if field.get("source"):
        parts.append(_("Lấy từ %(source)s; bạn sửa được nếu sai.") % {"source": escape(field["source"])})
    return " ".join(parts)


def _class(field: Field) -> str:
    return "field field--error" if field.get("error") else "field"


def _optional(field: Field) -> str:
    return f' <span class="opt">({_("không bắt buộc")})</span>' if field.get("optional") else ""


def _error(field: Field, name: str) -> str:
    if not field.get("error"):
        return ""
    return f'<p class="error" id="{name}-error"><span aria-hidden="true">✕ </span>{escape(field["error"])}</p>\n'

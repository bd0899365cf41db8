"""The three-step scale of TT 32/2017 art. 12, overall and in three details, wherever it is asked for."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

NAMES = ("overall", "ease", "punctuality", "attitude")


def scores_of(sent: Mapping[str, str]) -> dict[str, int | None]:
    """What was chosen; None for a question that was left out."""
    return {name: int(sent[name]) if sent.get(name) in {"1", "2", "3"} else None for name in NAMES}


def scales(sent: Mapping[str, str], errors: Mapping[str, str], *, comment: bool = True) -> list[dict[str, Any]]:
    """The fields of the form, with what was chosen and what was wrong with it."""
    levels = [("3", _("Rất hài lòng")), ("2", _("Hài lòng")), ("1", _("Chưa hài lòng"))]
    labels = {
        "overall": _("Nhìn chung, bạn có hài lòng không?"),
        "ease": _("Làm thủ tục có dễ không?"),
        "punctuality": _("Có đúng hẹn không?"),
        "attitude": _("Thái độ phục vụ thế nào?"),
    }
    fields: list[dict[str, Any]] = [
        {
            "kind": "one_of",
            "name": name,
            "label": label,
            "optional": name != "overall",
            "value": sent.get(name, ""),
            "error": errors.get(name, ""),
            "choices": [{"value": v, "label": words} for v, words in levels],
        }
        for name, label in labels.items()
    ]
    said: dict[str, Any] = {
        "kind": "textarea",
        "name": "comment",
        "label": _("Điều bạn muốn nói thêm"),
        "optional": True,
        "value": sent.get("comment", ""),
    }
    return [*fields, said] if comment else fields

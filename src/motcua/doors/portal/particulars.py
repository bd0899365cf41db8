"""A person whom another names: the fields, and what was typed in them."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.doors.lobby.requests import Request
from motcua.doors.portal.pages import typed

NAMES = ("full_name", "personal_number", "tax_code", "birth_date", "phone", "email", "address")


def particulars(request: Request) -> tuple[dict[str, str], dict[str, str]]:
    """What was typed, tidied, and a sentence for each field that cannot be read."""
    owner = {name: " ".join(typed(request.POST.get(name, ""), most=200).split()) for name in NAMES}
    errors: dict[str, str] = {}
    owner["personal_number"] = owner["personal_number"].replace(" ", "")
    if owner["birth_date"]:
        day = day_of(owner["birth_date"])
        if day is None:
            errors["birth_date"] = _("Hãy ghi ngày có thật, dạng ngày/tháng/năm.")
        else:
            owner["birth_date"] = day.isoformat()
    if owner["email"] and "@" not in owner["email"]:
        errors["email"] = _("Địa chỉ thư điện tử chưa đúng.")
    owner["phone"] = owner["phone"][:20]
    return {name: value for name, value in owner.items() if value}, errors


def particulars_fields(owner: dict[str, Any], *, errors: dict[str, str], only: tuple[str, ...] = NAMES) -> list[Any]:
    """The lobby's fields for these particulars."""
    labels = {
        "full_name": ("text", _("Họ tên, hoặc tên tổ chức")),
        "personal_number": ("person_number", _("Số định danh cá nhân")),
        "tax_code": ("text", _("Mã số thuế của tổ chức")),
        "birth_date": ("date", _("Ngày sinh")),
        "phone": ("tel", _("Điện thoại")),
        "email": ("email", _("Thư điện tử")),
        "address": ("text", _("Địa chỉ")),
    }
    shown = dict(owner)
    if day := day_of(str(owner.get("birth_date", ""))):
        shown["birth_date"] = day_words(day)
    return [
        {
            "kind": labels[name][0],
            "name": name,
            "label": labels[name][1],
            "value": shown.get(name, ""),
            "error": errors.get(name, ""),
            "optional": name != "full_name",
            "help": "",
        }
        for name in only
    ]


def day_of(text: str) -> date | None:
    """A day as people write it (09/06/2020), or as the record does (2020-06-09)."""
    for pattern in ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"):
        try:
            found = datetime.strptime(text.strip(), pattern).date()  # a day has no time zone
        except ValueError:
            continue
        return found if 1900 <= found.year <= 2200 else None
    return None


def day_words(day: date) -> str:
    return f"{day:%d/%m/%Y}"

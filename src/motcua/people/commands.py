"""What may be written about people. Called by casework, inside an act."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _
from stdnum.exceptions import ValidationError as NotANumber
from stdnum.vn import mst

from motcua.base import record
from motcua.base.refusals import Invalid
from motcua.people.models import Duty, Person, SavedView, User
from motcua.people.who import Who

MOST_VIEWS = 30


def keep_person(*, found: Person | None, values: dict[str, Any]) -> Person:
    """Make a person, or bring what is known of one up to date.

    Raises `Invalid`: a personal number is 12 digits, a tax code has a right check digit.
    """
    faults: dict[str, str] = {}
    if (number := values.get("personal_number", "")) and not re.fullmatch(r"\d{12}", number):
        faults["personal_number"] = _("Số định danh cá nhân gồm đúng 12 chữ số.")
    if tax_code := values.get("tax_code", ""):
        try:
            values = {**values, "tax_code": mst.validate(tax_code)}
        except NotANumber:
            faults["tax_code"] = _("Mã số thuế không đúng; hãy xem lại trên giấy chứng nhận đăng ký.")
    if faults:
        raise Invalid(fields=faults)
    if found is None:
        return record.add(Person(**values))
    different = {k: v for k, v in values.items() if v and getattr(found, k) != v}
    if different:
        record.change(found, **different)
    return found


def keep_account(
    *, found: User | None, account_id: UUID, username: str, full_name: str, title: str = "", password_hash: str = "",
    person: Person | None = None,
) -> User:  # fmt: skip
    """Make an account. Officers come with the hash of a password (argon2); people of the portal with none."""
    if found is not None:
        record.change(found, full_name=full_name, title=title)
        if password_hash:
            record.change(found, password=password_hash, failed_logins=0)
        return found
    user = User(id=account_id, username=username, full_name=full_name, title=title, person=person)
    user.password = password_hash or make_password(None)
    return record.add(user)


def give_duty(*, officer: User, unit_id: UUID, role: str, since: date) -> Duty | None:
    """Give an officer a role at a unit, unless it runs already."""
    if Duty.objects.filter(officer_id=officer.pk, unit_id=unit_id, role=role, until_date__isnull=True).exists():
        return None
    return record.add(Duty(officer=officer, unit_id=unit_id, role=role, since_date=since))


def keep_view(*, place: str, name: str, query: str, by: Who) -> SavedView:
    """Keep a list's address under a name; the same name takes the new address. Raises `Invalid`."""
    name = name.strip()[:60]
    if not name:
        raise Invalid(fields={"name": _("Hãy đặt tên cho bộ lọc.")})
    found = SavedView.objects.filter(officer_id=by.account_id, place=place, name=name).first()
    if found is not None:
        record.change(found, query=query[:500])
        return found
    if SavedView.objects.filter(officer_id=by.account_id, place=place).count() >= MOST_VIEWS:
        raise Invalid(fields={"name": _("Bạn đã lưu quá nhiều bộ lọc; hãy bỏ bớt.")})
    return record.add(SavedView(officer_id=by.account_id, place=place, name=name, query=query[:500]))


def drop_view(*, view_id: UUID, by: Who) -> None:
    record.run('DELETE FROM "people_savedview" WHERE id = %s AND officer_id = %s', [view_id, by.account_id])
